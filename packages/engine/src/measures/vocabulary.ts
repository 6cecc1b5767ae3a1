/**
 * The range of words a speaker uses.
 *
 * Conventions: a running word is a word that stays when fillers, repetitions and self-repairs are taken out
 * (`disfluency.ts`); a type is a different form, case folded; a lemma type is a different lemma of the tagger, so that
 * "go" and "went" are one. Names count as words and types, but have no level and no frequency.
 *
 * Sources: diversity as in `diversity.ts`; mean Zipf frequency of content words after van Heuven et al. 2014 and Crossley,
 * Cobb & McNamara 2013 (System 41(4): frequency of content words tells levels apart); levels from `lexicon.ts`.
 *
 * How we differ: shares by CEFR level rest on an estimate of each word's level (exact for two words of five, within one
 * level for seven of eight, see `weights/word-level.md`), where published profiles look words up in a list. Sums that
 * grow with the recording (words, types) are shown but are no `VocabularyFeatures`: see there.
 */
import { CEFR_LEVELS, type CefrLevel, type VocabularyAnalysis } from '@vivavoce/contract';
import type { Lexicon } from '../models/word-knowledge.ts';
import type { Span, Word } from '../speech/timeline.ts';
import { cleanUtterance } from './disfluency.ts';
import { hdd, mattr, mtld, typesPerWindow } from './diversity.ts';
import type { SpokenWord, Utterance } from './spoken-words.ts';
import { isContentWord, levelOf, type TaggedWord, tagWords } from './tagged-words.ts';

/** What is measured of the vocabulary; the score models add the interval. */
export type VocabularyMeasures = Omit<VocabularyAnalysis, 'interval' | 'overusedWords'> & {
  readonly overusedWords: readonly Omit<VocabularyAnalysis['overusedWords'][number], 'alternatives'>[];
};

/** The measures of English, where every word is known. */
export type EnglishVocabularyMeasures = VocabularyMeasures & {
  readonly bands: NonNullable<VocabularyMeasures['bands']>;
  readonly lemmaTypes: number;
};

/** Length of the windows of `VocabularyFeatures`, words. */
export const FEATURE_WINDOW_WORDS = 100;

/**
 * Figures for models, none of which grows with the length of the recording: means over words, or over all windows of
 * 100 words. Total words and total types are left out on purpose: they grade how long an interview lasted.
 */
export interface VocabularyFeatures {
  readonly mtld: number;
  readonly mattr50: number;
  readonly hdd42: number;
  /** Different forms in 100 words. */
  readonly typesPer100: number;
  /** Different lemmas in 100 words. */
  readonly lemmaTypesPer100: number;
  /** Different lemmas above A1 in 100 words. */
  readonly lemmaTypesBeyondA1Per100: number;
  /** Different lemmas above A2 in 100 words. */
  readonly lemmaTypesBeyondA2Per100: number;
  /** Mean Zipf frequency of all words that have one. */
  readonly meanZipf: number;
  /** Mean Zipf frequency of content words. */
  readonly meanContentZipf: number;
  /** Mean level of the words that have one, 0 for A1 to 5 for C2. */
  readonly meanLevel: number;
  /** Share of content words, 0 to 1 (lexical density, Ure 1971). */
  readonly contentShare: number;
  readonly lettersPerWord: number;
  readonly syllablesPerWord: number;
}

/** Everything the analysis shows of a speaker's vocabulary; `utterances` in order of time. */
export function vocabularyMeasures(
  utterances: readonly Utterance<Word>[],
  lexicon: Lexicon,
): EnglishVocabularyMeasures {
  const words = runningWords(utterances, lexicon);
  const forms = words.map((word) => word.form);
  const lemmas = new Set(words.map((word) => word.lemma));
  return {
    words: words.length,
    types: new Set(forms).size,
    lemmaTypes: lemmas.size,
    mtld: mtld(forms),
    mattr: mattr(forms),
    hdd: hdd(forms),
    meanLogFrequency: mean(contentZipfs(words, lexicon)),
    bands: bandShares(words, lexicon),
    advancedWords: advancedWords(words, lexicon),
    overusedWords: overusedWords(words, lexicon),
  };
}

/** Figures for models from timed words or plain word lists; null below 100 running words. */
export function vocabularyFeatures(
  utterances: readonly Utterance[],
  lexicon: Lexicon,
): VocabularyFeatures | null {
  const words = runningWords(utterances, lexicon);
  if (words.length < FEATURE_WINDOW_WORDS) return null;
  const forms = words.map((word) => word.form);
  const lemmas = words.map((word) => word.lemma);
  const levels = words.map((word) => levelOf(word, lexicon)).filter((level) => level !== null);
  const levelOfLemma = new Map<string, number>();
  for (const word of words) {
    const level = levelOf(word, lexicon);
    const lowest = Math.min(
      levelOfLemma.get(word.lemma) ?? 5,
      level === null ? 0 : CEFR_LEVELS.indexOf(level),
    );
    levelOfLemma.set(word.lemma, lowest);
  }
  const per100 = (list: readonly string[], counted?: (word: string) => boolean) =>
    typesPerWindow(list, FEATURE_WINDOW_WORDS, counted) ?? 0;
  return {
    mtld: mtld(forms) ?? 0,
    mattr50: mattr(forms) ?? 0,
    hdd42: hdd(forms) ?? 0,
    typesPer100: per100(forms),
    lemmaTypesPer100: per100(lemmas),
    lemmaTypesBeyondA1Per100: per100(lemmas, (lemma) => (levelOfLemma.get(lemma) ?? 0) > 0),
    lemmaTypesBeyondA2Per100: per100(lemmas, (lemma) => (levelOfLemma.get(lemma) ?? 0) > 1),
    meanZipf: mean(forms.map((form) => lexicon.zipf(form)).filter((zipf) => zipf !== null)) ?? 0,
    meanContentZipf: mean(contentZipfs(words, lexicon)) ?? 0,
    meanLevel: mean(levels.map((level) => CEFR_LEVELS.indexOf(level))) ?? 0,
    contentShare: words.filter((word) => isContentWord(word, lexicon)).length / words.length,
    lettersPerWord: mean(forms.map((form) => form.length)) ?? 0,
    syllablesPerWord: mean(forms.map((form) => lexicon.syllables(form))) ?? 0,
  };
}

/** The words that stay after cleaning, tagged; the tagger sees each utterance as it was cleaned. */
export function runningWords<W extends SpokenWord>(
  utterances: readonly Utterance<W>[],
  lexicon: Lexicon,
): TaggedWord<W>[] {
  return utterances.flatMap((utterance) => tagWords(cleanUtterance(utterance).kept, lexicon));
}

function contentZipfs(words: readonly TaggedWord[], lexicon: Lexicon): number[] {
  return words
    .filter((word) => isContentWord(word, lexicon))
    .map((word) => lexicon.zipf(word.form))
    .filter((zipf) => zipf !== null);
}

function bandShares(words: readonly TaggedWord[], lexicon: Lexicon): EnglishVocabularyMeasures['bands'] {
  const tokens: CefrLevel[] = [];
  const types = new Map<string, CefrLevel>();
  for (const word of words) {
    const level = levelOf(word, lexicon);
    if (level === null) continue;
    tokens.push(level);
    const before = types.get(word.lemma);
    if (before === undefined || level < before) types.set(word.lemma, level);
  }
  const share = (levels: readonly CefrLevel[], level: CefrLevel) =>
    levels.filter((one) => one === level).length / Math.max(1, levels.length);
  const of = (level: CefrLevel) => ({
    tokens: share(tokens, level),
    types: share([...types.values()], level),
  });
  return { A1: of('A1'), A2: of('A2'), B1: of('B1'), B2: of('B2'), C1: of('C1'), C2: of('C2') };
}

/** Lowest level of a word worth showing as advanced. */
const ADVANCED_FROM: CefrLevel = 'B2';
const MAX_ADVANCED_WORDS = 12;
/** Below this confidence of the recogniser a rare word is more likely misheard than used. */
const ADVANCED_MIN_CONFIDENCE = 0.5;

/** The most advanced lemmas, each where it was first heard: highest level first, then rarest first. */
function advancedWords(
  words: readonly TaggedWord<Word>[],
  lexicon: Lexicon,
): VocabularyMeasures['advancedWords'] {
  const first = new Map<string, { tagged: TaggedWord<Word>; level: CefrLevel; zipf: number }>();
  for (const tagged of words) {
    const level = levelOf(tagged, lexicon);
    if (level === null || level < ADVANCED_FROM || first.has(tagged.lemma)) continue;
    if (!isContentWord(tagged, lexicon) || tagged.word.confidence < ADVANCED_MIN_CONFIDENCE) continue;
    first.set(tagged.lemma, { tagged, level, zipf: lexicon.zipf(tagged.lemma) ?? 0 });
  }
  return [...first.values()]
    .toSorted((a, b) => b.level.localeCompare(a.level) || a.zipf - b.zipf)
    .slice(0, MAX_ADVANCED_WORDS)
    .map(({ tagged, level }) => ({
      word: tagged.form,
      lemma: tagged.lemma,
      level,
      ...times(tagged.word),
    }));
}

/** A word is over-used from this many times its rate in the subtitles, ... */
const OVERUSED_RATIO = 5;
/** ... this often in the recording ... */
const OVERUSED_MIN_COUNT = 5;
/** ... and this often in 100 words. These three are ours: they make feedback, not scores. */
const OVERUSED_MIN_PER_100 = 0.8;
/** Nouns count only from this Zipf frequency: rarer ones are what the interview is about. */
const GENERAL_NOUN_ZIPF = 5.5;
const MAX_OVERUSED_WORDS = 8;

function overusedWords(
  words: readonly TaggedWord<Word>[],
  lexicon: Lexicon,
): VocabularyMeasures['overusedWords'] {
  const heard = new Map<string, Span[]>();
  for (const tagged of words) {
    const topic = tagged.pos === 'NOUN' && (lexicon.zipf(tagged.form) ?? 0) < GENERAL_NOUN_ZIPF;
    if (topic || !isContentWord(tagged, lexicon)) continue;
    heard.set(tagged.form, [...(heard.get(tagged.form) ?? []), times(tagged.word)]);
  }
  return [...heard]
    .map(([word, at]) => {
      const perHundredWords = (100 * at.length) / words.length;
      const usualPerHundred = 10 ** ((lexicon.zipf(word) ?? 0) - 7);
      return { word, count: at.length, perHundredWords, ratio: perHundredWords / usualPerHundred, heard: at };
    })
    .filter(
      ({ count, perHundredWords, ratio }) =>
        count >= OVERUSED_MIN_COUNT && perHundredWords >= OVERUSED_MIN_PER_100 && ratio >= OVERUSED_RATIO,
    )
    .toSorted((a, b) => b.count - a.count || a.word.localeCompare(b.word))
    .slice(0, MAX_OVERUSED_WORDS)
    .map(({ ratio: _, ...shown }) => shown);
}

function times({ startMs, endMs }: Span): Span {
  return { startMs: Math.round(startMs), endMs: Math.round(endMs) };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
