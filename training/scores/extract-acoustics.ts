/**
 * Encodes the corpora with the engine's own encoder and keeps what the engine keeps of a segment: mean and deviation
 * of every block. Writes `cache/acoustics-CORPUS-CONDITION.f32` (rows of 9 blocks x (416 means, 416 deviations),
 * little-endian) and `.jsonl` (`id, speaker, frames, durationMs` of each row).
 *
 *     node training/scores/extract-acoustics.ts [CORPUS...] [--condition NAME]
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { msAt, sampleAt } from '../../packages/engine/src/media/recording.ts';
import { loadEncoder, type SpeechEncoder, summarise } from '../../packages/engine/src/speech/encoder.ts';
import { CONDITIONS, type Condition, seededRandom } from './conditions.ts';
import { ami, CACHE_FOLDER, librispeech, speechocean, speechoceanLong, type Utterance } from './corpora.ts';

const CORPORA: Readonly<Record<string, () => Utterance[]>> = {
  speechocean,
  'speechocean-long': speechoceanLong,
  librispeech,
  ami,
};
const LONGEST_MS = 30_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { condition: { type: 'string', default: 'trimmed' } },
});
const condition = CONDITIONS[values.condition];
if (condition === undefined) throw new Error(`Conditions are ${Object.keys(CONDITIONS).join(', ')}`);

mkdirSync(CACHE_FOLDER, { recursive: true });
const encoder = await loadEncoder();
for (const name of positionals.length > 0 ? positionals : Object.keys(CORPORA)) {
  const corpus = CORPORA[name];
  if (corpus === undefined) throw new Error(`Corpora are ${Object.keys(CORPORA).join(', ')}`);
  const started = performance.now();
  const { rows, index } = await extract(encoder, corpus(), condition);
  const path = `${CACHE_FOLDER}acoustics-${name}-${values.condition}`;
  writeFileSync(`${path}.f32`, Buffer.concat(rows));
  writeFileSync(`${path}.jsonl`, index.map((row) => `${JSON.stringify(row)}\n`).join(''));
  console.log(
    `${name} ${values.condition}: ${index.length} utterances in ${Math.round((performance.now() - started) / 1000)} s`,
  );
}

async function extract(speech: SpeechEncoder, utterances: readonly Utterance[], reach: Condition) {
  const rows: Buffer[] = [];
  const index: object[] = [];
  for (const { id, speaker, read } of utterances) {
    const samples = reach(read().subarray(0, sampleAt(LONGEST_MS)), seededRandom(seedOf(id)));
    const { frames, blocks } = summarise(await speech.encode(samples));
    for (const { mean, deviation } of blocks)
      rows.push(Buffer.from(mean.buffer), Buffer.from(deviation.buffer));
    index.push({ id, speaker, frames, durationMs: msAt(samples.length) });
  }
  return { rows, index };
}

function seedOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt32LE(0);
}
