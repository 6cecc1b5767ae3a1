import type { ExpertScoreName, ExpertScores, ScoredSegment, Span } from '../speech/timeline.ts';
import { EXPERT_SCORE_NAMES } from './expert-scores.ts';
import { halfWidth } from './interval-width.ts';
import type { ScoreModels } from './score-models.ts';

/** What experts would say of somebody's speech, 0 to 10, with half of the 90 % interval of each judgement. */
export interface SpeechScores {
  readonly expertScores: ExpertScores;
  readonly halfWidths: ExpertScores;
}

/** What a piece counts whose words were not made out at all, against 1 for one that was certain. Ours. */
const WORDLESS = 0.3;

/** Judges somebody by at least one judged piece of speech: the longer and the surer of its words, the more a piece counts. */
export function scoreSpeech(segments: readonly ScoredSegment[], { speech }: ScoreModels): SpeechScores {
  const sum = (of: (segment: ScoredSegment) => number) =>
    segments.reduce((total, segment) => total + of(segment), 0);
  const weight = sum(weightOf);
  const speechS = sum(lengthS);
  return {
    expertScores: forEachScore(
      (name) => sum((segment) => weightOf(segment) * segment.expertScores[name]) / weight,
    ),
    halfWidths: forEachScore((name) => halfWidth(speech.interval[name], speechS)),
  };
}

function forEachScore(value: (name: ExpertScoreName) => number): ExpertScores {
  const [accuracy = 0, fluency = 0, prosodic = 0, total = 0] = EXPERT_SCORE_NAMES.map(value);
  return { accuracy, fluency, prosodic, total };
}

function weightOf(segment: ScoredSegment): number {
  const { words } = segment;
  const sure = words.reduce((sum, word) => sum + word.confidence, 0) / words.length;
  return lengthS(segment) * (words.length === 0 ? WORDLESS : Math.max(WORDLESS, sure));
}

/** Length of a piece of speech, s. */
export function lengthS({ startMs, endMs }: Span): number {
  return (endMs - startMs) / 1000;
}
