/**
 * Lets the engine hear the corpora, each utterance as one piece: what it keeps of a segment is what is learned from.
 * Writes `cache/heard-CORPUS-CONDITION.f32`, mean and deviation of every block of the encoder (rows of 9 blocks x (416
 * means, 416 deviations), little-endian), and `.jsonl`, a row for each: `{id, speaker, durationMs, words}`, the words as
 * `[text, confidence, startMs, endMs, [[symbol, stress, startMs, endMs, goodness], ...]]`.
 *
 *     npx node training/scores/extract-speech.ts [CORPUS...] [--condition NAME] [--every N]
 *
 * `--every 10` takes one utterance in ten, enough to see how far a condition moves the scores.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { msAt, sampleAt } from '../../packages/engine/src/media/recording.ts';
import { alignWords } from '../../packages/engine/src/speech/alignment/align-words.ts';
import { createSpeechPool, type SpeechPool } from '../../packages/engine/src/speech/pool/speech-pool.ts';
import type { AlignedPiece } from '../../packages/engine/src/speech/timeline.ts';
import type { RecognisedSpeech } from '../../packages/engine/src/speech/words/recogniser.ts';
import { seededUniform } from '../../samples/random.ts';
import { CONDITIONS, type Condition } from './conditions.ts';
import {
  ami,
  CACHE_FOLDER,
  librispeech,
  RECOGNISER_WITHOUT_ADAPTER,
  speechocean,
  speechoceanLong,
  type Utterance,
} from './corpora.ts';

const CORPORA: Readonly<Record<string, () => Utterance[]>> = {
  speechocean,
  'speechocean-long': speechoceanLong,
  librispeech,
  ami,
};
const LONGEST_MS = 30_000;
/** Utterances that are on their way at once: as many as keep the processes busy. */
const AT_ONCE = 8;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    condition: { type: 'string', default: 'trimmed' },
    every: { type: 'string', default: '1' },
  },
});
const condition = CONDITIONS[values.condition];
if (condition === undefined) throw new Error(`Conditions are ${Object.keys(CONDITIONS).join(', ')}`);

mkdirSync(CACHE_FOLDER, { recursive: true });
const pool = await createSpeechPool({ transcriberFolder: RECOGNISER_WITHOUT_ADAPTER });
for (const name of positionals.length > 0 ? positionals : Object.keys(CORPORA)) {
  const corpus = CORPORA[name];
  if (corpus === undefined) throw new Error(`Corpora are ${Object.keys(CORPORA).join(', ')}`);
  const started = performance.now();
  const { rows, index } = await extract(
    pool,
    corpus().filter((_, at) => at % Number(values.every) === 0),
    condition,
  );
  const path = `${CACHE_FOLDER}heard-${name}-${values.condition}`;
  writeFileSync(`${path}.f32`, Buffer.concat(rows));
  writeFileSync(`${path}.jsonl`, index.map((row) => `${JSON.stringify(row)}\n`).join(''));
  console.log(
    `${name} ${values.condition}: ${index.length} utterances in ${Math.round((performance.now() - started) / 1000)} s`,
  );
}
await pool.close();

async function extract(speech: SpeechPool, utterances: readonly Utterance[], reach: Condition) {
  const rows: Buffer[] = [];
  const index: object[] = [];
  for (let from = 0; from < utterances.length; from += AT_ONCE) {
    const extracted = await Promise.all(
      utterances.slice(from, from + AT_ONCE).map(async ({ id, speaker, read }) => {
        const samples = reach(read().subarray(0, sampleAt(LONGEST_MS)), seededUniform(seedOf(id)));
        return { id, speaker, piece: await transcribe(speech, samples) };
      }),
    );
    for (const { id, speaker, piece } of extracted) {
      for (const { mean, deviation } of piece.acoustics.blocks) rows.push(bytesOf(mean), bytesOf(deviation));
      index.push({ id, speaker, durationMs: piece.endMs, words: piece.words.map(compact) });
    }
  }
  return { rows, index };
}

/** The whole as one piece of one speaker; without words when nothing was understood. */
async function transcribe(speech: SpeechPool, samples: Float32Array): Promise<AlignedPiece> {
  const [recognised] = (await speech.recognise([samples])) as [RecognisedSpeech];
  const durationMs = msAt(samples.length);
  const piece = { ...recognised, speaker: 0, startMs: 0, endMs: durationMs };
  const [aligned] = await alignWords([piece]);
  return aligned ?? { ...piece, words: [] };
}

function compact({ text, confidence, startMs, endMs, phones }: AlignedPiece['words'][number]) {
  return [
    text,
    rounded(confidence),
    startMs,
    endMs,
    phones.map((phone) => [
      phone.symbol,
      phone.stress,
      phone.startMs,
      phone.endMs,
      phone.goodness === null ? null : rounded(phone.goodness),
    ]),
  ];
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function seedOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt32LE(0);
}
