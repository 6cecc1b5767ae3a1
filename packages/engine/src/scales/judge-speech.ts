import type { Segment } from '../speech/timeline.ts';
import { type ExpertScores, expertScores, JUDGEMENTS, meanScores } from './expert-scores.ts';
import { halfWidth } from './interval-law.ts';
import type { ScoreModels } from './score-models.ts';

/** What experts would say of somebody's speech, 0 to 10, with half of the 90 % interval of each judgement. */
export interface SpeechJudgement {
  readonly judged: ExpertScores;
  readonly halfWidths: ExpertScores;
}

/** Judges at least one piece of speech of one speaker: longer pieces count more. */
export function judgeSpeech(segments: readonly Segment[], { acoustics }: ScoreModels): SpeechJudgement {
  const scored = segments.map((segment) => ({
    scores: expertScores(acoustics, segment.acoustics),
    weight: lengthS(segment),
  }));
  const speechS = scored.reduce((sum, { weight }) => sum + weight, 0);
  return { judged: meanScores(scored), halfWidths: speechHalfWidths(speechS, acoustics) };
}

/** Half of the 90 % intervals of the judgements of so many seconds of speech. */
export function speechHalfWidths(speechS: number, { interval }: ScoreModels['acoustics']): ExpertScores {
  const [accuracy = 0, fluency = 0, prosodic = 0, total = 0] = JUDGEMENTS.map((judgement) =>
    halfWidth(interval[judgement], speechS),
  );
  return { accuracy, fluency, prosodic, total };
}

/** Length of a piece of speech, s. */
export function lengthS({ startMs, endMs }: Segment): number {
  return (endMs - startMs) / 1000;
}
