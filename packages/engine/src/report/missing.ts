import type { Warning } from '@vivavoce/contract';
import type { Dimension } from '../scales/estimates.ts';
import { missingReasons, missingUnexplained } from './en/warnings.ts';
import type { ReportInput } from './report-input.ts';

/** The warnings that explain a missing score, the most telling first. */
const EXPLAINING: Record<Dimension, readonly Warning['code'][]> = {
  vocabulary: ['VOCABULARY_TOO_FEW_WORDS'],
  fluency: ['FLUENCY_TOO_LITTLE_SPEECH'],
  accent: ['ACCENT_TOO_LITTLE_SPEECH'],
};
const BEFORE: readonly Warning['code'][] = ['ACCOMMODATION', 'SPEECH_NOT_RELIABLY_RECOGNISED'];
const AFTER: readonly Warning['code'][] = ['OTHER_LANGUAGE', 'REPETITIVE', 'LITTLE_CANDIDATE_SPEECH'];

/** Why a score was not made, as a clause after "because". */
export function missingBecause({ analysis }: ReportInput, dimension: Dimension): string {
  const given = new Set(analysis.quality.warnings.map(({ code }) => code));
  const code = [...BEFORE, ...EXPLAINING[dimension], ...AFTER].find((one) => given.has(one));
  return (code && missingReasons[code]) ?? missingUnexplained;
}
