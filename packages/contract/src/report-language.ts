import { z } from 'zod';
import { must } from './input-issues.ts';

/** Languages that explanations, recommendation, feedback and warnings are written in. */
export const REPORT_LANGUAGES = ['en', 'de', 'es', 'fr'] as const;

export const reportLanguageSchema = z
  .enum(REPORT_LANGUAGES, { error: must(`be one of ${REPORT_LANGUAGES.join(', ')}`) })
  .describe('Language of explanations, recommendation, feedback and warnings; quotes stay verbatim');

/** A language of reports. */
export type ReportLanguage = z.infer<typeof reportLanguageSchema>;
