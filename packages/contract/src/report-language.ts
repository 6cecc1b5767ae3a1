import { z } from 'zod';

/** Languages that explanations, recommendation, feedback and warnings are written in. */
export const REPORT_LANGUAGES = ['en', 'de', 'es', 'fr'] as const;

export const reportLanguageSchema = z
  .enum(REPORT_LANGUAGES, `reportLanguage is one of ${REPORT_LANGUAGES.join(', ')}`)
  .describe('The language that explanations, recommendation, feedback and warnings are written in');

/** A language of reports. */
export type ReportLanguage = z.infer<typeof reportLanguageSchema>;
