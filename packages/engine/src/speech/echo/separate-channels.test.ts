import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { decodeFile } from '../../media/decode.ts';
import { joinRecordings } from '../../media/join-recordings.ts';
import { type Recording, SAMPLE_RATE, sampleAt } from '../../media/recording.ts';
import { mixedTrack, separateChannels } from './separate-channels.ts';

const CALL = fileURLToPath(new URL('../../../../../samples/fixtures/call.opus', import.meta.url));
let agent: Float32Array;
let caller: Float32Array;

before(async () => {
  const { channels } = await decodeFile(CALL);
  [agent, caller] = channels!.map((channel) => channel.subarray(0, 24 * SAMPLE_RATE)) as [
    Float32Array,
    Float32Array,
  ];
});

/** A recording of whole ms, so that parts begin where they are said to. */
function recordingOf(...channels: readonly Float32Array[]): Recording {
  const length = channels[0]!.length - (channels[0]!.length % 16);
  const whole = channels.map((channel) => channel.subarray(0, length));
  const samples = whole[0]!.map(
    (_, n) => whole.reduce((sum, channel) => sum + channel[n]!, 0) / whole.length,
  );
  return { samples, durationMs: length / 16, ...(whole.length > 1 && { channels: whole }) };
}

/** A channel that picks up the loudspeaker of the other one. */
function withEcho(own: Float32Array, other: Float32Array, delayMs: number): Float32Array {
  return own.map((sample, n) => sample + 0.5 * (other[n - sampleAt(delayMs)] ?? 0));
}

const scaled = (samples: Float32Array, gain: number) => samples.map((sample) => gain * sample);
const power = (samples: Float32Array, fromS: number, toS: number) =>
  samples.subarray(SAMPLE_RATE * fromS, SAMPLE_RATE * toS).reduce((sum, sample) => sum + sample * sample, 0);

/** Three calls of the same people: with an echo of the agent, softer with a later one of the caller, and with none. */
const calls = (): Recording[] => [
  recordingOf(agent, withEcho(caller, agent, 180)),
  recordingOf(scaled(withEcho(agent, caller, 320), 0.05), caller),
  recordingOf(agent, scaled(caller, 0.1)),
];

test('the channels of each part are told apart as if it had come alone, whatever echoes and levels the others have', () => {
  const parts = calls();
  const joined = joinRecordings(parts);
  const together = separateChannels(joined);
  assert.ok(together.some(({ repeats }) => repeats?.some(({ delayMs }) => Math.abs(delayMs - 180) < 8)));
  for (const [at, part] of parts.entries()) {
    const start = sampleAt(joined.parts![at]!.startMs);
    for (const [channel, alone] of separateChannels(part).entries()) {
      const own = together[channel]!.samples.subarray(start, start + alone.samples.length);
      assert.ok(
        own.every((sample, n) => sample === alone.samples[n]),
        `part ${at + 1}, channel ${channel + 1}`,
      );
    }
  }
  // Of the first call, where the agent asks until 3 s, its echo is gone.
  const [, callerTrack] = together;
  assert.ok(power(callerTrack!.samples, 0.5, 2.9) < 0.05 * power(parts[0]!.channels![1]!, 0.5, 2.9));
});

test('a part with an echo beside one of a single channel is heard without it', () => {
  const [call] = calls() as [Recording];
  const joined = joinRecordings([recordingOf(agent), call]);
  assert.equal(joined.channels, undefined);
  const { samples } = mixedTrack(joined);
  const start = sampleAt(joined.parts![1]!.startMs);
  const [own, other] = separateChannels(call).map((track) => track.samples);
  assert.ok(samples.subarray(0, start).every((sample, n) => sample === joined.samples[n]));
  assert.ok(
    samples.subarray(start).every((sample, n) => Math.abs(sample - (own![n]! + other![n]!) / 2) < 1e-6),
  );
  const raw = joined.samples.subarray(start);
  assert.ok(samples.subarray(start).some((sample, n) => Math.abs(sample - raw[n]!) > 0.01));
});

test('parts without channels are one track as they are', () => {
  const joined = joinRecordings([recordingOf(agent), recordingOf(caller)]);
  assert.equal(mixedTrack(joined).samples, joined.samples);
});
