import type { Segment } from '../speech/timeline.ts';
import { type ExpertScores, expertScores, JUDGEMENTS, type Judged } from './expert-scores.ts';
import { halfWidth } from './interval-law.ts';
import type { ScoreModels } from './score-models.ts';

/** What experts would say of somebody's speech, 0 to 10, with half of the 90 % interval of each judgement. */
export interface SpeechJudgement {
  readonly judged: ExpertScores;
  readonly halfWidths: ExpertScores;
}

/** Judges at least one piece of speech of one speaker: longer pieces count more. */
export function judgeSpeech(segments: readonly Segment[], { speech }: ScoreModels): SpeechJudgement {
  const scored = segments.map((segment) => ({
    scores: expertScores(speech, segment),
    seconds: lengthS(segment),
  }));
  const speechS = scored.reduce((sum, { seconds }) => sum + seconds, 0);
  return {
    judged: forEach(
      (judged) => scored.reduce((sum, { scores, seconds }) => sum + seconds * scores[judged], 0) / speechS,
    ),
    halfWidths: forEach((judged) => halfWidth(speech.interval[judged], speechS)),
  };
}

function forEach(value: (judged: Judged) => number): ExpertScores {
  const [accuracy = 0, fluency = 0, prosodic = 0, total = 0] = JUDGEMENTS.map(value);
  return { accuracy, fluency, prosodic, total };
}

/** Length of a piece of speech, s. */
export function lengthS({ startMs, endMs }: Segment): number {
  return (endMs - startMs) / 1000;
}
