import type { Warning } from '@vivavoce/contract';
import type { ReportTexts } from '@vivavoce/texts/report';
import type { Dimension } from '../scales/estimates.ts';
import type { ReportInput } from './report-input.ts';

/** The warnings that say why a score was not made, in the order in which they are asked. */
const OF_ALL = ['ACCOMMODATION', 'SPEECH_NOT_RELIABLY_RECOGNISED'] as const;
const OF_ONE = {
  vocabulary: ['VOCABULARY_NOT_UNDERSTOOD', 'VOCABULARY_TOO_FEW_WORDS'],
  fluency: ['FLUENCY_TOO_LITTLE_SPEECH'],
  accent: ['ACCENT_TOO_LITTLE_SPEECH'],
} as const satisfies Record<Dimension, readonly Warning['code'][]>;
/** In other languages than English; accent has its own reason before the others. */
const OF_RATED = {
  vocabulary: ['JUDGEMENT_NOT_VERIFIED'],
  fluency: ['JUDGEMENT_NOT_VERIFIED'],
  accent: ['ACCENT_NOT_SCORED_IN_LANGUAGE'],
} as const satisfies Record<Dimension, readonly Warning['code'][]>;
/** `OTHER_LANGUAGE` last: it is also given where it took no score away. */
const OF_SOME = ['REPETITIVE', 'OTHER_LANGUAGE'] as const;

/** Why a score was not made, as a clause after "because". */
export function missingBecause({ analysis }: ReportInput, dimension: Dimension, t: ReportTexts): string {
  const given = new Set<Warning['code']>(analysis.quality.warnings.map(({ code }) => code));
  const code = [...OF_ALL, ...OF_ONE[dimension], ...OF_RATED[dimension], ...OF_SOME].find((one) =>
    given.has(one),
  );
  return t(`missing.${code ?? 'unexplained'}`);
}
