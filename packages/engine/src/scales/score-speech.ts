import { lengthS } from '../speech/spans.ts';
import type { ExpertScoreName, ExpertScores, ScoredSegment } from '../speech/timeline.ts';
import { EXPERT_SCORE_NAMES } from './expert-scores.ts';
import { halfWidth } from './interval-width.ts';
import type { ScoreModels } from './score-models.ts';

/** Predicted expert scores of a speaker, 0 to 10, with half of the 90 % interval of each. */
export interface SpeechScores {
  readonly expertScores: ExpertScores;
  readonly halfWidths: ExpertScores;
}

/** Weight of a piece without recognised words, against 1 for one with certain words. Ours. */
const WORDLESS = 0.3;

/** Averages the expert scores of at least one segment, weighted by length and confidence of the words. */
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
