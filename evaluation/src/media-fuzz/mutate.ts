/** Values that lengths, counts and rates are most often wrong by. */
const EXTREMES = [0, 1, 0x7f, 0x80, 0xff];
const MOST_CHANGES = 12;
/** Headers stand here: they are hit as often as all the rest. */
const HEAD_BYTES = 512;

type Random = () => number;

/**
 * A file with one to a dozen changes of the kinds that break parsers: bits flipped, bytes set to extremes, stretches removed,
 * repeated, zeroed or taken from another file, the end cut off.
 * @param other a file of another kind, whose bytes are spliced in
 * @param random 0 to 1; the same numbers make the same file
 */
export function mutated(original: Buffer, other: Buffer, random: Random): Buffer {
  let bytes: Buffer = Buffer.from(original);
  const count = 1 + Math.floor(random() * MOST_CHANGES);
  for (let n = 0; n < count && bytes.length > 0; n++)
    bytes = CHANGES[Math.floor(random() * CHANGES.length)]!(bytes, other, random);
  return bytes;
}

function placeIn(bytes: Buffer, random: Random): number {
  const reach = random() < 0.5 ? Math.min(HEAD_BYTES, bytes.length) : bytes.length;
  return Math.floor(random() * reach);
}

const lengthOf = (random: Random, most: number) => 1 + Math.floor(most * random() ** 3);

const CHANGES: readonly ((bytes: Buffer, other: Buffer, random: Random) => Buffer)[] = [
  function flipBit(bytes, _, random) {
    const at = placeIn(bytes, random);
    bytes[at]! ^= 1 << Math.floor(random() * 8);
    return bytes;
  },
  function setExtreme(bytes, _, random) {
    const at = placeIn(bytes, random);
    const value = EXTREMES[Math.floor(random() * EXTREMES.length)]!;
    return bytes.fill(value, at, Math.min(bytes.length, at + [1, 2, 4, 8][Math.floor(random() * 4)]!));
  },
  function setRandom(bytes, _, random) {
    const at = placeIn(bytes, random);
    const end = Math.min(bytes.length, at + lengthOf(random, 64));
    for (let n = at; n < end; n++) bytes[n] = Math.floor(random() * 256);
    return bytes;
  },
  function remove(bytes, _, random) {
    const at = placeIn(bytes, random);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + lengthOf(random, 4096))]);
  },
  function repeat(bytes, _, random) {
    const at = placeIn(bytes, random);
    const stretch = bytes.subarray(at, at + lengthOf(random, 4096));
    return Buffer.concat([bytes.subarray(0, at), stretch, bytes.subarray(at)]);
  },
  function splice(bytes, other, random) {
    const at = placeIn(bytes, random);
    const from = placeIn(other, random);
    const stretch = other.subarray(from, from + lengthOf(random, 4096));
    return Buffer.concat([bytes.subarray(0, at), stretch, bytes.subarray(at)]);
  },
  function cut(bytes, _, random) {
    // Rarely: a short file has little left to be wrong.
    return random() < 0.3 ? bytes.subarray(0, placeIn(bytes, random)) : bytes;
  },
];
