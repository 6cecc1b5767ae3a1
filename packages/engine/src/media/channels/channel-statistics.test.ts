import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { decodeFile } from '../decode.ts';
import type { ChannelPlan } from './channel-plan.ts';
import { ChannelStatistics, type DescribedTrack } from './channel-statistics.ts';

const fixture = (name: string) =>
  fileURLToPath(new URL(`../../../../../samples/fixtures/${name}`, import.meta.url));

/** The plan for channels of one length, given in blocks of uneven lengths as decoders do. */
function planFor(channels: readonly Float32Array[], tracks?: readonly DescribedTrack[]): ChannelPlan {
  const statistics = new ChannelStatistics(tracks ?? [{ channels: channels.length, isDefault: true }]);
  const length = channels[0]?.length ?? 0;
  for (let from = 0, step = 777; from < length; from += step, step = (step % 9000) + 960)
    statistics.add(channels.map((channel) => channel.subarray(from, from + step)));
  return statistics.plan();
}

const gains = (plan: ChannelPlan) => {
  assert.equal(plan.kind, 'mix');
  return plan.channels.map(({ index, gain }) => [index, gain]);
};

const scaled = (samples: Float32Array, gain: number) => samples.map((sample) => gain * sample);
const sum = (...channels: readonly Float32Array[]) =>
  channels[0]!.map((_, n) => channels.reduce((total, channel) => total + channel[n]!, 0));
function late(samples: Float32Array, ms: number, gain = 1): Float32Array {
  const delay = Math.round(16 * ms);
  return samples.map((_, n) => gain * (samples[n - delay] ?? 0));
}
const track = (isDefault = false, language?: string): DescribedTrack => ({
  channels: 1,
  isDefault,
  language,
});

let agent: Float32Array;
let caller: Float32Array;
let both: Float32Array;
let silence: Float32Array;
before(async () => {
  const call = await decodeFile(fixture('call.opus'));
  assert.ok(call.channels?.length === 2, 'a call on two channels is told from a recording in stereo');
  [agent, caller] = call.channels as [Float32Array, Float32Array];
  both = call.samples;
  silence = new Float32Array(both.length);
});

describe('channels that hold different people are separate', () => {
  test('whatever the codec, and also where one end is much quieter', async () => {
    const call = await decodeFile(fixture('call.mp3'));
    assert.equal(call.channels?.length, 2);
    assert.ok(
      Math.abs(call.samples[200_000]! - (call.channels[0]![200_000]! + call.channels[1]![200_000]!) / 2) <
        1e-6,
    );
    assert.deepEqual(planFor([agent, scaled(caller, 0.05)]), { kind: 'separate', channels: [0, 1] });
  });

  for (const [ms, db] of [
    [60, 3],
    [180, 6],
    [300, 12],
  ] as const)
    test(`also where each repeats the other ${ms} ms later and ${db} dB softer`, () => {
      const gain = 10 ** (-db / 20);
      const [left, right] = [sum(agent, late(caller, 0.8 * ms, gain)), sum(caller, late(agent, ms, gain))];
      assert.deepEqual(planFor([left, right]), { kind: 'separate', channels: [0, 1] });
    });

  test('without the silent ones between them, and without those that repeat another one', () => {
    assert.deepEqual(planFor([agent, silence, caller, silence]), { kind: 'separate', channels: [0, 2] });
    assert.deepEqual(planFor([agent, scaled(agent, 0.4), caller, late(caller, 120)]), {
      kind: 'separate',
      channels: [0, 2],
    });
  });

  test('and a mix of them beside them is left out, on whichever track', () => {
    assert.deepEqual(planFor([agent, caller, sum(agent, caller)]), { kind: 'separate', channels: [0, 1] });
    const mixFirst = [sum(agent, caller), agent, caller];
    assert.deepEqual(planFor(mixFirst, [track(true), track(), track()]), {
      kind: 'separate',
      channels: [1, 2],
    });
  });
});

describe('channels on which everybody is are mixed', () => {
  test('as in a room in stereo, or a voice recorded twice', () => {
    const left = sum(agent, late(caller, 4, 0.6));
    const right = sum(late(agent, 4, 0.6), caller);
    for (const pair of [
      [left, right],
      [both, both],
      [both, scaled(both, 0.2)],
    ])
      assert.deepEqual(gains(planFor(pair)), [
        [0, 0.5],
        [1, 0.5],
      ]);
  });

  test('and one that is upside down is turned round, however short the recording', () => {
    const inverted = scaled(both, -1);
    for (const samples of [both.length, 24_000])
      assert.deepEqual(gains(planFor([both, inverted].map((channel) => channel.slice(0, samples)))), [
        [0, 0.5],
        [1, -0.5],
      ]);
  });

  test('but none that comes so late that it would sound hollow or twice', () => {
    for (const ms of [2.5, 30, 150])
      assert.equal(gains(planFor([both, late(both, ms)])).length, 1, `${ms} ms`);
  });

  test('and of two that are late the one that the container prefers is used', () => {
    const pair = [both, late(both, 30)];
    assert.deepEqual(gains(planFor(pair, [track(), track(true)])), [[1, 1]]);
    assert.deepEqual(gains(planFor(pair, [track(false, 'ger'), track(false, 'eng')])), [[1, 1]]);
  });

  test('where one is all that another one is, and more, so that nobody is lost', () => {
    const plan = planFor([sum(agent, caller), caller], [track(true), track()]);
    assert.ok(gains(plan).some(([index]) => index === 0));
  });
});

describe('a channel without speech is left out', () => {
  const hum = (n: number) =>
    0.05 * Math.sin((2 * Math.PI * 50 * n) / 16_000) + 0.02 * Math.sin((2 * Math.PI * 250 * n) / 16_000);
  test('when it is silent, hums, or hisses', () => {
    for (const other of [silence, silence.map((_, n) => hum(n)), silence.map(() => 0.02 * Math.random())]) {
      assert.deepEqual(gains(planFor([both, other])), [[0, 1]]);
      assert.deepEqual(gains(planFor([other, both], [track(true), track()])), [[1, 1]]);
    }
  });

  test('and the one microphone of three that somebody speaks into is not taken for a subwoofer', () => {
    assert.deepEqual(gains(planFor([silence, silence, both])), [[2, 1]]);
  });

  test('but where none has any all are mixed, also when there is nothing at all', () => {
    assert.equal(gains(planFor([silence, silence])).length, 2);
    assert.equal(gains(planFor([new Float32Array(0), new Float32Array(0)])).length, 2);
    assert.equal(gains(planFor([silence.map(() => Number.NaN), both])).length, 1);
  });
});

test('of few seconds there is nothing to tell people apart by', () => {
  assert.equal(planFor([agent.slice(0, 48_000), caller.slice(0, 48_000)]).kind, 'mix');
});
