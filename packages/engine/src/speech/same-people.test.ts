import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sampleAt } from '../media/recording.ts';
import { type EmbeddingOnTrack, orderOfTracks, tracksInOrder } from './same-people.ts';
import type { Span } from './timeline.ts';

const PARTS: readonly Span[] = [
  { startMs: 0, endMs: 10 },
  { startMs: 15, endMs: 25 },
];
const [ADA, BEA, CEM] = [0, 1, 2].map((person) => new Float32Array(3).fill(1, person, person + 1));
/** Between two people. */
const UNCLEAR = new Float32Array([0.74, 0.67, 0]);

/** Who is heard on a track, part by part; null for nobody. */
const heard = (...voices: readonly (Float32Array | undefined | null)[]): EmbeddingOnTrack[] =>
  voices.flatMap((embedding, part) => (embedding ? [{ ...PARTS[part]!, embedding }] : []));

describe('the people of each track', () => {
  test('are followed to the track that they are on in the next part', () => {
    assert.deepEqual(orderOfTracks([heard(ADA, BEA), heard(BEA, ADA)], PARTS), [
      [0, 1],
      [1, 0],
    ]);
    assert.deepEqual(orderOfTracks([heard(ADA, CEM), heard(BEA, ADA), heard(CEM, BEA)], PARTS), [
      [0, 1, 2],
      [1, 2, 0],
    ]);
  });

  test('are followed where one of them is not heard in a part', () => {
    assert.deepEqual(orderOfTracks([heard(ADA, null), heard(BEA, ADA)], PARTS), [
      [0, 1],
      [1, 0],
    ]);
  });

  test('stay where they are, or where their voices do not clearly say otherwise', () => {
    assert.equal(orderOfTracks([heard(ADA, ADA), heard(BEA, BEA)], PARTS), null);
    assert.equal(orderOfTracks([heard(BEA, UNCLEAR), heard(ADA, null)], PARTS), null);
    assert.equal(orderOfTracks([heard(ADA, null), heard(null, BEA)], PARTS), null);
  });

  test('have one track, or one part, and nothing to be swapped with', () => {
    assert.equal(orderOfTracks([heard(ADA, BEA)], PARTS), null);
    assert.equal(orderOfTracks([heard(ADA), heard(BEA)], undefined), null);
  });
});

describe('tracks whose people were swapped between two parts', () => {
  const [durationMs, length] = [25, sampleAt(25)];
  const [first, second] = PARTS as [Span, Span];
  /** A track that sounds like a number all the time, and is spoken on in a part of each part. */
  function track(sound: number, regions: readonly Span[]) {
    return { regions, clear: regions, recording: { durationMs, samples: soundOf(sound), parts: PARTS } };
  }
  const soundOf = (sound: number) => new Float32Array(length).fill(sound);
  const [early, late] = [
    { startMs: 0, endMs: 4 },
    { startMs: 20, endMs: 25 },
  ];
  const left = track(1, [early]);
  const echo = soundOf(3);
  const right = track(2, [late]);
  const repeating = {
    ...right,
    recording: { ...right.recording, repeats: [{ source: left.recording.samples, delayMs: 2, echo }] },
  };
  const order = [
    [0, 1],
    [1, 0],
  ];
  const at = (samples: Float32Array, { startMs, endMs }: Span) => [
    ...new Set(samples.subarray(sampleAt(startMs), sampleAt(endMs))),
  ];
  const gap = { startMs: first.endMs, endMs: second.startMs };

  test('are made of the sound and the speech of their people, with silence between the parts', () => {
    const [one, other] = tracksInOrder([left, right], order);
    assert.deepEqual(
      [first, gap, second].map((span) => at(one!.recording.samples, span)),
      [[1], [0], [2]],
    );
    assert.deepEqual(
      [first, gap, second].map((span) => at(other!.recording.samples, span)),
      [[2], [0], [1]],
    );
    assert.deepEqual(
      [one!.regions, one!.clear],
      [
        [early, late],
        [early, late],
      ],
    );
    assert.deepEqual([other!.regions, other!.clear], [[], []]);
    assert.deepEqual([one!.recording.durationMs, one!.recording.parts], [durationMs, PARTS]);
  });

  test('repeat, in each part, what its own track repeated there, of the track that its source has become', () => {
    const [one, other] = tracksInOrder([left, repeating], order);
    const [repeat] = other!.recording.repeats ?? [];
    assert.equal(repeat!.source, one!.recording.samples);
    assert.equal(repeat!.delayMs, 2);
    assert.deepEqual([at(repeat!.echo, first), at(repeat!.echo, second)], [[3], [0]]);
    const [later] = one!.recording.repeats ?? [];
    assert.equal(later!.source, other!.recording.samples);
    assert.deepEqual([at(later!.echo, first), at(later!.echo, second)], [[0], [3]]);
  });
});
