import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SAMPLE_RATE } from '../media/recording.ts';
import { pitchAt, pitchRangeSemitones } from './pitch.ts';

/** A buzz of eight harmonics whose pitch follows `hzAt` (seconds), with a little noise. */
function voice(seconds: number, hzAt: (s: number) => number): Float32Array {
  let phase = 0;
  let noise = 1;
  return Float32Array.from({ length: seconds * SAMPLE_RATE }, (_, at) => {
    phase += (2 * Math.PI * hzAt(at / SAMPLE_RATE)) / SAMPLE_RATE;
    noise = (noise * 16_807) % 2_147_483_647;
    const buzz = [1, 2, 3, 4, 5, 6, 7, 8].reduce((sum, k) => sum + Math.sin(k * phase) / k, 0);
    return 0.1 * buzz + 0.01 * (noise / 2_147_483_647 - 0.5);
  });
}

const recordingOf = (samples: Float32Array) => ({
  samples,
  durationMs: (samples.length * 1000) / SAMPLE_RATE,
});

describe('pitchAt', () => {
  for (const hz of [70, 110, 155, 220, 330, 430]) {
    it(`hears ${hz} Hz within one percent`, () => {
      const pitch = pitchAt(
        voice(0.2, () => hz),
        50,
      );
      assert.ok(pitch !== null && Math.abs(pitch / hz - 1) < 0.01, `${pitch}`);
    });
  }

  it('hears no pitch in silence, in noise, or beyond the recording', () => {
    let seed = 1;
    const noise = Float32Array.from({ length: SAMPLE_RATE }, () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647 - 0.5;
    });
    assert.equal(pitchAt(new Float32Array(SAMPLE_RATE), 100), null);
    assert.equal(pitchAt(noise, 100), null);
    assert.equal(pitchAt(noise, 990), null);
  });
});

describe('pitchRangeSemitones', () => {
  const seconds = 4;
  const everywhere = [{ startMs: 0, endMs: 3900 }];

  it('is 0 for a monotone and null for too little voice', () => {
    const monotone = recordingOf(voice(seconds, () => 120));
    assert.equal(pitchRangeSemitones(monotone, everywhere), 0);
    assert.equal(pitchRangeSemitones(monotone, [{ startMs: 0, endMs: 500 }]), null);
    assert.equal(pitchRangeSemitones(monotone, []), null);
  });

  it('is four fifths of an even glide, whatever the voice', () => {
    // Ten semitones in four seconds: the middle 80 % span eight.
    for (const hz of [90, 180]) {
      const glide = recordingOf(voice(seconds, (s) => hz * 2 ** ((10 / 12) * (s / seconds))));
      assert.equal(pitchRangeSemitones(glide, everywhere), 8);
    }
  });
});
