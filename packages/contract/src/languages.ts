/**
 * The languages that Vivavoce speaks to people: reports, documents and the console. To add one, add its ISO 639-1 code; the compiler
 * then names the catalogues that are missing.
 */
export const REPORT_LANGUAGES = ['en', 'de', 'es', 'fr'] as const;

/** A language that Vivavoce speaks to people. */
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];
