import type { ExpertScores, Judged, JudgedSegment, Span } from '../speech/timeline.ts';
import { JUDGEMENTS } from './expert-scores.ts';
import { halfWidth } from './interval-law.ts';
import type { ScoreModels } from './score-models.ts';

/** What experts would say of somebody's speech, 0 to 10, with half of the 90 % interval of each judgement. */
export interface SpeechJudgement {
  readonly judged: ExpertScores;
  readonly halfWidths: ExpertScores;
}

/** Judges somebody by at least one judged piece of speech: longer pieces count more. */
export function judgeSpeech(segments: readonly JudgedSegment[], { speech }: ScoreModels): SpeechJudgement {
  const speechS = segments.reduce((sum, segment) => sum + lengthS(segment), 0);
  return {
    judged: forEach(
      (judged) =>
        segments.reduce((sum, segment) => sum + lengthS(segment) * segment.judged[judged], 0) / speechS,
    ),
    halfWidths: forEach((judged) => halfWidth(speech.interval[judged], speechS)),
  };
}

function forEach(value: (judged: Judged) => number): ExpertScores {
  const [accuracy = 0, fluency = 0, prosodic = 0, total = 0] = JUDGEMENTS.map(value);
  return { accuracy, fluency, prosodic, total };
}

/** Length of a piece of speech, s. */
export function lengthS({ startMs, endMs }: Span): number {
  return (endMs - startMs) / 1000;
}
