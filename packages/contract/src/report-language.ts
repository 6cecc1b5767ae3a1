import { z } from 'zod';
import { must } from './input-issues.ts';
import { REPORT_LANGUAGES } from './languages.ts';

export const reportLanguageSchema = z
  .enum(REPORT_LANGUAGES, { error: must(`be one of ${REPORT_LANGUAGES.join(', ')}`) })
  .describe('Language of explanations, recommendation, feedback and warnings; quotes stay verbatim');

/** The query parameter of what is read in a language. */
export const readingLanguageSchema = reportLanguageSchema
  .optional()
  .describe(
    'Language of the sentences and of what speakers are called; that of the submission by default. Results of version 0.1 stay as they were written',
  );
