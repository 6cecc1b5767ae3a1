import type { ExpertScores, Judged, JudgedSegment, Span } from '../speech/timeline.ts';
import { JUDGEMENTS } from './expert-scores.ts';
import { halfWidth } from './interval-law.ts';
import type { ScoreModels } from './score-models.ts';

/** What experts would say of somebody's speech, 0 to 10, with half of the 90 % interval of each judgement. */
export interface SpeechJudgement {
  readonly judged: ExpertScores;
  readonly halfWidths: ExpertScores;
}

/** What a piece counts whose words were not made out at all, against 1 for one that was certain. Ours. */
const WORDLESS = 0.3;

/** Judges somebody by at least one judged piece of speech: the longer and the surer of its words, the more a piece counts. */
export function judgeSpeech(segments: readonly JudgedSegment[], { speech }: ScoreModels): SpeechJudgement {
  const sum = (of: (segment: JudgedSegment) => number) =>
    segments.reduce((total, segment) => total + of(segment), 0);
  const weight = sum(weightOf);
  const speechS = sum(lengthS);
  return {
    judged: forEach((judged) => sum((segment) => weightOf(segment) * segment.judged[judged]) / weight),
    halfWidths: forEach((judged) => halfWidth(speech.interval[judged], speechS)),
  };
}

function forEach(value: (judged: Judged) => number): ExpertScores {
  const [accuracy = 0, fluency = 0, prosodic = 0, total = 0] = JUDGEMENTS.map(value);
  return { accuracy, fluency, prosodic, total };
}

function weightOf(segment: JudgedSegment): number {
  const { words } = segment;
  const sure = words.reduce((sum, word) => sum + word.confidence, 0) / words.length;
  return lengthS(segment) * (words.length === 0 ? WORDLESS : Math.max(WORDLESS, sure));
}

/** Length of a piece of speech, s. */
export function lengthS({ startMs, endMs }: Span): number {
  return (endMs - startMs) / 1000;
}
