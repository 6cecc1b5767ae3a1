import { Option } from 'commander';

/** Which score weights a command evaluates, as `VIVAVOCE_SCORE_WEIGHTS` chooses them for a server. */
export function scoreWeightsOption(): Option {
  return new Option(
    '--score-weights <weights>',
    'open: without what was learned from corpora for research use',
  )
    .choices(['default', 'open'])
    .default('default');
}
