import type { Transcript, TranscriptSegment } from '@vivavoce/contract';

/** Two lines of 42 characters, the common limit of subtitles (BBC and Netflix: 37 to 42). */
export const MAX_LINE_LENGTH = 42;
const MAX_LINES = 2;
/** A cue stays up to this long, ms: what is said later is shown later. */
const MAX_CUE_MS = 7000;
/** A cue is readable from this length on, ms; where the speaker goes on at once it may be shorter. */
const MIN_CUE_MS = 1000;
/** A pause of this length ends a cue, ms: the next words are not given away. */
const PAUSE_MS = 1500;
/** A sentence that ends here ends its cue, characters: shorter ones take the next sentence in. */
const MIN_SENTENCE_CUE_LENGTH = 24;

/** What is shown at once: one speaker's words in at most two lines. */
export interface Cue {
  readonly speaker: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly lines: readonly string[];
  /** Whether another speaker, or nobody, had the cue before. */
  readonly isNewTurn: boolean;
}

interface TimedWord {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
}

const lengthOf = (words: readonly TimedWord[]): number =>
  words.reduce((sum, { text }) => sum + text.length + 1, -1);
const textOf = (words: readonly TimedWord[]): string => words.map(({ text }) => text).join(' ');

/** The words of a segment; where it has none of their own, those of its text, evenly over its time. */
function wordsOf({ words, text, startMs, endMs }: TranscriptSegment): readonly TimedWord[] {
  if (words.length > 0) return words;
  const texts = text.split(/\s+/).filter(Boolean);
  const step = (endMs - startMs) / Math.max(1, texts.length);
  return texts.map((one, n) => ({
    text: one,
    startMs: Math.round(startMs + n * step),
    endMs: Math.round(startMs + (n + 1) * step),
  }));
}

/** Fills lines one after the other; a word longer than a line has one of its own. */
function fill(words: readonly TimedWord[]): TimedWord[][] {
  const lines: TimedWord[][] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line && lengthOf([...line, word]) <= MAX_LINE_LENGTH) line.push(word);
    else lines.push([word]);
  }
  return lines;
}

/** The lines of a cue; two are made about equally long. */
function layOut(words: readonly TimedWord[]): string[] {
  const filled = fill(words);
  if (filled.length < 2) return filled.map(textOf);
  const splits = words
    .slice(1)
    .map((_, at) => [words.slice(0, at + 1), words.slice(at + 1)] as const)
    .filter((lines) => lines.every((line) => line.length === 1 || lengthOf(line) <= MAX_LINE_LENGTH));
  const uneven = ([a, b]: (typeof splits)[number]): number => Math.abs(lengthOf(a) - lengthOf(b));
  const [best] = splits.toSorted((a, b) => uneven(a) - uneven(b));
  return (best ?? filled).map(textOf);
}

/** Whether a cue has to end before its next word. */
function endsBefore(words: readonly TimedWord[], next: TimedWord): boolean {
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return false;
  if (next.startMs - last.endMs >= PAUSE_MS || next.endMs - first.startMs > MAX_CUE_MS) return true;
  if (/[.?!]$/.test(last.text) && lengthOf(words) >= MIN_SENTENCE_CUE_LENGTH) return true;
  return fill([...words, next]).length > MAX_LINES;
}

/** The words of a segment, cue by cue. */
function groups(segment: TranscriptSegment): TimedWord[][] {
  const found: TimedWord[][] = [];
  for (const word of wordsOf(segment)) {
    const current = found.at(-1);
    if (current && !endsBefore(current, word)) current.push(word);
    else found.push([word]);
  }
  return found;
}

/**
 * A transcript as subtitles: in order of their starts, no word lost, no two cues of one speaker at the same time.
 * Those of different speakers overlap where the speakers do.
 */
export function cuesOf({ segments }: Transcript): Cue[] {
  const drafts = segments
    .flatMap((segment) => groups(segment).map((words) => ({ speaker: segment.speaker, words })))
    .toSorted((a, b) => (a.words[0] as TimedWord).startMs - (b.words[0] as TimedWord).startMs);
  const cues: Cue[] = [];
  const freeFrom = new Map<string, number>();
  drafts.forEach(({ speaker, words }, at) => {
    const next = drafts.slice(at + 1).find((draft) => draft.speaker === speaker);
    const startMs = Math.max((words[0] as TimedWord).startMs, freeFrom.get(speaker) ?? 0);
    const limit = next?.words[0]?.startMs ?? Number.POSITIVE_INFINITY;
    const spoken = Math.min((words.at(-1) as TimedWord).endMs, limit);
    const endMs = Math.max(spoken, Math.min(startMs + MIN_CUE_MS, limit), startMs + 1);
    freeFrom.set(speaker, endMs);
    cues.push({
      speaker,
      startMs,
      endMs,
      lines: layOut(words),
      isNewTurn: cues.at(-1)?.speaker !== speaker,
    });
  });
  return cues.toSorted((a, b) => a.startMs - b.startMs);
}
