/** Encoders of what telephones and dictation machines write, as simple as they can be: tests decode what they give. */
import type { Sound } from './sound-writers.ts';

/** A-law (ITU-T G.711). */
export function aLaw(sound: Sound): Buffer {
  return Buffer.from(
    Uint8Array.from(sound, (sample) => {
      const size = Math.min(32_767, Math.abs(sample)) >> 4;
      const exponent = size < 32 ? (size < 16 ? 0 : 1) : 27 - Math.clz32(size);
      const mantissa = (exponent < 2 ? size : size >> (exponent - 1)) & 15;
      return ((sample >= 0 ? 0x80 : 0) | (exponent << 4) | mantissa) ^ 0x55;
    }),
  );
}

/** Mu-law (ITU-T G.711). */
export function muLaw(sound: Sound): Buffer {
  return Buffer.from(
    Uint8Array.from(sound, (sample) => {
      const size = Math.min(32_635, Math.abs(sample)) + 0x84;
      const exponent = 24 - Math.clz32(size);
      const code = (exponent << 4) | ((size >> (exponent + 3)) & 15);
      return ~((sample < 0 ? 0x80 : 0) | code) & 0xff;
    }),
  );
}

const STEP_CHANGES = [-1, -1, -1, -1, 2, 4, 6, 8];
/** Steps of IMA ADPCM are 7 times powers of 1.1, rounded as the standard's table is: near enough for an encoder to follow. */
const STEPS = [
  7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97,
  107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724,
  796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026,
  4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10_442, 11_487, 12_635, 13_899, 15_289, 16_818,
  18_500, 20_350, 22_385, 24_623, 27_086, 29_794, 32_767,
];

/** Writes codes of four bits; value and index go on from block to block. */
class ImaEncoder {
  value = 0;
  index = 0;

  code(sample: number): number {
    const step = STEPS[this.index]!;
    const difference = sample - this.value;
    const size = Math.min(7, Math.floor((Math.abs(difference) * 4) / step));
    let change = step >> 3;
    if (size & 4) change += step;
    if (size & 2) change += step >> 1;
    if (size & 1) change += step >> 2;
    this.value = Math.max(-32_768, Math.min(32_767, this.value + (difference < 0 ? -change : change)));
    this.index = Math.max(0, Math.min(STEPS.length - 1, this.index + STEP_CHANGES[size]!));
    return size | (difference < 0 ? 8 : 0);
  }

  bytes(samples: Sound): Buffer {
    const bytes = Buffer.alloc(samples.length >> 1);
    for (let n = 0; n < bytes.length; n++)
      bytes[n] = this.code(samples[2 * n]!) | (this.code(samples[2 * n + 1]!) << 4);
    return bytes;
  }
}

/** IMA ADPCM in the blocks of WAV files: a sample and an index, then `samples - 1` codes. */
export function imaWav(sound: Sound, samples = 505): Buffer {
  const encoder = new ImaEncoder();
  const blocks: Buffer[] = [];
  for (let at = 0; at + samples <= sound.length; at += samples) {
    const head = Buffer.alloc(4);
    encoder.value = sound[at]!;
    head.writeInt16LE(encoder.value, 0);
    head.writeUInt8(encoder.index, 2);
    blocks.push(head, encoder.bytes(sound.subarray(at + 1, at + samples)));
  }
  return Buffer.concat(blocks);
}

/** IMA ADPCM in the blocks of QuickTime, AIFF-C and CAF: 64 samples in 34 bytes. */
export function imaQuickTime(sound: Sound): Buffer {
  const encoder = new ImaEncoder();
  const blocks: Buffer[] = [];
  for (let at = 0; at + 64 <= sound.length; at += 64) {
    const head = Buffer.alloc(2);
    encoder.value &= ~0x7f;
    head.writeUInt16BE((encoder.value & 0xff80) | encoder.index);
    blocks.push(head, encoder.bytes(sound.subarray(at, at + 64)));
  }
  return Buffer.concat(blocks);
}

const MS_ADAPTATION = [230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230];

/** Microsoft ADPCM, one channel, with the first of its predictors: each sample is guessed to be the one before. */
export function microsoftAdpcm(sound: Sound, samples = 500): Buffer {
  const blocks: Buffer[] = [];
  let step = 16;
  for (let at = 0; at + samples <= sound.length; at += samples) {
    const head = Buffer.alloc(7);
    let last = sound[at + 1]!;
    for (const [index, value] of [step, last, sound[at]!].entries()) head.writeInt16LE(value, 1 + 2 * index);
    const codes = Array.from(sound.subarray(at + 2, at + samples), (sample) => {
      const code = Math.max(-8, Math.min(7, Math.round((sample - last) / step)));
      last = Math.max(-32_768, Math.min(32_767, last + code * step));
      step = Math.max(16, Math.min(30_000, (MS_ADAPTATION[code & 15]! * step) >> 8));
      return code & 15;
    });
    blocks.push(head, Buffer.from(codes.flatMap((code, n) => (n % 2 ? [] : [(code << 4) | codes[n + 1]!]))));
  }
  return Buffer.concat(blocks);
}

/** Log area ratios of zero: no prediction from the samples before. */
const GSM_FLAT = [32, 32, 20, 11, 8, 5, 3, 2];
const GSM_LAR_BITS = [6, 6, 5, 5, 4, 4, 3, 3];
const GSM_SAMPLES = 160;
const GSM_PREEMPHASIS = 0.86;

type Field = readonly [value: number, bits: number];

/** GSM full rate (ETSI EN 300 961) without its predictors: every third sample in three bits, of 8 kHz. */
function gsmFrames(sound: Sound): Field[][] {
  let before = 0;
  const flattened = Float32Array.from(sound, (sample) => {
    const value = sample / 8 - GSM_PREEMPHASIS * before;
    before = sample / 8;
    return value;
  });
  return Array.from({ length: Math.floor(sound.length / GSM_SAMPLES) }, (_, frame) => [
    ...GSM_FLAT.map((code, n): Field => [code, GSM_LAR_BITS[n]!]),
    ...[0, 40, 80, 120].flatMap((at) =>
      gsmSubframe(flattened.subarray(frame * GSM_SAMPLES + at, frame * GSM_SAMPLES + at + 40)),
    ),
  ]);
}

function gsmSubframe(samples: Float32Array): Field[] {
  const grid = (offset: number) => Array.from({ length: 13 }, (_, n) => samples[offset + 3 * n]!);
  const energy = (values: readonly number[]) => values.reduce((sum, value) => sum + value * value, 0);
  const offset = [0, 1, 2].sort((a, b) => energy(grid(b)) - energy(grid(a)))[0]!;
  const chosen = grid(offset);
  const peak = Math.min(32_767, Math.max(...chosen.map(Math.abs)));
  const exponent = Math.max(0, 32 - Math.clz32(peak >> 9));
  const code = (peak >> (exponent + 5)) + (exponent << 3);
  return [
    [40, 7],
    [0, 2],
    [offset, 2],
    [Math.min(63, code), 6],
    ...chosen.map(
      (value): Field => [Math.max(0, Math.min(7, Math.floor((4 * value) / Math.max(1, peak)) + 4)), 3],
    ),
  ];
}

/** GSM in frames of 33 bytes that begin with 13, as AIFF-C and QuickTime have them. */
export function gsm(sound: Sound): Buffer {
  return Buffer.concat(gsmFrames(sound).map((fields) => packed([[13, 4], ...fields], 33, 'high first')));
}

/** GSM as Microsoft packs it: two frames in 65 bytes. */
export function gsmMicrosoft(sound: Sound): Buffer {
  const frames = gsmFrames(sound);
  const pairs = Array.from({ length: frames.length >> 1 }, (_, n) => [
    ...frames[2 * n]!,
    ...frames[2 * n + 1]!,
  ]);
  return Buffer.concat(pairs.map((fields) => packed(fields, 65, 'low first')));
}

function packed(fields: readonly Field[], size: number, order: 'high first' | 'low first'): Buffer {
  const bytes = Buffer.alloc(size);
  let at = 0;
  for (const [value, bits] of fields)
    for (let n = 0; n < bits; n++, at++) {
      const bit = (value >> (order === 'high first' ? bits - 1 - n : n)) & 1;
      bytes[at >> 3]! |= bit << (order === 'high first' ? 7 - (at & 7) : at & 7);
    }
  return bytes;
}
