/**
 * How fluently a candidate speaks in any language: pauses, runs and rates from the sound itself.
 *
 * Conventions are those of `fluency.ts`, with these differences: a silent pause is a stretch of at least 250 ms without voice
 * (`speech/speech-sound.ts`), for word times may be estimated; syllables are peaks of the sound, fillers and repeated words
 * among them; speech rate in syllables is therefore not pruned. A pause lies between clauses when the last word before it ends
 * with a mark of punctuation, and is not placed at all where word times are estimated. Self-repairs are not found: their
 * patterns are those of English.
 */
import type { Span, Word } from '../speech/timeline.ts';
import { cleanUtterance } from './disfluency.ts';
import {
  countEvents,
  type FluencyMeasures,
  responseLatency,
  SILENT_PAUSE_MS,
  type SilentPause,
  summarisePauses,
  timedWord,
} from './fluency.ts';
import { lengthMs, ratio, total } from './rates.ts';
import { type Conversation, type SpeakingTurn, speakingTurns } from './speaking-turns.ts';
import { formOf } from './spoken-words.ts';

/** Words that are said twice in good French and German. */
const DOUBLED = new Set(['nous', 'vous', 'die', 'das', 'der']);

/** Everything the analysis shows of the candidate's fluency in another language; rates are 0 when nothing was said. */
export function acousticFluencyMeasures(conversation: Conversation): FluencyMeasures {
  const turns = speakingTurns(conversation);
  const sounds = conversation.segments
    .filter(({ speaker }) => speaker === conversation.candidate)
    .flatMap(({ sound }) => (sound ? [sound] : []));
  const phonation = sounds.flatMap((sound) => sound.phonation).toSorted((a, b) => a.startMs - b.startMs);
  const nuclei = sounds.flatMap((sound) => sound.nuclei);
  const pauses = turns.flatMap((turn) => pausesOf(turn, phonation));
  const speakingTimeMs = total(turns.map(lengthMs));
  const phonationTimeMs = speakingTimeMs - total(pauses.map(lengthMs));
  const syllables = nuclei.filter((ms) =>
    turns.some((turn) => ms >= turn.startMs && ms <= turn.endMs),
  ).length;
  const words = turns.flatMap((turn) => turn.words);
  const said = words.filter(({ kind }) => kind === 'word').length;
  const fillers = words.filter(({ kind }) => kind === 'filler');
  const repetitions = turns.flatMap((turn) => repetitionsOf(turn));
  const perMinute = (count: number) => ratio(count * 60_000, speakingTimeMs);
  return {
    speakingTimeMs,
    phonationTimeMs,
    speechRateWordsPerMinute: perMinute(said - repetitions.flat().length),
    speechRateSyllablesPerMinute: perMinute(syllables),
    articulationRateSyllablesPerSecond: ratio(syllables * 1000, phonationTimeMs),
    phonationRatio: ratio(phonationTimeMs, speakingTimeMs),
    meanLengthOfRunSyllables: ratio(syllables, turns.length + pauses.length),
    silentPauses: summarisePauses(pauses, perMinute),
    filledPauses: {
      count: fillers.length,
      perMinute: perMinute(fillers.length),
      items: fillers.map(timedWord),
    },
    repetitions: countEvents(repetitions, said),
    selfRepairs: null,
    responseLatency: responseLatency(turns, conversation),
  };
}

/** Words said again at once, repetition by repetition. */
export function repetitionsOf(turn: SpeakingTurn): (readonly Word[])[] {
  return cleanUtterance(turn)
    .repetitions.filter((words) => !words.every(({ text }) => DOUBLED.has(formOf(text))))
    .map((words) => [...words]);
}

function pausesOf(turn: SpeakingTurn, phonation: readonly Span[]): SilentPause[] {
  const isTimed = turn.words.every(({ timing }) => timing === undefined);
  const inside = phonation.filter(({ startMs, endMs }) => endMs > turn.startMs && startMs < turn.endMs);
  const pauses: SilentPause[] = [];
  let endMs = inside[0]?.startMs ?? turn.startMs;
  for (const stretch of inside) {
    if (stretch.startMs - endMs >= SILENT_PAUSE_MS) {
      const pause = { startMs: Math.round(endMs), endMs: Math.round(stretch.startMs) };
      pauses.push({ ...pause, insideClause: isTimed ? isInsideClause(pause, turn.words) : null });
    }
    endMs = Math.max(endMs, stretch.endMs);
  }
  return pauses;
}

function isInsideClause({ startMs, endMs }: Span, words: readonly Word[]): boolean {
  const middle = (startMs + endMs) / 2;
  const before = words.findLast((word) => (word.startMs + word.endMs) / 2 <= middle);
  return before !== undefined && !/[.?!,;:…\u2013\u2014]["'»”)]*$/u.test(before.text);
}
