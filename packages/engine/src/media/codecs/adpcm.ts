/** ADPCM as telephones and dictation machines write it: of IMA (1992), in Microsoft's and in Apple's blocks, and of Microsoft. */
import type { CodecSetup, EncodedPacket, PacketDecoder, SoundBlock } from '../encoded-sound.ts';

/** Steps of IMA ADPCM: each is 1.1 times the one before, whole numbers (IMA Digital Audio Focus Group 1992). */
const STEPS = [
  7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97,
  107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724,
  796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026,
  4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10_442, 11_487, 12_635, 13_899, 15_289, 16_818,
  18_500, 20_350, 22_385, 24_623, 27_086, 29_794, 32_767,
] as const;
const STEP_CHANGES = [-1, -1, -1, -1, 2, 4, 6, 8] as const;
/** Microsoft ADPCM: how the step changes with a code, and the standard predictors. */
const MS_ADAPTATION = [
  230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230,
] as const;
const MS_FIRST = [256, 512, 0, 192, 240, 460, 392] as const;
const MS_SECOND = [0, -256, 0, 64, 0, -208, -232] as const;
const MS_LEAST_STEP = 16;
const QUICKTIME_BLOCK_BYTES = 34;

/** A decoder of one of the three; null where the block size makes no sense. */
export function adpcmDecoder(setup: CodecSetup): PacketDecoder | null {
  const { codec, channels, sampleRate } = setup;
  const blockBytes =
    codec === 'ima-adpcm-quicktime' ? QUICKTIME_BLOCK_BYTES * channels : (setup.blockBytes ?? 0);
  const least = (codec === 'ms-adpcm' ? 7 : codec === 'ima-adpcm' ? 4 : QUICKTIME_BLOCK_BYTES) * channels;
  if (blockBytes < least || channels > 8) return null;
  const decodeBlock =
    codec === 'ms-adpcm' ? microsoftBlock : codec === 'ima-adpcm' ? imaBlock : quickTimeBlock;
  const decode = ({ data, startS }: EncodedPacket): SoundBlock[] => {
    const sound = Array.from({ length: channels }, (): number[] => []);
    for (let at = 0; at + blockBytes <= data.length; at += blockBytes)
      decodeBlock(data.subarray(at, at + blockBytes), sound);
    const samples = sound.map((values) => Float32Array.from(values, (value) => value / 32_768));
    const length = Math.min(...samples.map(({ length }) => length));
    return [{ channels: samples.map((values) => values.subarray(0, length)), sampleRate, startS }];
  };
  return { decode, flush: () => [] };
}

/** Reads codes of 4 bits with a predictor and an index of the step. */
class ImaPredictor {
  #value: number;
  #index: number;

  constructor(value: number, index: number) {
    this.#value = value;
    this.#index = Math.max(0, Math.min(STEPS.length - 1, index));
  }

  next(code: number): number {
    const step = STEPS[this.#index]!;
    let change = step >> 3;
    if (code & 4) change += step;
    if (code & 2) change += step >> 1;
    if (code & 1) change += step >> 2;
    this.#value = clamp(this.#value + (code & 8 ? -change : change));
    this.#index = Math.max(0, Math.min(STEPS.length - 1, this.#index + STEP_CHANGES[code & 7]!));
    return this.#value;
  }
}

/** Channels take turns in groups of 4 bytes, 8 samples. */
function imaBlock(block: Uint8Array, sound: number[][]): void {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const predictors = sound.map((samples, channel) => {
    const first = view.getInt16(4 * channel, true);
    samples.push(first);
    return new ImaPredictor(first, view.getUint8(4 * channel + 2));
  });
  let at = 4 * sound.length;
  while (at + 4 * sound.length <= block.length) {
    for (const [channel, samples] of sound.entries())
      for (let byte = 0; byte < 4; byte++, at++) {
        samples.push(predictors[channel]!.next(block[at]! & 15));
        samples.push(predictors[channel]!.next(block[at]! >> 4));
      }
  }
}

/** Channels follow one another in blocks of their own, 64 samples each. */
function quickTimeBlock(block: Uint8Array, sound: number[][]): void {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  for (const [channel, samples] of sound.entries()) {
    const start = QUICKTIME_BLOCK_BYTES * channel;
    const head = view.getInt16(start, false);
    const predictor = new ImaPredictor(head & ~0x7f, head & 0x7f);
    for (const byte of block.subarray(start + 2, start + QUICKTIME_BLOCK_BYTES)) {
      samples.push(predictor.next(byte & 15));
      samples.push(predictor.next(byte >> 4));
    }
  }
}

/** Channels take turns code by code. */
function microsoftBlock(block: Uint8Array, sound: number[][]): void {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const count = sound.length;
  const states = sound.map((samples, channel) => {
    const predictor = Math.min(MS_FIRST.length - 1, block[channel]!);
    const [step, last, before] = [0, 1, 2].map((field) =>
      view.getInt16(count + 2 * (field * count + channel), true),
    );
    samples.push(before!, last!);
    return {
      first: MS_FIRST[predictor]!,
      second: MS_SECOND[predictor]!,
      step: step!,
      last: last!,
      before: before!,
    };
  });
  let channel = 0;
  for (const byte of block.subarray(7 * count))
    for (const code of [byte >> 4, byte & 15]) {
      const state = states[channel]!;
      const signed = code & 8 ? code - 16 : code;
      const predicted = (state.last * state.first + state.before * state.second) >> 8;
      state.before = state.last;
      state.last = clamp(predicted + signed * state.step);
      state.step = Math.max(MS_LEAST_STEP, Math.min(2 ** 20, (MS_ADAPTATION[code]! * state.step) >> 8));
      sound[channel]!.push(state.last);
      channel = (channel + 1) % count;
    }
}

function clamp(value: number): number {
  return Math.max(-32_768, Math.min(32_767, value));
}
