/**
 * How fluently the candidate speaks: speed, breakdown and repair (Skehan 2003; Tavakoli & Skehan 2005).
 *
 * Conventions, all times in ms from the start of the recording and compared as whole ms:
 * - Speaking time is the length of the speaking turns (`speaking-turns.ts`); phonation time is the same without silent
 *   pauses. Filled pauses are phonation, as the voice sounds (Kormos & Denes 2004, System 32(2)).
 * - A silent pause is a gap of at least 250 ms between two aligned words of a turn (De Jong & Bosker 2013, DiSS).
 *   What comes before the first and after the last word of a turn is none.
 * - Speech rate counts what stays after fillers, repetitions and repairs are taken out ("pruned", Lennon 1990, Language
 *   Learning 40(3)), over speaking time. Articulation rate counts every syllable said, fillers too, over phonation time.
 * - Words a minute count what was said: a number or a name that was spelt is as many words as were spoken.
 * - Mean length of run counts every syllable between silent pauses or ends of turns (Towell, Hawkins & Bazergui 1996).
 * - Syllables are the vowels that were aligned, else those of the dictionary, else a rule's.
 * - A response latency is the gap from the end of another's turn of at least 1 s to the candidate's next word; where the
 *   candidate starts before that end it is 0. There is none where a part of the recording ends in between.
 *
 * How we differ: pauses are gaps between words that an aligner found, not stretches of low energy measured by hand, so
 * breath and clicks count as silence; repairs are those of `disfluency.ts`, clauses those of `clauses.ts`.
 */
import type { FluencyAnalysis } from '@vivavoce/contract';
import type { Lexicon } from '../models/word-knowledge.ts';
import { areInDifferentParts } from '../speech/spans.ts';
import type { Span, Turn, Word } from '../speech/timeline.ts';
import { clauseBoundaries } from './clauses.ts';
import { cleanUtterance } from './disfluency.ts';
import { lengthMs, ratio, total } from './rates.ts';
import { type Conversation, type SpeakingTurn, speakingTurns } from './speaking-turns.ts';
import { formOf } from './spoken-words.ts';

/** What is measured of the fluency; the score models add the interval. */
export type FluencyMeasures = Omit<FluencyAnalysis, 'interval'>;

/** The measures of English, where self-repairs are found. */
export type EnglishFluencyMeasures = FluencyMeasures & {
  readonly selfRepairs: NonNullable<FluencyMeasures['selfRepairs']>;
};

/** Shortest gap that is a silent pause, ms (De Jong & Bosker 2013). */
export const SILENT_PAUSE_MS = 250;
/** Shortest turn of another person that the candidate can answer to, ms; shorter ones are mostly "mm-hm". Ours. */
export const ANSWERED_TURN_MS = 1000;
/** Longest gap that is taken for thinking about an answer, ms. Ours. */
export const MAX_LATENCY_MS = 10_000;
const LONGEST_PAUSES_SHOWN = 10;

/** A gap of at least 250 ms between two words of a turn. */
export interface SilentPause extends Span {
  /** Null where clauses cannot be told. */
  readonly insideClause: boolean | null;
}

/** Everything the analysis shows of the candidate's fluency; rates are 0 when nothing was said. */
export function fluencyMeasures(conversation: Conversation, lexicon: Lexicon): EnglishFluencyMeasures {
  const turns = speakingTurns(conversation);
  const cleaned = turns.map((turn) => cleanUtterance(turn));
  const pauses = turns.map((turn) => silentPauses(turn, lexicon));
  const speakingTimeMs = total(turns.map(lengthMs));
  const silenceMs = total(pauses.flat().map(lengthMs));
  const phonationTimeMs = speakingTimeMs - silenceMs;
  const syllables = syllablesOf(
    turns.flatMap((turn) => turn.words),
    lexicon,
  );
  const kept = cleaned.flatMap((turn) => turn.kept);
  const fillers = cleaned.flatMap((turn) => turn.fillers);
  const said = turns.flatMap((turn) => turn.words).filter((word) => word.kind === 'word').length;
  const perMinute = (count: number) => ratio(count * 60_000, speakingTimeMs);
  return {
    speakingTimeMs,
    phonationTimeMs,
    speechRateWordsPerMinute: perMinute(total(kept.map(({ text }) => lexicon.spokenWords(text)))),
    speechRateSyllablesPerMinute: perMinute(syllablesOf(kept, lexicon)),
    articulationRateSyllablesPerSecond: ratio(syllables * 1000, phonationTimeMs),
    phonationRatio: ratio(phonationTimeMs, speakingTimeMs),
    meanLengthOfRunSyllables: ratio(syllables, turns.length + pauses.flat().length),
    silentPauses: summarisePauses(pauses.flat(), perMinute),
    filledPauses: {
      count: fillers.length,
      perMinute: perMinute(fillers.length),
      items: fillers.map(timedWord),
    },
    repetitions: countEvents(
      cleaned.flatMap((turn) => turn.repetitions),
      said,
    ),
    selfRepairs: countEvents(
      cleaned.flatMap((turn) => turn.repairs),
      said,
    ),
    responseLatency: responseLatency(turns, conversation),
  };
}

function silentPauses(turn: SpeakingTurn, lexicon: Lexicon): SilentPause[] {
  const boundaries = clauseBoundaries(turn.words, lexicon);
  const pauses: SilentPause[] = [];
  let endMs = Math.round(turn.startMs);
  for (const [index, word] of turn.words.entries()) {
    const startMs = Math.round(word.startMs);
    if (startMs - endMs >= SILENT_PAUSE_MS) {
      pauses.push({ startMs: endMs, endMs: startMs, insideClause: boundaries[index - 1] === false });
    }
    endMs = Math.max(endMs, Math.round(word.endMs));
  }
  return pauses;
}

/** Syllables of words and fillers as they were said. */
function syllablesOf(words: readonly Word[], lexicon: Lexicon): number {
  return total(
    words.map((word) => {
      const vowels = word.phones.filter((phone) => phone.stress !== null).length;
      return vowels > 0 ? vowels : lexicon.syllables(formOf(word.text));
    }),
  );
}

/** Count, length and place of the pauses. */
export function summarisePauses(
  pauses: readonly SilentPause[],
  perMinute: (count: number) => number,
): FluencyMeasures['silentPauses'] {
  const count = pauses.length;
  return {
    count,
    perMinute: perMinute(count),
    meanMs: count === 0 ? null : total(pauses.map(lengthMs)) / count,
    insideClausesShare:
      count === 0 || pauses.some((pause) => pause.insideClause === null)
        ? null
        : pauses.filter((pause) => pause.insideClause).length / count,
    longest: pauses.toSorted((a, b) => lengthMs(b) - lengthMs(a)).slice(0, LONGEST_PAUSES_SHOWN),
  };
}

/** Events with their rate over the words that were said. */
export function countEvents(
  events: readonly (readonly Word[])[],
  said: number,
): FluencyMeasures['repetitions'] {
  return {
    count: events.length,
    perHundredWords: ratio(100 * events.length, said),
    items: events.map(timedPhrase),
  };
}

/** The gap between another's turn and the candidate's answer to it. */
export function responseLatency(
  turns: readonly SpeakingTurn[],
  { turns: everyone, parts, candidate }: Conversation,
): FluencyMeasures['responseLatency'] {
  const others = everyone.filter(({ speaker }) => speaker !== candidate);
  const items = turns.flatMap((turn, index) => {
    const asked = lastBefore(others, turn.startMs);
    const before = turns[index - 1];
    if (asked === undefined || lengthMs(asked) < ANSWERED_TURN_MS) return [];
    if (before !== undefined && before.endMs > asked.endMs) return [];
    if (areInDifferentParts(asked.startMs, turn.startMs, parts)) return [];
    const endMs = Math.round(turn.startMs);
    const startMs = Math.min(Math.round(asked.endMs), endMs);
    return endMs - startMs > MAX_LATENCY_MS ? [] : [{ startMs, endMs, latencyMs: endMs - startMs }];
  });
  return { count: items.length, medianMs: median(items.map(({ latencyMs }) => latencyMs)), items };
}

/** The turn that started last before a moment. */
function lastBefore(turns: readonly Turn[], ms: number): Turn | undefined {
  return turns
    .filter((turn) => turn.startMs < ms)
    .reduce<Turn | undefined>(
      (last, turn) => (last === undefined || turn.startMs > last.startMs ? turn : last),
      undefined,
    );
}

/** A word where it is heard. */
export function timedWord(word: Word): { text: string } & Span {
  return timedPhrase([word]);
}

function timedPhrase(words: readonly Word[]): { text: string } & Span {
  return {
    text: words.map((word) => formOf(word.text) || word.text).join(' '),
    startMs: Math.round(words[0]!.startMs),
    endMs: Math.round(words.at(-1)!.endMs),
  };
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.length === 0 ? null : (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
