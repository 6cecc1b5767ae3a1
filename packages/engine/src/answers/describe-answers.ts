import { type Answer, cefrOf } from '@vivavoce/contract';
import type { CandidateMeasures } from '../measures/measure-candidate.ts';
import type { EstimatedScore, EstimatedScores } from '../scales/estimates.ts';
import { lengthMs } from '../speech/spans.ts';
import type { Segment } from '../speech/timeline.ts';
import { type FoundAnswer, textOf, wordCount } from './find-answers.ts';

/** What was found out about one answer alone. */
export interface MeasuredAnswer {
  readonly answer: FoundAnswer;
  readonly measures: Pick<CandidateMeasures, 'fluency'>;
  /** Null where answers are not scored by themselves: in other languages, and for an accommodation. */
  readonly scores: EstimatedScores | null;
}

/** Shorter parts of an answer say too little about how it was spoken, ms. Ours. */
const MIN_PART_MS = 3000;
/** Least difference between parts, on the experts' scale of 0 to 10, that a listener may notice. Ours. */
const MIN_DIFFERENCE = 0.5;

/**
 * An answer as it goes over the wire.
 * @param speakerId the name of a speaker on the wire.
 */
export function describeAnswer(
  { answer, measures, scores }: MeasuredAnswer,
  speakerId: (speaker: number) => string,
): Answer {
  const { question, latencyMs, segments, startMs, endMs } = answer;
  const { fluency } = measures;
  const isMeasured = fluency.speakingTimeMs > 0;
  return {
    question: question && {
      startMs: question.startMs,
      endMs: question.endMs,
      speaker: speakerId(question.speaker),
      text: question.text,
    },
    startMs,
    endMs,
    latencyMs,
    words: wordCount(segments),
    speakingTimeMs: fluency.speakingTimeMs,
    wordsPerMinute: isMeasured ? fluency.speechRateWordsPerMinute : null,
    silentPausesPerMinute: isMeasured ? fluency.silentPauses.perMinute : null,
    scores: {
      vocabulary: scoreOf(scores?.vocabulary),
      fluency: scoreOf(scores?.fluency),
      accent: scoreOf(scores?.accent),
    },
    ...extremesOf(segments),
  };
}

function scoreOf(score: EstimatedScore | null | undefined): Answer['scores']['accent'] {
  if (!score) return null;
  const { estimate, interval } = score;
  return { score: Math.round(estimate * 10) / 10, level: cefrOf(estimate), interval };
}

/** The parts that experts would score highest and lowest; null where fewer than two can be compared. */
function extremesOf(segments: readonly Segment[]): Pick<Answer, 'best' | 'weakest'> {
  const rated = segments
    .flatMap((segment) => {
      if (segment.expertScores === null || lengthMs(segment) < MIN_PART_MS) return [];
      const { accuracy, fluency, prosodic, total } = segment.expertScores;
      return [{ segment, rating: (accuracy + fluency + prosodic + total) / 4 }];
    })
    .sort((a, b) => b.rating - a.rating);
  const [best] = rated;
  const weakest = rated.at(-1);
  if (!best || !weakest || best.rating - weakest.rating < MIN_DIFFERENCE) {
    return { best: null, weakest: null };
  }
  return { best: passageOf(best.segment), weakest: passageOf(weakest.segment) };
}

function passageOf(segment: Segment): NonNullable<Answer['best']> {
  const { words } = segment;
  return {
    startMs: words[0]?.startMs ?? segment.startMs,
    endMs: words.at(-1)?.endMs ?? segment.endMs,
    text: textOf([segment]),
  };
}
