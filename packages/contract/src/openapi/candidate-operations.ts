import { z } from 'zod';
import { fairnessReportSchema } from '../fairness.ts';
import { reportLanguageSchema } from '../report-language.ts';
import { oneOf, queryDate } from '../request-fields.ts';
import { externalIdSchema } from '../submit.ts';
import { defineOperation } from './operation.ts';

const FAIRNESS_CSV =
  'measure,site,people,mean_score,count,rate,impact_ratio,ratio_low,ratio_high,below_four_fifths,p_value,people_needed';

/** Operations on one candidate's data, and the comparison of groups of candidates. */
export const CANDIDATE_OPERATIONS = {
  exportCandidate: defineOperation({
    id: 'exportCandidate',
    method: 'get',
    path: '/speech/runs/export',
    summary: 'Export all data about one candidate as a ZIP file (right of access)',
    needs: 'speech',
    permission: 'runs.export',
    query: z.object({ externalId: externalIdSchema.optional().describe('The candidate’s id; required') }),
    success: {
      status: 200,
      description: 'Results with their history, transcripts, reviews, consent, recordings and the audit log',
      files: { 'application/zip': null },
    },
    errors: ['INVALID_EXTERNAL_ID', 'INVALID_PARAMETERS', 'RUN_NOT_FOUND'],
    fieldErrors: { externalId: 'INVALID_EXTERNAL_ID' },
  }),
  readFairness: defineOperation({
    id: 'readFairness',
    method: 'get',
    path: '/fairness',
    summary:
      'Compare groups of candidates that the metadata defines: rates, impact ratios, Fisher’s exact test',
    needs: 'key',
    permission: 'runs.read',
    query: z.object({
      group: z
        .array(z.string())
        .min(1, 'name at least one metadata key')
        .max(2, 'name at most two metadata keys')
        .refine((keys) => new Set(keys).size === keys.length, 'name two different metadata keys')
        .describe('Metadata key whose values define the groups; two keys are crossed'),
      outcome: externalIdSchema
        .optional()
        .describe('Metadata key that holds the outcome of the candidate’s application'),
      selected: z.string().optional().describe('Value of the outcome for selected candidates'),
      createdAfter: queryDate.optional().describe('Submitted at or after this ISO 8601 date or time'),
      createdBefore: queryDate.optional().describe('Submitted before this ISO 8601 date or time'),
      project: z.string().optional().describe('Name of the project submitted to'),
      format: oneOf(['json', 'csv']).default('json').describe('csv: one line per group and measure'),
      reportLanguage: reportLanguageSchema
        .optional()
        .describe(
          'Language of the notes, and of headings and words as CSV, with its decimal mark; CSV without it has the names of this API',
        ),
    }),
    success: {
      status: 200,
      description: 'The comparison',
      bodies: { FairnessReport: fairnessReportSchema },
      files: { 'text/csv': FAIRNESS_CSV },
    },
    errors: ['INVALID_DATE', 'INVALID_PARAMETERS'],
    fieldErrors: { createdAfter: 'INVALID_DATE', createdBefore: 'INVALID_DATE' },
  }),
};
