/** Which score a warning is about, and what follows from it. */
import type { Analysis, Warning } from './analysis.ts';
import type { ScoreName } from './headline.ts';
import type { Scores } from './scale.ts';

/** What follows from a warning. */
export type WarningConsequence =
  /** No score was made. */
  | 'missing'
  /** The score may be further off than its interval says. */
  | 'doubtful'
  /** The intervals are wider. */
  | 'wider'
  /** The scores may be those of another speaker. */
  | 'speaker'
  /** The true score may be higher. */
  | 'higher'
  /** No score changes. */
  | 'none'
  /** None of its scores was made, for another reason. */
  | 'unscored';

/** The scores that a warning is about, and what follows for them. */
export interface WarningEffect {
  readonly scores: readonly ScoreName[];
  readonly consequence: WarningConsequence;
}

const ALL = ['vocabulary', 'fluency', 'accent'] as const;

const EFFECTS: Readonly<Record<Warning['code'], WarningEffect>> = {
  LOW_SNR: { scores: ALL, consequence: 'doubtful' },
  CLIPPED: { scores: ['accent'], consequence: 'doubtful' },
  NARROW_BAND: { scores: ['accent'], consequence: 'doubtful' },
  MUCH_OVERLAP: { scores: ALL, consequence: 'doubtful' },
  LITTLE_CANDIDATE_SPEECH: { scores: ALL, consequence: 'wider' },
  CANDIDATE_UNCERTAIN: { scores: ALL, consequence: 'speaker' },
  SPEAKERS_UNCERTAIN: { scores: ALL, consequence: 'speaker' },
  OTHER_LANGUAGE: { scores: ALL, consequence: 'doubtful' },
  REPETITIVE: { scores: ['vocabulary', 'fluency'], consequence: 'missing' },
  MEMORISED_OR_READ: { scores: ['fluency'], consequence: 'none' },
  SPEECH_NOT_RELIABLY_RECOGNISED: { scores: ALL, consequence: 'missing' },
  VOCABULARY_TOO_FEW_WORDS: { scores: ['vocabulary'], consequence: 'missing' },
  VOCABULARY_NOT_UNDERSTOOD: { scores: ['vocabulary'], consequence: 'missing' },
  FLUENCY_TOO_LITTLE_SPEECH: { scores: ['fluency'], consequence: 'missing' },
  ACCENT_TOO_LITTLE_SPEECH: { scores: ['accent'], consequence: 'missing' },
  ABOVE_CALIBRATED_RANGE: { scores: ALL, consequence: 'higher' },
  ACCOMMODATION: { scores: ALL, consequence: 'missing' },
  JUDGED_BY_LANGUAGE_MODEL: { scores: ['vocabulary', 'fluency'], consequence: 'doubtful' },
  JUDGEMENT_NOT_VERIFIED: { scores: ['vocabulary', 'fluency'], consequence: 'missing' },
  INSTRUCTIONS_IN_SPEECH: { scores: ['vocabulary', 'fluency'], consequence: 'doubtful' },
  ACCENT_NOT_SCORED_IN_LANGUAGE: { scores: ['accent', 'overall'], consequence: 'missing' },
  WORD_TIMES_ESTIMATED: { scores: ['fluency'], consequence: 'doubtful' },
};

/** What makes scores doubtful, and where there is too much of it takes them away. */
const TAKES_SCORES: ReadonlySet<Warning['code']> = new Set(['OTHER_LANGUAGE']);

/** The scores of a result that a warning is about, and what follows for them. */
export function warningEffect(
  code: Warning['code'],
  { scores, analysis }: { readonly scores: Scores; readonly analysis: Pick<Analysis, (typeof ALL)[number]> },
): WarningEffect {
  const effect = EFFECTS[code];
  switch (effect.consequence) {
    case 'missing':
      // Of several scores that a reason can take away, only those that are missing are meant.
      return { ...effect, scores: effect.scores.filter((name) => scores[name] === null) };
    case 'higher':
      return { ...effect, scores: ALL.filter((name) => analysis[name].interval?.high === 5) };
    default: {
      const made = effect.scores.filter((name) => scores[name] !== null);
      if (made.length > 0) return { ...effect, scores: made };
      return { ...effect, consequence: TAKES_SCORES.has(code) ? 'missing' : 'unscored' };
    }
  }
}
