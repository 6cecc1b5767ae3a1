/**
 * Aligns the corpora with the engine's own aligner and writes what the speech encoder hears during each phone, for
 * `learn.py`: `states.f32` (phones x blocks x 416, mean over the phone's frames) and `phones.jsonl` (corpus, speaker,
 * utterance, word, symbol, frames, and the experts' score of the phone, 0 to 2, where there is one).
 *
 *     node training/phones/extract.ts
 */
import { once } from 'node:events';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { type AlignedWord, loadAligner } from '../../packages/engine/src/speech/alignment/aligner.ts';
import { type EncoderStates, loadEncoder, STATE_WIDTH } from '../../packages/engine/src/speech/encoder.ts';
import { loadDecoder } from '../../packages/engine/src/speech/words/decoder.ts';
import { recognise } from '../../packages/engine/src/speech/words/recogniser.ts';
import { CACHE_FOLDER, DATA_FOLDER, librispeech, speechocean } from '../scores/corpora.ts';
import { expertScores } from './expert-scores.ts';

/** Which states are tried: 1 to 8 after that block, 9 the normalised output. */
const BLOCKS = [3, 5, 6, 7, 8, 9];
/** Middle of the encoder's first frame, and from frame to frame, ms. */
const FIRST_FRAME_MS = 28;
const FRAME_MS = 24;

interface Labelled {
  readonly text: string;
  readonly words: { readonly text: string; readonly phones: string[] }[];
}

const folder = `${CACHE_FOLDER}phones/`;
mkdirSync(folder, { recursive: true });
const [encoder, decoder, aligner] = [await loadEncoder(), await loadDecoder(), await loadAligner()];
const labels = new Map(
  readFileSync(`${DATA_FOLDER}speechocean762/train.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Labelled & { id: string })
    .map((row) => [row.id, row]),
);
const states = createWriteStream(`${folder}states.f32`);
const index = createWriteStream(`${folder}phones.jsonl`);

for (const { id, speaker, read } of some(librispeech(), 2)) {
  const samples = read();
  const heard = await recognise(samples, encoder, decoder);
  const texts = heard.words.map((word) => word.text);
  await write('librispeech', id, speaker, samples, texts, () => []);
}
for (const { id, speaker, read } of some(speechocean(), 3)) {
  const label = labels.get(id);
  if (label === undefined) continue;
  const texts = label.words.map((word) => word.text);
  await write('speechocean', id, speaker, read(), texts, (word, symbols) =>
    expertScores(label.words[word]?.phones ?? [], symbols),
  );
}
for (const stream of [states, index]) await new Promise<void>((resolve) => stream.end(resolve));

function some<Item>(items: readonly Item[], every: number): Item[] {
  return items.filter((_, at) => at % every === 0);
}

async function write(
  corpus: string,
  id: string,
  speaker: string,
  samples: Float32Array,
  texts: readonly string[],
  scoresOf: (word: number, symbols: readonly string[]) => (number | null)[],
): Promise<void> {
  const encoded = await encoder.encode(samples);
  const words: AlignedWord[] = aligner.align(samples, texts);
  for (const [at, word] of words.entries()) {
    const scores = scoresOf(
      at,
      word.phones.map((phone) => phone.symbol),
    );
    for (const [position, phone] of word.phones.entries()) {
      const [from, to] = framesOf(phone.startMs, phone.endMs, encoded.frames);
      const mean = Buffer.concat(BLOCKS.map((block) => meanState(encoded, block, from, to)));
      if (!states.write(mean)) await once(states, 'drain');
      const { symbol, stress } = phone;
      const row = {
        corpus,
        id,
        speaker,
        word: at,
        position,
        symbol,
        stress,
        frames: to - from,
        score: scores[position] ?? null,
      };
      index.write(`${JSON.stringify(row)}\n`);
    }
  }
}

/** The frames whose middle falls into the phone, at least the nearest one. */
function framesOf(startMs: number, endMs: number, frames: number): [number, number] {
  const from = Math.ceil((startMs - FIRST_FRAME_MS) / FRAME_MS);
  const to = Math.ceil((endMs - FIRST_FRAME_MS) / FRAME_MS);
  if (to > from) return [Math.max(0, Math.min(from, frames - 1)), Math.max(1, Math.min(to, frames))];
  const nearest = Math.round(((startMs + endMs) / 2 - FIRST_FRAME_MS) / FRAME_MS);
  const at = Math.max(0, Math.min(nearest, frames - 1));
  return [at, at + 1];
}

function meanState(encoded: EncoderStates, block: number, from: number, to: number): Buffer {
  const source = encoded.blocks[block - 1] as Float32Array;
  const mean = new Float32Array(STATE_WIDTH);
  for (let frame = from; frame < to; frame++) {
    for (let unit = 0; unit < STATE_WIDTH; unit++) {
      mean[unit] = (mean[unit] as number) + (source[frame * STATE_WIDTH + unit] as number) / (to - from);
    }
  }
  return Buffer.from(mean.buffer);
}
