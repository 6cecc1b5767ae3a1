/**
 * How far a speaker's words reach and how they are combined, counted in windows of fixed length so that nothing grows with the
 * recording. What each figure stands for is argued in `docs/validity/vocabulary.md`.
 *
 * - Variety: moving-average type-token ratio (Covington & McFall 2010), MTLD of lemmas (McCarthy & Jarvis 2010; its logarithm, as
 *   it is a length), and different lemmas among 20 content words in a row.
 * - Reach: different verbs, adjectives and adverbs, all and those estimated above A1, A2 and B1 (counts of types at fixed length:
 *   Treffers-Daller, Parslow & Williams 2018). Nouns are left out: they tell what the talk is about.
 * - Combinations: different closed-class forms, pairs of them, phrasal verbs, and pairs of words that follow each other.
 */
import { CEFR_LEVELS } from '@vivavoce/contract';
import type { Lexicon } from '../models/word-knowledge.ts';
import { mattr, mtld, typesPerWindow } from './diversity.ts';
import { isContentWord, isName, levelOf, type TaggedWord } from './tagged-words.ts';

/** Length of the windows, words; a shorter text is one window. */
export const RANGE_WINDOW_WORDS = 200;
/** Fewest words of which range is measured: below, MTLD and MATTR are undefined or chance (`diversity.ts`). */
export const RANGE_MIN_WORDS = 60;
/** Content words in a row among which different lemmas are counted. */
const CONTENT_WINDOW_WORDS = 20;

/** What is measured in one window: numbers of different lemmas, forms or pairs. */
interface WindowCounts {
  /** Verbs, adjectives and adverbs. */
  readonly reachLemmas: number;
  readonly reachAboveA1: number;
  readonly reachAboveA2: number;
  readonly reachAboveB1: number;
  readonly adverbs: number;
  readonly closedClassForms: number;
  readonly closedClassPairs: number;
  readonly phrasalVerbs: number;
  readonly wordPairs: number;
}

/** Figures of range; those of `WindowCounts` are means over all windows. */
export interface WordRange extends WindowCounts {
  readonly mattr50: number;
  /** Share of the words that are neither known forms nor names, 0 to 1: misspelled, or made up. */
  readonly unknownShare: number;
  /** Natural logarithm of MTLD over lemmas. */
  readonly logLemmaMtld: number;
  /** Mean number of different lemmas in 20 content words in a row. */
  readonly lemmasPer20ContentWords: number;
}

/** A word with what the counts ask of it. */
interface RangedWord {
  readonly form: string;
  readonly lemma: string;
  readonly isVerb: boolean;
  readonly isAdverb: boolean;
  /** A verb, adjective or adverb. */
  readonly isReach: boolean;
  /** Neither content nor a name. */
  readonly isClosedClass: boolean;
  /** 0 for A1 and for words without a level, 5 for C2. */
  readonly level: number;
}

/** Adverb particles of phrasal verbs. */
const PARTICLES = new Set(
  'up out off down on over back away around through along in by about apart together'.split(' '),
);

/** The range of words that stay after cleaning, in order; null below 60 words. */
export function wordRange(words: readonly TaggedWord[], lexicon: Lexicon): WordRange | null {
  if (words.length < RANGE_MIN_WORDS) return null;
  const contentLemmas = words.filter((word) => isContentWord(word, lexicon)).map(({ lemma }) => lemma);
  const counts = windowsOf(
    words.map((word) => rangedWord(word, lexicon)),
    RANGE_WINDOW_WORDS,
  ).map(countsIn);
  return {
    ...meanOfWindows(counts),
    unknownShare: words.filter((word) => isUnknown(word, lexicon)).length / words.length,
    mattr50: mattr(words.map(({ form }) => form)) ?? 0,
    logLemmaMtld: Math.log(mtld(words.map(({ lemma }) => lemma)) ?? 1),
    lemmasPer20ContentWords:
      typesPerWindow(contentLemmas, CONTENT_WINDOW_WORDS) ?? new Set(contentLemmas).size,
  };
}

function isUnknown(word: TaggedWord, lexicon: Lexicon): boolean {
  return !lexicon.isKnown(word.form) && !isName(word, lexicon) && !/\d/.test(word.form);
}

/** Windows that overlap by about half and reach from the first item to the last; one shorter window where there are too few. */
export function windowsOf<T>(items: readonly T[], length: number): (readonly T[])[] {
  if (items.length <= length) return [items];
  const last = items.length - length;
  const steps = Math.ceil((2 * last) / length);
  return Array.from({ length: steps + 1 }, (_, at) => {
    const start = Math.round((at * last) / steps);
    return items.slice(start, start + length);
  });
}

/** The mean of each named figure over windows that all have the same ones, at least one window. */
export function meanOfWindows<Name extends string>(
  windows: readonly Readonly<Record<Name, number>>[],
): Record<Name, number> {
  const names = Object.keys(windows[0] ?? {}) as Name[];
  const means = names.map((name) => [
    name,
    windows.reduce((sum, window) => sum + window[name], 0) / windows.length,
  ]);
  return Object.fromEntries(means) as Record<Name, number>;
}

function rangedWord(word: TaggedWord, lexicon: Lexicon): RangedWord {
  const { form, lemma, pos } = word;
  const isContent = isContentWord(word, lexicon);
  const level = levelOf(word, lexicon);
  return {
    form,
    lemma,
    isVerb: pos === 'VERB',
    isAdverb: pos === 'ADV',
    isReach: isContent && pos !== 'NOUN',
    isClosedClass: !isContent && !isName(word, lexicon),
    level: level === null ? 0 : CEFR_LEVELS.indexOf(level),
  };
}

function countsIn(words: readonly RangedWord[]): WindowCounts {
  const easiest = new Map<string, RangedWord>();
  for (const word of words) {
    const before = easiest.get(word.lemma);
    if (before === undefined || word.level < before.level) easiest.set(word.lemma, word);
  }
  const lemmas = [...easiest.values()];
  const reach = lemmas.filter(({ isReach }) => isReach);
  const above = (level: number) => reach.filter((word) => word.level > level).length;
  const pairs = words.slice(1).map((word, at) => [words[at] ?? word, word] as const);
  const closed = pairs.filter(([first, second]) => first.isClosedClass && second.isClosedClass);
  const phrasal = pairs.filter(([verb, particle]) => verb.isVerb && PARTICLES.has(particle.form));
  return {
    reachLemmas: reach.length,
    reachAboveA1: above(0),
    reachAboveA2: above(1),
    reachAboveB1: above(2),
    adverbs: lemmas.filter(({ isAdverb }) => isAdverb).length,
    closedClassForms: new Set(words.filter(({ isClosedClass }) => isClosedClass).map(({ form }) => form))
      .size,
    closedClassPairs: different(closed, ([first, second]) => `${first.form} ${second.form}`),
    phrasalVerbs: different(phrasal, ([verb, particle]) => `${verb.lemma} ${particle.form}`),
    wordPairs: different(pairs, ([first, second]) => `${first.form} ${second.form}`),
  };
}

function different<T>(items: readonly T[], nameOf: (item: T) => string): number {
  return new Set(items.map(nameOf)).size;
}
