/** Looks for speaker embeddings in what was written: 64 numbers in a row that make a vector of length 1. */

/** Numbers in a speaker embedding. */
const WIDTH = 64;
/** How far from 1 the length may be: prints are stored in single precision or with a few decimals, if at all. */
const TOLERANCE = 0.01;
/** Vectors whose length is one number's are no print: flags, or 1 among zeros. */
const MIN_NONZERO = WIDTH / 2;
const BASE64_RUN = /[A-Za-z0-9+/_-]{300,}/g;
const NUMBER_LIST = /(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\s*,\s*){63,}-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Whether bytes hold a speaker embedding: as floats of single or double precision at any place, as numbers in text, or in base64. */
export function holdsSpeakerEmbedding(bytes: Buffer): boolean {
  return holdsFloats(bytes) || holdsInText(bytes.toString('latin1'));
}

/** Whether a text holds a speaker embedding: as a list of numbers, or in base64. */
export function holdsInText(text: string): boolean {
  const lists = text.match(NUMBER_LIST) ?? [];
  if (lists.some((list) => holdsUnitVector(Float64Array.from(list.split(','), Number)))) return true;
  return (text.match(BASE64_RUN) ?? []).some((run) =>
    [0, 1, 2, 3].some((skipped) => holdsFloats(Buffer.from(run.slice(skipped), 'base64'))),
  );
}

function holdsFloats(bytes: Buffer): boolean {
  for (let shift = 0; shift < 8; shift++) {
    // A copy, because an array of floats must begin at a multiple of its numbers' size.
    const { buffer } = new Uint8Array(bytes.subarray(shift));
    if (shift < 4 && holdsUnitVector(new Float32Array(buffer, 0, buffer.byteLength >> 2))) return true;
    if (holdsUnitVector(new Float64Array(buffer, 0, buffer.byteLength >> 3))) return true;
  }
  return false;
}

function holdsUnitVector(numbers: Float32Array | Float64Array): boolean {
  let [sum, inRow, small] = [0, 0, 0];
  for (let n = 0; n < numbers.length; n++) {
    const number = numbers[n]!;
    if (!(Math.abs(number) <= 1)) {
      [sum, inRow, small] = [0, 0, 0];
      continue;
    }
    sum += number * number;
    small += Number(Math.abs(number) < 1e-6);
    if (++inRow > WIDTH) {
      const left = numbers[n - WIDTH]!;
      sum -= left * left;
      small -= Number(Math.abs(left) < 1e-6);
    }
    if (inRow >= WIDTH && Math.abs(Math.sqrt(sum) - 1) < TOLERANCE && small < MIN_NONZERO) return true;
  }
  return false;
}
