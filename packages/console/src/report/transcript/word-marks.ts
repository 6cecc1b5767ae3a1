/** What the analysis says about single words of the transcript: for the marks that can be switched on. */
import type { CefrLevel, CorrectedWord } from '@vivavoce/contract';
import { MIN_PAUSE_MS } from '../evidence/candidate-turns.ts';
import type { ReportedRun, Span } from '../scored-run.ts';

/** The kinds of marks, as they are switched on and off. */
export const MARK_KINDS = [
  'pauses',
  'fillers',
  'repairs',
  'advanced',
  'sounds',
  'unsure',
  'corrected',
] as const;

/** A kind of marks. */
export type MarkKind = (typeof MARK_KINDS)[number];

/** Confidence below which a word is shown faint: half of such words are wrong or close to it. */
const UNCERTAIN_BELOW = 0.5;

/** What is marked at one word. */
export interface WordMarks {
  readonly isFiller: boolean;
  readonly isRepair: boolean;
  readonly isUnsure: boolean;
  /** The level of an advanced word. */
  readonly level: CefrLevel | null;
  /** The sound of it that was hard to make out, in IPA. */
  readonly hardSound: string | null;
  /** Silence of the candidate before it, ms; 0 where there is no pause. */
  readonly pauseBeforeMs: number;
  /** What a person has corrected here. */
  readonly corrected: CorrectedWord | null;
}

/** The marks of every word of the transcript that has any: by segment, by word. */
export type TranscriptMarks = ReadonlyMap<number, ReadonlyMap<number, WordMarks>>;

/** Finds the words that the analysis speaks of, and those that a person has corrected, by their times. */
export function markWords(
  { analysis, transcript }: ReportedRun,
  corrected: readonly CorrectedWord[] = [],
): TranscriptMarks {
  const { fluency, vocabulary, accent } = analysis;
  const isFiller = within(fluency.filledPauses.items);
  const isRepair = within([...fluency.repetitions.items, ...(fluency.selfRepairs?.items ?? [])]);
  const levels = new Map(vocabulary.advancedWords.map(({ startMs, level }) => [startMs, level]));
  const sounds = new Map(
    accent.costliestPhones.flatMap(({ ipa, examples }) =>
      examples.map(({ startMs }) => [startMs, ipa] as const),
    ),
  );
  const corrections = new Map(corrected.map((one) => [one.startMs, one]));
  const marks = new Map<number, Map<number, WordMarks>>();
  let before: { speaker: string; endMs: number } | null = null;
  for (const [at, { speaker, words }] of transcript.segments.entries()) {
    const isCandidate = speaker === transcript.candidateSpeaker;
    for (const [place, word] of words.entries()) {
      const gapMs: number = isCandidate && before?.speaker === speaker ? word.startMs - before.endMs : 0;
      before = { speaker, endMs: word.endMs };
      const found: WordMarks = {
        isFiller: isCandidate && isFiller(word),
        isRepair: isCandidate && isRepair(word),
        isUnsure: word.confidence < UNCERTAIN_BELOW,
        level: isCandidate ? (levels.get(word.startMs) ?? null) : null,
        hardSound: isCandidate ? (sounds.get(word.startMs) ?? null) : null,
        pauseBeforeMs: gapMs >= MIN_PAUSE_MS ? gapMs : 0,
        corrected: corrections.get(word.startMs) ?? null,
      };
      if (Object.values(found).every((mark) => !mark)) continue;
      const row = marks.get(at) ?? new Map<number, WordMarks>();
      marks.set(at, row.set(place, found));
    }
  }
  return marks;
}

/** How often each kind of mark stands in the transcript. */
export function countMarks(marks: TranscriptMarks): Record<MarkKind, number> {
  const all = [...marks.values()].flatMap((row) => [...row.values()]);
  const count = (has: (mark: WordMarks) => boolean) => all.filter(has).length;
  return {
    pauses: count(({ pauseBeforeMs }) => pauseBeforeMs > 0),
    fillers: count(({ isFiller }) => isFiller),
    repairs: count(({ isRepair }) => isRepair),
    advanced: count(({ level }) => level !== null),
    sounds: count(({ hardSound }) => hardSound !== null),
    unsure: count(({ isUnsure }) => isUnsure),
    corrected: count((mark) => mark.corrected !== null),
  };
}

/** Whether a word lies inside of one of the stretches. */
function within(spans: readonly Span[]): (word: Span) => boolean {
  return (word) => spans.some(({ startMs, endMs }) => word.startMs >= startMs - 1 && word.endMs <= endMs + 1);
}
