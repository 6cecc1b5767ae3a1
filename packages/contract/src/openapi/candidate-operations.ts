import { fairnessReportSchema } from '../fairness.ts';
import { type Operation, textParameter } from './operation.ts';

const FAIRNESS_CSV =
  'measure,site,people,mean_score,count,rate,impact_ratio,ratio_low,ratio_high,below_four_fifths,p_value,people_needed';

/** What is asked about one candidate, or about all of them. */
export const CANDIDATE_OPERATIONS: readonly Operation[] = [
  {
    id: 'exportCandidate',
    method: 'get',
    path: '/speech/runs/export',
    summary: 'Everything that is held about one candidate, as a ZIP (right of access)',
    needs: 'speech',
    parameters: [textParameter('Whose data; needed', 'externalId')],
    success: {
      status: 200,
      description: 'Results with their history, transcripts, reviews, consent, recordings and the audit log',
      files: { 'application/zip': null },
    },
    errors: ['INVALID_EXTERNAL_ID', 'INVALID_PARAMETERS', 'RUN_NOT_FOUND'],
  },
  {
    id: 'readFairness',
    method: 'get',
    path: '/fairness',
    summary: 'Whether groups that you named in the metadata fare alike: rates, impact ratios, exact test',
    needs: 'key',
    parameters: [
      {
        name: 'group',
        in: 'query',
        description: 'A key of the metadata whose values are the groups; two of them are crossed',
        schema: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 2 },
      },
      textParameter('A key of the metadata that holds what became of the candidate', 'outcome'),
      textParameter('The value of the outcome for those who were selected', 'selected'),
      textParameter('Submitted at this ISO 8601 date or time, or later', 'createdAfter'),
      textParameter('Submitted before this ISO 8601 date or time', 'createdBefore'),
      textParameter('Submitted to the project of this name', 'project'),
      {
        name: 'format',
        in: 'query',
        description: 'csv has a line for each group and measure',
        schema: { type: 'string', enum: ['json', 'csv'], default: 'json' },
      },
    ],
    success: {
      status: 200,
      description: 'How the groups fare',
      bodies: { FairnessReport: fairnessReportSchema },
      files: { 'text/csv': FAIRNESS_CSV },
    },
    errors: ['INVALID_DATE', 'INVALID_PARAMETERS'],
  },
];
