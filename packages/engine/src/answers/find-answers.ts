/**
 * The interview as its questions and answers, from who said what and when.
 *
 * What others say between two stretches of the candidate's speech is a question, unless it is a listener's "mm-hm" or "right, I
 * see", which leaves the answer open. A word or two of the candidate inside a question is listening in the same way. No answer goes
 * on from one part of a recording to the next.
 */
import { areInDifferentParts } from '../speech/spans.ts';
import type { Segment, Span, Turn } from '../speech/timeline.ts';

/** What was asked before an answer. */
export interface Question extends Span {
  /** Who asked; where several did, the last one. */
  readonly speaker: number;
  readonly text: string;
}

/** One answer of the candidate. */
export interface FoundAnswer extends Span {
  /** Null if the recording, or a part of it, begins with the answer. */
  readonly question: Question | null;
  /** From the question to the answer, ms; null without a question, and where a part of the recording ends in between. */
  readonly latencyMs: number | null;
  /** The candidate's segments in order of time. */
  readonly segments: readonly Segment[];
  /** Everybody's turns while the answer lasts. */
  readonly turns: readonly Turn[];
}

/** Fewest words of another speaker that end an answer, unless they ask. Ours. */
const MIN_QUESTION_WORDS = 4;
/** Fewest words of the candidate that are an answer. Ours. */
const MIN_ANSWER_WORDS = 3;

/** What belongs together while the interview is read from start to end. */
interface Exchange {
  readonly asked: Segment[];
  readonly answered: Segment[];
}

/** The answers of a candidate in order of time. */
export function findAnswers({
  segments,
  turns,
  parts,
  candidate,
}: {
  readonly segments: readonly Segment[];
  readonly turns: readonly Turn[];
  /** Where the parts of the recording lie, if it came in several. */
  readonly parts?: readonly Span[] | undefined;
  readonly candidate: number;
}): FoundAnswer[] {
  const exchanges: Exchange[] = [{ asked: [], answered: [] }];
  for (const segment of segments.toSorted((a, b) => a.startMs - b.startMs)) {
    if (wordCount([segment]) === 0) continue;
    const last = exchanges.at(-1) as Exchange;
    if (areInDifferentParts(last.answered.at(-1)?.startMs ?? segment.startMs, segment.startMs, parts)) {
      if (wordCount(last.answered) >= MIN_ANSWER_WORDS) exchanges.push({ asked: [], answered: [] });
      else last.answered.length = 0;
    }
    const { asked, answered } = exchanges.at(-1) as Exchange;
    if (segment.speaker === candidate) answered.push(segment);
    else if (answered.length === 0) asked.push(segment);
    else if (isListening(segment)) continue;
    else if (wordCount(answered) >= MIN_ANSWER_WORDS) exchanges.push({ asked: [segment], answered: [] });
    else {
      answered.length = 0;
      asked.push(segment);
    }
  }
  return exchanges
    .filter(({ answered }) => wordCount(answered) >= MIN_ANSWER_WORDS)
    .map((exchange) => answerOf(exchange, turns, parts));
}

function answerOf(
  { asked, answered }: Exchange,
  turns: readonly Turn[],
  parts: readonly Span[] | undefined,
): FoundAnswer {
  const { startMs, endMs } = spanOf(answered);
  const question = asked.length === 0 ? null : questionOf(asked);
  const isTimed = question !== null && !areInDifferentParts(question.endMs, startMs, parts);
  return {
    startMs,
    endMs,
    question,
    latencyMs: isTimed ? startMs - question.endMs : null,
    segments: answered,
    turns: turns.filter((turn) => turn.startMs < endMs && turn.endMs > startMs),
  };
}

function questionOf(asked: readonly Segment[]): Question {
  const text = textOf(asked);
  return { ...spanOf(asked), speaker: asked.at(-1)?.speaker ?? 0, text: askingPartOf(text) ?? text };
}

/** From the first sentence that ends with a question mark to the last one; undefined where none does. */
function askingPartOf(text: string): string | undefined {
  const sentences = text.match(/[^.!?]+[.!?]*/g) ?? [];
  const isAsking = (sentence: string) => sentence.trimEnd().endsWith('?');
  const from = sentences.findIndex(isAsking);
  if (from === -1) return undefined;
  return sentences
    .slice(from, sentences.findLastIndex(isAsking) + 1)
    .join('')
    .trim();
}

/** "Mm-hm", "right, I see": short, and no question. */
function isListening(segment: Segment): boolean {
  return wordCount([segment]) < MIN_QUESTION_WORDS && !textOf([segment]).includes('?');
}

/** Words of segments without fillers. */
export function wordCount(segments: readonly Segment[]): number {
  return segments.reduce((sum, { words }) => sum + words.filter(({ kind }) => kind === 'word').length, 0);
}

/** What was said in segments. */
export function textOf(segments: readonly Segment[]): string {
  return segments.flatMap(({ words }) => words.map(({ text }) => text)).join(' ');
}

/** From the first word to the end of the last one; of segments with words. */
function spanOf(segments: readonly Segment[]): Span {
  const words = segments.flatMap((segment) => segment.words);
  return {
    startMs: Math.min(...words.map(({ startMs }) => startMs)),
    endMs: Math.max(...words.map(({ endMs }) => endMs)),
  };
}
