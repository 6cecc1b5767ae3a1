import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PART_GAP_MS } from '@vivavoce/contract';
import fc from 'fast-check';
import { EngineError } from '../errors.ts';
import { decodeFile } from './decode.ts';
import { decodeParts } from './decode-parts.ts';
import { joinRecordings } from './join-recordings.ts';
import { measureSignal } from './quality.ts';
import { msAt, type Recording, SAMPLE_RATE, sampleAt } from './recording.ts';

const fixture = (name: string) =>
  fileURLToPath(new URL(`../../../../samples/fixtures/${name}`, import.meta.url));

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vivavoce-parts-'));
});
after(() => rm(folder, { recursive: true }));

/** Sounds of any length whose values say where they come from. */
const recordings = fc
  .array(fc.integer({ min: 1, max: 3 * SAMPLE_RATE }), { minLength: 2, maxLength: 20 })
  .map((lengths) =>
    lengths.map((length, at): Recording => {
      return { samples: new Float32Array(length).fill((at + 1) / 100), durationMs: msAt(length) };
    }),
  );

test('every part is where it is said to be, with a second of silence between, and nothing else', () => {
  fc.assert(
    fc.property(recordings, (some) => {
      const { samples, parts, durationMs } = joinRecordings(some);
      assert.ok(parts);
      assert.equal(parts.length, some.length);
      assert.equal(durationMs, parts.at(-1)?.endMs);
      for (const [at, { startMs, endMs }] of parts.entries()) {
        assert.ok(Math.abs(endMs - startMs - some[at]!.durationMs) <= 1);
        const before = at === 0 ? -PART_GAP_MS : parts[at - 1]!.endMs;
        assert.ok(Math.abs(startMs - before - PART_GAP_MS) <= 1);
        const middle = samples[Math.min(samples.length - 1, sampleAt((startMs + endMs) / 2))];
        if (endMs - startMs > 2) assert.ok(Math.abs(middle! - (at + 1) / 100) < 1e-6);
        if (at > 0) assert.equal(samples[sampleAt(startMs - PART_GAP_MS / 2)], 0);
      }
      const silence = (some.length - 1) * sampleAt(PART_GAP_MS);
      assert.equal(samples.length, silence + some.reduce((sum, one) => sum + one.samples.length, 0));
    }),
    { numRuns: 50 },
  );
});

test('parts of different formats are joined as each is decoded alone', async () => {
  const paths = ['speech.mp3', 'speech.opus', 'video.mp4'].map(fixture);
  const alone = await Promise.all(paths.map((path) => decodeFile(path)));
  const told: number[] = [];
  const { samples, parts } = await decodeParts(paths, {}, (done) => told.push(done));
  assert.deepEqual(told, [1, 2, 3]);
  for (const [at, { startMs }] of parts!.entries()) {
    const from = Math.round((startMs * SAMPLE_RATE) / 1000);
    const own = alone[at]!.samples;
    // Where a part begins is told in whole ms.
    const error = [-8, 8].map((slack) => Math.max(0, from + slack));
    const [lowest = 0, highest = 0] = error;
    const found = Array.from({ length: highest - lowest + 1 }, (_, n) => lowest + n).some((start) =>
      own.every((value, n) => samples[start + n] === value),
    );
    assert.ok(found, paths[at]);
  }
});

test('channels stay apart only where every part has as many of different people', async () => {
  const call = fixture('call.mp3');
  const both = await decodeParts([call, call]);
  assert.equal(both.channels?.length, 2);
  assert.ok(both.channels?.every(({ length }) => length === both.samples.length));
  assert.equal((await decodeParts([call, fixture('speech.wav')])).channels, undefined);
  const single = await decodeParts([call]);
  assert.deepEqual([single.parts, single.channels?.length], [undefined, 2]);
});

test('the part that cannot be decoded is named, and the limit counts for the sum', async () => {
  const notes = join(folder, 'notes.mp3');
  await writeFile(notes, 'These are no sounds. '.repeat(50));
  const speech = fixture('speech.wav');
  await assert.rejects(decodeParts([speech, notes, speech]), (error) => {
    assert.ok(error instanceof EngineError && error.code === 'UNSUPPORTED_FORMAT');
    assert.match(error.message, /^Part 2 of 3: The file is not a recording/);
    return true;
  });
  const { durationMs } = await decodeFile(speech);
  await assert.rejects(
    decodeParts([speech, speech], { maxDurationMs: 1.5 * durationMs }),
    /Part 2 of 2: The recording is longer/,
  );
});

test('the silence between parts is no sign of a quiet room', async () => {
  const { samples } = await decodeFile(fixture('speech.wav'));
  // A room with a hum, so that nothing in it is silent.
  const noisy = samples.map((value, n) => value + 0.01 * Math.sin(n / 7));
  const pieces = Array.from({ length: 8 }, (_, at) => {
    const own = noisy.subarray((at * noisy.length) / 8, ((at + 1) * noisy.length) / 8);
    return { samples: own, durationMs: msAt(own.length) };
  });
  const whole = measureSignal({ samples: noisy, durationMs: msAt(noisy.length) });
  const { parts, ...joined } = joinRecordings(pieces);
  const inParts = measureSignal({ ...joined, parts });
  assert.ok(Math.abs(inParts.snrDb! - whole.snrDb!) < 1, `${inParts.snrDb} dB, ${whole.snrDb} dB`);
  assert.ok(measureSignal(joined).snrDb! > whole.snrDb! + 20, 'it would be, were it counted');
});
