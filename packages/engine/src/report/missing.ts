import type { Warning } from '@vivavoce/contract';
import type { Dimension } from '../scales/estimates.ts';
import type { Catalogue } from './catalogue.ts';
import type { ReportInput } from './report-input.ts';

/** The warnings that say why a score was not made, in the order in which they are asked. */
const OF_ALL: readonly Warning['code'][] = ['ACCOMMODATION', 'SPEECH_NOT_RELIABLY_RECOGNISED'];
const OF_ONE: Readonly<Record<Dimension, readonly Warning['code'][]>> = {
  vocabulary: ['VOCABULARY_NOT_UNDERSTOOD', 'VOCABULARY_TOO_FEW_WORDS'],
  fluency: ['FLUENCY_TOO_LITTLE_SPEECH'],
  accent: ['ACCENT_TOO_LITTLE_SPEECH'],
};
/** In other languages than English; accent has its own reason before the others. */
const OF_RATED: Readonly<Record<Dimension, readonly Warning['code'][]>> = {
  vocabulary: ['JUDGEMENT_NOT_VERIFIED'],
  fluency: ['JUDGEMENT_NOT_VERIFIED'],
  accent: ['ACCENT_NOT_SCORED_IN_LANGUAGE'],
};
/** `OTHER_LANGUAGE` last: it is also given where it took no score away. */
const OF_SOME: readonly Warning['code'][] = ['REPETITIVE', 'OTHER_LANGUAGE'];

/** Why a score was not made, as a clause after "because". */
export function missingBecause(
  { analysis }: ReportInput,
  dimension: Dimension,
  { missingReasons, missingUnexplained }: Catalogue,
): string {
  const given = new Set(analysis.quality.warnings.map(({ code }) => code));
  const code = [...OF_ALL, ...OF_ONE[dimension], ...OF_RATED[dimension], ...OF_SOME].find((one) =>
    given.has(one),
  );
  return (code && missingReasons[code]) ?? missingUnexplained;
}
