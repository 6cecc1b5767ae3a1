/** All that may be heard where words are said one after another: their pronunciations, with pauses between them. */
import type { PhoneSymbols } from '../phone-classifier.ts';
import { type LexicalPhone, type Pronunciation, symbolsOf } from './pronunciation.ts';

/** A sound that may be heard, for a frame and as long as it goes on. */
export interface LatticeState {
  /** The column of its log probability: those of the phones, in the order of the classifier, and last the one of hesitations. */
  readonly column: number;
  /** Null in pauses. */
  readonly phone: LexicalPhone | null;
  /** Which of the words it belongs to; -1 in pauses. */
  readonly word: number;
  /** What may be heard before it. */
  readonly before: readonly LatticeStep[];
}

/** A way into a state. */
export interface LatticeStep {
  /** The index of the state before; `START` where nothing was heard before. */
  readonly from: number;
  /** What it costs, natural logarithm of a probability without its sign. */
  readonly cost: number;
}

/** The states, and those in which the words may have ended. */
export interface PhoneLattice {
  readonly states: readonly LatticeState[];
  readonly ends: readonly number[];
}

/** Where nothing was heard yet. */
export const START = -1;

/**
 * What it costs that a word was not said, and that a hesitation was that nobody wrote down. A word that was said badly costs less than
 * leaving its sounds to its neighbours; one that was never said costs far more than this.
 */
const UNSAID = 20;
const HESITATION = 6;

/** @param words the ways to say each word, at least one. */
export function phoneLattice(
  words: readonly (readonly Pronunciation[])[],
  symbols: PhoneSymbols,
): PhoneLattice {
  const states: LatticeState[] = [];
  const add = (state: LatticeState): number => states.push(state) - 1;
  const free = (from: number): LatticeStep => ({ from, cost: 0 });
  const say = (phone: LexicalPhone, word: number, before: readonly LatticeStep[]): number =>
    add({ column: symbols.indexOf(phone.symbol), phone, word, before });
  let silent: LatticeStep[] = [];
  /** Silence and hesitations, in any order; from one pause to the next where the word between them was not said. */
  const pauseAfter = (ends: readonly number[]): number[] => {
    const silence = states.length;
    const hesitation = silence + 1;
    const before = ends.map(free);
    const pause = { phone: null, word: -1 };
    add({ ...pause, column: symbols.indexOf('SIL'), before: [...before, ...silent, free(hesitation)] });
    const hesitated = [...ends, silence].map((from) => ({ from, cost: HESITATION }));
    add({ ...pause, column: symbols.length, before: hesitated });
    silent = [{ from: silence, cost: UNSAID }];
    return [...ends, silence, hesitation];
  };
  let ends = pauseAfter([START]);
  for (const [word, pronunciations] of words.entries()) {
    const said = distinct(pronunciations).map((phones) =>
      phones.reduce((before: readonly number[], phone) => [say(phone, word, before.map(free))], ends),
    );
    ends = pauseAfter(said.flat());
  }
  return { states, ends };
}

function distinct(pronunciations: readonly Pronunciation[]): Pronunciation[] {
  return [...new Map(pronunciations.map((one) => [symbolsOf(one), one])).values()];
}
