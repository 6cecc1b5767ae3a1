/**
 * Aligns the corpora with the engine's own aligner and writes what the speech encoder hears, for `train.py`:
 * `states-<block>.f32` (frames x 416 of all utterances one after another) and `utterances.jsonl` (corpus, speaker, age,
 * experts' accuracy, number of frames, and each phone with its frames and the experts' score, 0 to 2, where there is one).
 *
 *     npx node training/phones/extract.ts BLOCK...
 *
 * Blocks are 1 to 8 for the states after that block, 9 for the normalised output.
 */
import { once } from 'node:events';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { framesWithin } from '../../packages/engine/src/speech/encoder.ts';
import { createSpeechPool } from '../../packages/engine/src/speech/pool/speech-pool.ts';
import type { Utterance } from '../scores/corpora.ts';
import {
  CACHE_FOLDER,
  DATA_FOLDER,
  librispeech,
  RECOGNISER_WITHOUT_ADAPTER,
  speechocean,
} from '../scores/corpora.ts';
import { expertScores } from './expert-scores.ts';

interface Labelled {
  readonly id: string;
  readonly age: number;
  readonly accuracy: number;
  readonly words: readonly { readonly text: string; readonly phones: readonly string[] }[];
}

/** Utterances that are on their way at once: as many as keep the processes busy. */
const AT_ONCE = 8;

const blocks = process.argv.slice(2).map(Number);
const folder = `${CACHE_FOLDER}phones/`;
mkdirSync(folder, { recursive: true });
const labels = new Map(
  readFileSync(`${DATA_FOLDER}speechocean762/train.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Labelled)
    .map((row) => [row.id, row]),
);
const streams = blocks.map((block) => createWriteStream(`${folder}states-${block}.f32`));
const index = createWriteStream(`${folder}utterances.jsonl`);
const pool = await createSpeechPool({ transcriberFolder: RECOGNISER_WITHOUT_ADAPTER });

const utterances = [...librispeech(), ...speechocean()];
for (let from = 0; from < utterances.length; from += AT_ONCE) {
  for (const extracted of await Promise.all(utterances.slice(from, from + AT_ONCE).map(extractUtterance))) {
    index.write(`${JSON.stringify(extracted.row)}\n`);
    for (const [at, stream] of streams.entries()) {
      if (!stream.write(Buffer.from(extracted.states[at] as Uint8Array))) await once(stream, 'drain');
    }
  }
}
for (const stream of [index, ...streams]) await new Promise<void>((resolve) => stream.end(resolve));
await pool.close();

/** The text of LibriSpeech is not given: the recogniser's text stands for it. */
async function extractUtterance({ id, speaker, read }: Utterance) {
  const samples = read();
  const label = labels.get(id);
  const texts =
    label?.words.map((word) => word.text) ??
    (await pool.recognise([samples]))[0]?.words.map((word) => word.text) ??
    [];
  const [encoded, words] = await Promise.all([
    pool.encode(samples, blocks),
    pool.align(samples, texts, 'en'),
  ]);
  const phones = words.flatMap((word, at) => {
    const symbols = word.phones.map((phone) => phone.symbol);
    const scores = expertScores(label?.words[at]?.phones ?? [], symbols);
    return word.phones.map((phone, position) => {
      const [start, end] = framesWithin(phone, encoded.frames);
      const { symbol, stress } = phone;
      return { word: at, symbol, stress, start, end, score: scores[position] ?? null };
    });
  });
  const unaligned = words.filter((word) => word.phones.length === 0).length;
  return {
    row: {
      corpus: label === undefined ? 'librispeech' : 'speechocean',
      id,
      speaker,
      age: label?.age ?? null,
      accuracy: label?.accuracy ?? null,
      frames: encoded.frames,
      unaligned,
      phones,
    },
    states: encoded.blocks.map((block) => new Uint8Array(block.buffer, block.byteOffset, block.byteLength)),
  };
}
