/**
 * GSM 06.10 full rate (ETSI EN 300 961), as call recorders write it: 20 ms of 8 kHz in 33 bytes, or two of them in 65 bytes in
 * Microsoft's order of bits. The arithmetic is the standard's, in whole numbers.
 */
import type { CodecSetup, EncodedPacket, PacketDecoder, SoundBlock } from '../encoded-sound.ts';
import { BitReader } from './bit-reader.ts';

const FRAME_BYTES = 33;
const MICROSOFT_BYTES = 65;
const FRAME_SAMPLES = 160;
const SUBFRAMES = 4;
/** Bits of each of a frame's parameters, in their order: 8 reflection coefficients, then 4 times lag, gain, grid, peak, 13 pulses. */
const LAR_BITS = [6, 6, 5, 5, 4, 4, 3, 3] as const;
const SUBFRAME_BITS = [7, 2, 2, 6, ...Array<number>(13).fill(3)] as const;
/** Table 4.1 of the standard: quantisation of the logarithmic area ratios. */
const LAR_LEAST = [-32, -32, -16, -16, -8, -8, -4, -4] as const;
const LAR_OFFSET = [0, 0, 2048, -2560, 94, -1792, -341, -1144] as const;
const LAR_INVERSE = [13_107, 13_107, 13_107, 13_107, 19_223, 17_476, 31_454, 29_708] as const;
/** Tables 4.3b and 4.6: gains of the long-term predictor, and of the pulses. */
const LAG_GAINS = [3277, 11_469, 21_299, 32_767] as const;
const PULSE_FACTORS = [18_431, 20_479, 22_527, 24_575, 26_623, 28_671, 30_719, 32_767] as const;
const LEAST_LAG = 40;
const MOST_LAG = 120;
const DE_EMPHASIS = 28_180;

/** A decoder of GSM frames in either order of bits; the standard knows one channel only. */
export function gsmDecoder({ codec, sampleRate, channels }: CodecSetup): PacketDecoder | null {
  if (channels !== 1) return null;
  const synthesis = new GsmSynthesis();
  const isMicrosoft = codec === 'gsm-ms';
  const step = isMicrosoft ? MICROSOFT_BYTES : FRAME_BYTES;
  const decode = ({ data, startS }: EncodedPacket): SoundBlock[] => {
    const frames = Math.floor(data.length / step) * (isMicrosoft ? 2 : 1);
    const samples = new Float32Array(frames * FRAME_SAMPLES);
    let at = 0;
    for (let start = 0; start + step <= data.length; start += step) {
      const bits = isMicrosoft
        ? lowBitsFirst(data.subarray(start, start + step))
        : highBitsFirst(data.subarray(start, start + step));
      if (!isMicrosoft) bits(4);
      for (let half = 0; half < (isMicrosoft ? 2 : 1); half++, at += FRAME_SAMPLES)
        samples.set(synthesis.frame(bits), at);
    }
    return [{ channels: [samples], sampleRate, startS }];
  };
  return { decode, flush: () => [] };
}

type Bits = (count: number) => number;

function highBitsFirst(bytes: Uint8Array): Bits {
  const reader = new BitReader(bytes);
  return (count) => reader.read(count);
}

function lowBitsFirst(bytes: Uint8Array): Bits {
  let at = 0;
  return (count) => {
    let value = 0;
    for (let bit = 0; bit < count; bit++, at++) value |= ((bytes[at >> 3]! >> (at & 7)) & 1) << bit;
    return value;
  };
}

/** The state of the decoder and what makes sound of a frame's parameters (sections 4.3 and 5.3 of the standard). */
class GsmSynthesis {
  readonly #past = new Int16Array(MOST_LAG + FRAME_SAMPLES);
  readonly #ratiosBefore = new Int16Array(8);
  readonly #filter = new Int32Array(9);
  #lag = LEAST_LAG;
  #emphasis = 0;

  frame(bits: Bits): Float32Array {
    const ratios = LAR_BITS.map((count, index) => decodeRatio(index, bits(count)));
    for (let subframe = 0; subframe < SUBFRAMES; subframe++) this.#excite(subframe, SUBFRAME_BITS.map(bits));
    const samples = this.#shape(ratios);
    this.#past.copyWithin(0, FRAME_SAMPLES, FRAME_SAMPLES + MOST_LAG);
    return samples;
  }

  /** Pulses on their grid, and what the long-term predictor adds. */
  #excite(subframe: number, [lag, gain, grid, peak, ...pulses]: readonly number[]): void {
    const start = MOST_LAG + 40 * subframe;
    this.#lag = lag! >= LEAST_LAG && lag! <= MOST_LAG ? lag! : this.#lag;
    const [exponent, mantissa] = peakParts(peak!);
    const shift = 6 - exponent;
    const rounding = shift > 0 ? 1 << (shift - 1) : 0;
    for (let n = 0; n < 40; n++) {
      const before = this.#past[start + n - this.#lag]!;
      this.#past[start + n] = round(LAG_GAINS[gain!]!, before);
    }
    for (const [index, code] of pulses.entries()) {
      const scaled = round(PULSE_FACTORS[mantissa]!, (2 * code - 7) << 12) + rounding;
      const pulse = shift >= 0 ? scaled >> shift : scaled;
      const at = start + grid! + 3 * index;
      if (grid! + 3 * index < 40) this.#past[at] = clamp(this.#past[at]! + pulse);
    }
  }

  /** The short-term filter, whose coefficients slide from those of the frame before, and the de-emphasis. */
  #shape(ratios: readonly number[]): Float32Array {
    const samples = new Float32Array(FRAME_SAMPLES);
    const edges = [0, 13, 27, 40, FRAME_SAMPLES];
    for (let part = 0; part < 4; part++) {
      const coefficients = ratios.map((ratio, index) => {
        const before = this.#ratiosBefore[index]!;
        const mixed =
          part === 0
            ? (before >> 2) + (ratio >> 2) + (before >> 1)
            : part === 1
              ? (before >> 1) + (ratio >> 1)
              : part === 2
                ? (before >> 2) + (ratio >> 2) + (ratio >> 1)
                : ratio;
        return reflectionOf(mixed);
      });
      for (let n = edges[part]!; n < edges[part + 1]!; n++)
        samples[n] = this.#emphasised(this.#lattice(coefficients, this.#past[MOST_LAG + n]!));
    }
    this.#ratiosBefore.set(ratios);
    return samples;
  }

  #lattice(coefficients: readonly number[], excitation: number): number {
    let sample = excitation;
    for (let order = 7; order >= 0; order--) {
      const coefficient = coefficients[order]!;
      sample = clamp(sample - round(coefficient, this.#filter[order]!));
      this.#filter[order + 1] = clamp(this.#filter[order]! + round(coefficient, sample));
    }
    this.#filter[0] = sample;
    return sample;
  }

  #emphasised(sample: number): number {
    this.#emphasis = clamp(sample + round(this.#emphasis, DE_EMPHASIS));
    return (clamp(2 * this.#emphasis) & ~7) / 32_768;
  }
}

function decodeRatio(index: number, code: number): number {
  const level = (code + LAR_LEAST[index]!) << 10;
  const shifted = clamp(level - 2 * LAR_OFFSET[index]!);
  return clamp(2 * round(LAR_INVERSE[index]!, shifted));
}

function reflectionOf(ratio: number): number {
  const size = Math.min(32_767, Math.abs(ratio));
  const reflection =
    size < 11_059 ? size << 1 : size < 20_070 ? size + 11_059 : Math.min(32_767, (size >> 2) + 26_112);
  return ratio < 0 ? -reflection : reflection;
}

/** The peak's code as exponent and mantissa (section 4.2.15). */
function peakParts(code: number): readonly [number, number] {
  let exponent = code > 15 ? (code >> 3) - 1 : 0;
  let mantissa = code - (exponent << 3);
  if (mantissa === 0) return [-4, 7];
  while (mantissa <= 7) {
    mantissa = (mantissa << 1) | 1;
    exponent--;
  }
  return [exponent, mantissa - 8];
}

/** The product of two numbers of 16 bits as a number of 16 bits, rounded. */
function round(first: number, second: number): number {
  return (first * second + 16_384) >> 15;
}

function clamp(value: number): number {
  return Math.max(-32_768, Math.min(32_767, value));
}
