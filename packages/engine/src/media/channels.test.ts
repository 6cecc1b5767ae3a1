import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { areSpeakersApart, LevelMeter, withoutCrosstalk } from './channels.ts';
import { decodeFile } from './decode.ts';
import type { Recording } from './recording.ts';

const fixture = (name: string) =>
  fileURLToPath(new URL(`../../../../samples/fixtures/${name}`, import.meta.url));

function levels(samples: Float32Array): number[] {
  const meter = new LevelMeter();
  for (const sample of samples) meter.add(sample);
  return meter.levels;
}

/** Some of one channel and some of the other. */
const blend = (a: Float32Array, shareA: number, b: Float32Array, shareB: number) =>
  a.map((sample, n) => shareA * sample + shareB * b[n]!);

const power = (samples: Float32Array) => samples.reduce((sum, sample) => sum + sample * sample, 0);

let call: Recording;
let ends: readonly [Float32Array, Float32Array];
before(async () => {
  call = await decodeFile(fixture('call.opus'));
  assert.ok(call.channels, 'a call on two channels is distinguished from a recording in stereo');
  ends = [call.channels[0]!, call.channels[1]!];
});

describe('two channels', () => {
  test('with a person on each are kept beside their mean, whatever the codec', async () => {
    for (const recording of [call, await decodeFile(fixture('call.mp3'))]) {
      const [left, right] = recording.channels ?? [];
      assert.ok(left && right && left.length === recording.samples.length);
      for (const n of [20_000, 200_000, 400_000])
        assert.ok(Math.abs(recording.samples[n]! - (left[n]! + right[n]!) / 2) < 1e-4);
    }
  });

  test('with everybody on both, as in a room in stereo or a voice recorded twice, are one', () => {
    const [left, right] = ends;
    const apart = (a: Float32Array, b: Float32Array) => areSpeakersApart(levels(a), levels(b));
    assert.ok(apart(left, right) && apart(right, left));
    assert.ok(
      apart(
        left,
        right.map((sample) => 0.05 * sample),
      ),
      'also where one end is much quieter',
    );
    assert.ok(!apart(blend(left, 1, right, 0.6), blend(left, 0.6, right, 1)));
    assert.ok(!apart(call.samples, call.samples));
    assert.ok(
      !apart(
        call.samples,
        call.samples.map((sample) => 0.2 * sample),
      ),
    );
    assert.ok(!apart(call.samples, new Float32Array(call.samples.length)));
  });

  test('of one channel only, and of few seconds, there is nothing to tell apart', async () => {
    assert.equal((await decodeFile(fixture('speech.wav'))).channels, undefined);
    const [left, right] = ends.map((channel) => levels(channel.subarray(0, 3 * 16_000)));
    assert.ok(!areSpeakersApart(left!, right!));
  });
});

test('what a channel catches of the other person is taken out of it, and its own speech is not', () => {
  const [left, right] = ends;
  const own = withoutCrosstalk(right, left);
  // The agent asks from 0.3 s to 3 s, the caller speaks from 4.5 s on.
  const during = (samples: Float32Array, fromS: number, toS: number) =>
    power(samples.subarray(16_000 * fromS, 16_000 * toS));
  assert.ok(during(own, 0.5, 2.5) < 0.1 * during(right, 0.5, 2.5));
  assert.ok(during(own, 5, 7) > 0.95 * during(right, 5, 7));
});
