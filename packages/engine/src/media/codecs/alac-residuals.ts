/** The residuals of Apple Lossless: Golomb codes whose width follows the mean of the numbers before, with runs of zeros. */
import type { BitReader } from './bit-reader.ts';

/** How residuals are written. */
export interface ResidualCoding {
  /** How fast the mean of the residuals is followed. */
  readonly rate: number;
  /** The mean before the first of them. */
  readonly firstMean: number;
  /** The most bits of a residual's lower part. */
  readonly mostBits: number;
}

/** Fraction bits of the mean. */
const MEAN_BITS = 9;
const MOST_MEAN = 65_535;
/** So many ones in front say that the number stands there as it is. */
const LONGEST_PREFIX = 9;
/** A mean below this, which is a quarter of a unit, is followed by a run of zeros. */
const RUN_BELOW = 128;
const RUN_BITS = 16;

/**
 * Reads the residuals of one channel.
 *
 * @param count how many there are
 * @param width bits of a residual that stands there as it is
 */
export function readResiduals(
  bits: BitReader,
  { rate, firstMean, mostBits }: ResidualCoding,
  count: number,
  width: number,
): Int32Array {
  const residuals = new Int32Array(count);
  let mean = firstMean;
  let isAfterRun = 0;
  for (let n = 0; n < count && !bits.isPastEnd; ) {
    const lowBits = Math.min(31 - Math.clz32((mean >>> MEAN_BITS) + 3), mostBits);
    const code = readCode(bits, (1 << lowBits) - 1, lowBits, width);
    const folded = code + isAfterRun;
    residuals[n++] = folded & 1 ? -((folded + 1) / 2) : folded / 2;
    // The mean is an unsigned number of 32 bits, and overflows as one.
    mean =
      code > MOST_MEAN
        ? MOST_MEAN
        : (Math.imul(rate, folded) + mean - (Math.imul(rate, mean) >>> MEAN_BITS)) >>> 0;
    isAfterRun = 0;
    if (mean >= RUN_BELOW || n >= count) continue;
    isAfterRun = 1;
    const runBits = Math.clz32(mean) - 24 + ((mean + 16) >> 6);
    const run = readCode(bits, ((1 << runBits) - 1) & ((1 << mostBits) - 1), runBits, RUN_BITS);
    n += run;
    if (run >= MOST_MEAN) isAfterRun = 0;
    mean = 0;
  }
  return residuals;
}

/** A prefix of ones that counts multiples of `unit`, then what is beyond them; or, after the longest prefix, `width` bits as they are. */
function readCode(bits: BitReader, unit: number, lowBits: number, width: number): number {
  const prefix = Math.clz32(~(bits.peek(LONGEST_PREFIX) << (32 - LONGEST_PREFIX)));
  bits.position += Math.min(prefix + 1, LONGEST_PREFIX);
  if (prefix === LONGEST_PREFIX) return bits.read(width);
  if (lowBits === 1) return prefix * unit;
  const low = bits.peek(lowBits);
  // Zero takes one bit less: a code of all zeros but the last bit does not exist.
  bits.position += low < 2 ? lowBits - 1 : lowBits;
  return prefix * unit + (low < 2 ? 0 : low - 1);
}
