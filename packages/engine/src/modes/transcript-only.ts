import { measureLanguageOnly } from '../measures/measure-candidate.ts';
import { withoutScores } from '../scales/score-candidate.ts';
import type { Mode } from './mode.ts';

/**
 * An accommodation: transcribes and finds the candidate, scores nobody.
 * @param spoken the mode of the language, which transcribes.
 */
export function transcriptOnlyMode({ scoringMethod, requireModels, tellFirstWords, transcribe }: Mode): Mode {
  return {
    scoringMethod,
    isScored: false,
    requireModels,
    ...(tellFirstWords && { tellFirstWords }),
    transcribe,
    measure: ({ segments, turns, parts }, { speaker }, { models }) =>
      measureLanguageOnly({ segments, turns, parts, candidate: speaker }, models),
    score: () => withoutScores('ACCOMMODATION'),
  };
}
