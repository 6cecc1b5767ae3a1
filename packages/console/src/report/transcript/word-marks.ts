/** What the analysis says about single words of the transcript, for the highlights. */
import { type Analysis, type CefrLevel, type CorrectedWord, hardSounds } from '@vivavoce/contract';
import { MIN_PAUSE_MS } from '../evidence/candidate-turns.ts';
import type { ReportedRun, Span } from '../scored-run.ts';

/** Kinds of highlights. */
export const MARK_KINDS = [
  'pauses',
  'fillers',
  'repairs',
  'advanced',
  'sounds',
  'unsure',
  'corrected',
] as const;

/** A kind of highlight. */
export type MarkKind = (typeof MARK_KINDS)[number];

/** Words below this confidence are shown faint: about half of them are wrong. */
const UNCERTAIN_BELOW = 0.5;

/** The marks of one word. */
export interface WordMarks {
  readonly isFiller: boolean;
  readonly isRepair: boolean;
  readonly isUnsure: boolean;
  /** The level of an advanced word. */
  readonly level: CefrLevel | null;
  /** Its unclear sound, in IPA. */
  readonly hardSound: string | null;
  /** The candidate's pause before it, ms; 0 for none. */
  readonly pauseBeforeMs: number;
  /** A human correction. */
  readonly corrected: CorrectedWord | null;
}

/** Marks by segment and word; words without marks are missing. */
export type TranscriptMarks = ReadonlyMap<number, ReadonlyMap<number, WordMarks>>;

/** Finds the words that the analysis mentions, and corrected ones, by their times. */
export function markWords(
  { analysis, transcript }: ReportedRun,
  corrected: readonly CorrectedWord[] = [],
): TranscriptMarks {
  const { fluency, vocabulary, accent } = analysis;
  const isFiller = within(fluency.filledPauses.items);
  const isRepair = within([...fluency.repetitions.items, ...(fluency.selfRepairs?.items ?? [])]);
  const levels = new Map(vocabulary.advancedWords.map(({ startMs, level }) => [startMs, level]));
  const sounds = new Map(
    hardSounds(accent).flatMap(({ ipa, examples }) => examples.map(({ startMs }) => [startMs, ipa] as const)),
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

/** The number of marks of each kind; what the analysis counts itself is counted as it does, so that all panels agree. */
export function countMarks(marks: TranscriptMarks, { fluency }: Analysis): Record<MarkKind, number> {
  const all = [...marks.values()].flatMap((row) => [...row.values()]);
  const count = (has: (mark: WordMarks) => boolean) => all.filter(has).length;
  return {
    pauses: fluency.silentPauses.count,
    fillers: fluency.filledPauses.count,
    repairs: fluency.repetitions.count + (fluency.selfRepairs?.count ?? 0),
    advanced: count(({ level }) => level !== null),
    sounds: count(({ hardSound }) => hardSound !== null),
    unsure: count(({ isUnsure }) => isUnsure),
    corrected: count((mark) => mark.corrected !== null),
  };
}

/** Whether a word lies inside one of the spans. */
function within(spans: readonly Span[]): (word: Span) => boolean {
  return (word) => spans.some(({ startMs, endMs }) => word.startMs >= startMs - 1 && word.endMs <= endMs + 1);
}
