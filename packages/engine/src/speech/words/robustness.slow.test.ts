import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { decodeFile } from '../../media/decode.ts';
import { loadEncoder } from '../encoder.ts';
import { loadRecognitionModels, type RecognitionModels, recognise } from './recogniser.ts';

const samples = (name: string) => fileURLToPath(new URL(`../../../../../samples/${name}`, import.meta.url));

let models: RecognitionModels;
before(async () => {
  models = await loadRecognitionModels(await loadEncoder());
});

async function wordsIn(audio: Float32Array): Promise<string[]> {
  const [speech] = await recognise([audio], models);
  return (speech?.words ?? []).map((word) => bare(word.text));
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9']/g, '');
}

/** Fewest words to change, leave out or add (Levenshtein 1966). */
function differences(one: readonly string[], other: readonly string[]): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [m, word] of one.entries()) {
    const next = [m + 1];
    for (const [n, beside] of other.entries()) {
      const paired = (row[n] ?? 0) + (word === beside ? 0 : 1);
      next.push(Math.min(paired, (row[n + 1] ?? 0) + 1, (next[n] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The same each time, uniform from -1 to 1 (Numerical Recipes' linear congruential generator). */
function noise(length: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state / 2 ** 31;
  });
}

function rootMeanSquare(audio: Float32Array): number {
  return Math.sqrt(audio.reduce((sum, sample) => sum + sample * sample, 0) / audio.length);
}

test('quieter, louder and noisy speech costs few words', async () => {
  const interview = await decodeFile(samples('interview.opus'));
  const { turns } = JSON.parse(readFileSync(samples('interview.json'), 'utf8')) as {
    readonly turns: readonly { startMs: number; endMs: number; text: string }[];
  };
  const { startMs, endMs, text } = turns[3] as (typeof turns)[number];
  const turn = interview.samples.subarray(startMs * 16, endMs * 16);
  const said = text.split(' ').map(bare);
  const plain = differences(said, await wordsIn(turn));
  const hiss = noise(turn.length);
  const level = (rootMeanSquare(turn) / rootMeanSquare(hiss)) * 10 ** (-20 / 20);
  const cases: readonly [string, Float32Array, number][] = [
    ['-12 dB', turn.map((sample) => sample * 10 ** (-12 / 20)), 0.03],
    ['+6 dB, clipped', turn.map((sample) => Math.max(-1, Math.min(1, sample * 10 ** (6 / 20)))), 0.03],
    ['noise 20 dB below', turn.map((sample, at) => sample + level * (hiss[at] ?? 0)), 0.05],
  ];
  for (const [name, audio, share] of cases) {
    const errors = differences(said, await wordsIn(audio));
    assert.ok(errors <= plain + share * said.length, `${name}: ${errors} errors, without ${plain}`);
  }
});
