import { z } from 'zod';
import { must } from './input-issues.ts';
import { REPORT_LANGUAGES } from './languages.ts';

export const reportLanguageSchema = z
  .enum(REPORT_LANGUAGES, { error: must(`be one of ${REPORT_LANGUAGES.join(', ')}`) })
  .describe('Language of explanations, recommendation, feedback and warnings; quotes stay verbatim');
