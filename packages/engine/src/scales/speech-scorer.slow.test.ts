import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { decodeFile } from '../media/decode.ts';
import { wavOf } from '../media/wav.ts';
import { EXPERT_SCORE_NAMES } from './expert-scores.ts';
import { createSpeechScorer } from './speech-scorer.ts';

const RATE = 16_000;
const folder = await mkdtemp(join(tmpdir(), 'vivavoce-scores-'));
const scorer = await createSpeechScorer({ processes: 2 });
after(async () => {
  await scorer[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});
const sample = fileURLToPath(new URL('../../../../samples/interview.opus', import.meta.url));
/** The candidate's first long answer. */
const speech = (await decodeFile(sample)).samples.slice(8 * RATE, 22 * RATE);
const before = await scoresOf('speech', speech);

test('silence of 600 ms put in again and again lowers fluency and prosody', async () => {
  const paused = await scoresOf('paused', withSilences(speech, 0.6, 1.5));
  assert.ok(paused.fluency < before.fluency, `${paused.fluency} against ${before.fluency}`);
  assert.ok(paused.prosodic < before.prosodic);
});

test('slower speech is not more fluent', async () => {
  const slow = await scoresOf('slow', stretched(speech, 1.5));
  assert.ok(slow.fluency <= before.fluency, `${slow.fluency} against ${before.fluency}`);
});

test('how loud speech is recorded moves no judgement by more than 0.4 of 10 points', async () => {
  for (const gain of [0.25, 2]) {
    const heard = await scoresOf(
      `gain ${gain}`,
      speech.map((value) => Math.max(-1, Math.min(1, gain * value))),
    );
    for (const judgement of EXPERT_SCORE_NAMES)
      assert.ok(Math.abs(heard[judgement] - before[judgement]) < 0.4, `${judgement} at gain ${gain}`);
  }
});

test('the same recording is judged the same', async () => {
  assert.deepEqual(await scoresOf('again', speech), before);
});

test('a recording in which nobody speaks is still judged within the scale', async () => {
  const silence = await scoresOf('silence', new Float32Array(2 * RATE));
  assert.ok(EXPERT_SCORE_NAMES.every((judgement) => silence[judgement] >= 0 && silence[judgement] <= 10));
});

async function scoresOf(name: string, samples: Float32Array) {
  const path = join(folder, `${name}.wav`);
  await writeFile(path, wavOf(samples));
  return (await scorer.score(path)).expertScores;
}

/** Silence at the quietest moment of every stretch of so many seconds. */
function withSilences(samples: Float32Array, silenceS: number, everyS: number): Float32Array {
  const step = RATE / 50;
  const level = (at: number) =>
    samples.subarray(at, at + step).reduce((sum, value) => sum + value * value, 0);
  const parts: number[] = [];
  let from = 0;
  for (let start = 0; start + everyS * RATE <= samples.length; start += everyS * RATE) {
    const moments = Array.from({ length: (everyS * RATE) / step }, (_, at) => start + at * step);
    const cut = moments.reduce((best, at) => (level(at) < level(best) ? at : best));
    parts.push(...samples.subarray(from, cut), ...new Float32Array(silenceS * RATE));
    from = cut;
  }
  return Float32Array.from([...parts, ...samples.subarray(from)]);
}

/** Longer at the same pitch: overlapping windows are put down further apart, each where it fits best (Verhelst & Roelands 1993). */
function stretched(samples: Float32Array, factor: number): Float32Array {
  const [window, hop, reach] = [960, 480, 240];
  const out = new Float32Array(Math.floor(samples.length * factor));
  let natural = 0;
  for (let put = 0; put + window < out.length; put += hop) {
    const ideal = Math.round(put / factor);
    let [best, bestFit] = [ideal, Number.NEGATIVE_INFINITY];
    for (let from = Math.max(0, ideal - reach); from <= ideal + reach; from += 4) {
      let fit = 0;
      for (let at = 0; at < hop; at += 4) fit += (samples[natural + at] ?? 0) * (samples[from + at] ?? 0);
      if (fit > bestFit) [best, bestFit] = [from, fit];
    }
    for (let at = 0; at < window; at++) {
      const weight = 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / window);
      out[put + at] = (out[put + at] ?? 0) + weight * (samples[best + at] ?? 0);
    }
    natural = best + hop;
  }
  return out;
}
