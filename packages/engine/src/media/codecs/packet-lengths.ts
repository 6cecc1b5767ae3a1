/** How many samples packets hold, read from their first bytes, without decoding them. */

/** Opus counts at this rate whatever went in, Hz. */
export const OPUS_RATE = 48_000;
/** Vorbis has at most 64 mappings. */
const MOST_MAPPING = 63;
/** A packet of Opus is no longer than 120 ms. */
const MOST_OPUS_SAMPLES = 5760;

/** Samples of an Opus packet at 48 kHz (RFC 6716, section 3.1); 0 for what is none. */
export function opusPacketSamples(packet: Uint8Array): number {
  const toc = packet[0];
  if (toc === undefined) return 0;
  const configuration = toc >> 3;
  const frame =
    configuration < 12
      ? [480, 960, 1920, 2880][configuration & 3]!
      : configuration < 16
        ? [480, 960][configuration & 1]!
        : [120, 240, 480, 960][configuration & 3]!;
  const code = toc & 3;
  const frames = code === 0 ? 1 : code < 3 ? 2 : (packet[1] ?? 0) & 63;
  const samples = frame * frames;
  return samples <= MOST_OPUS_SAMPLES ? samples : 0;
}

/** Samples of a FLAC frame (RFC 9639, section 9.1.1); 0 for what is none. */
export function flacFrameSamples(frame: Uint8Array): number {
  if (frame.length < 5 || frame[0] !== 0xff || (frame[1]! & 0xfc) !== 0xf8) return 0;
  const code = frame[2]! >> 4;
  if (code === 0) return 0;
  if (code === 1) return 192;
  if (code <= 5) return 144 << code;
  if (code >= 8) return 1 << code;
  // The frame's number comes first, in as many bytes as UTF-8 would take.
  const lead = frame[4]!;
  const numberBytes = lead < 0x80 ? 1 : Math.clz32(~(lead << 24));
  const at = 4 + numberBytes;
  return code === 6 ? (frame[at] ?? 0) + 1 : (((frame[at] ?? 0) << 8) | (frame[at + 1] ?? 0)) + 1;
}

/**
 * Samples of Vorbis packets: a packet adds a quarter of its own block and a quarter of the one before (Vorbis I, section
 * 4.3.8). Which of two block sizes it has is said by its mode, and the modes stand at the end of the setup header.
 */
export class VorbisBlocks {
  readonly #sizes: readonly [number, number];
  readonly #modes: readonly boolean[];
  #previous = 0;

  /** @param description the three headers with Xiph lacing before them */
  constructor(description: Uint8Array) {
    const [identification, , setup] = vorbisHeaders(description);
    const sizes = identification?.[28] ?? 0x88;
    this.#sizes = [1 << (sizes & 15), 1 << (sizes >> 4)];
    this.#modes = setup === undefined ? [] : modesOf(setup);
  }

  samplesOf(packet: Uint8Array): number {
    const first = packet[0];
    if (first === undefined || first & 1) return 0;
    const bits = Math.max(0, 32 - Math.clz32(this.#modes.length - 1));
    const mode = (first >> 1) & ((1 << bits) - 1);
    const size = this.#sizes[this.#modes[mode] ? 1 : 0];
    const samples = this.#previous === 0 ? 0 : (this.#previous + size) / 4;
    this.#previous = size;
    return samples;
  }
}

/** The three headers of Vorbis, of bytes that begin with their lengths (Xiph lacing, as Matroska keeps them). */
export function vorbisHeaders(description: Uint8Array): Uint8Array[] {
  if (description[0] !== 2) return [];
  let at = 1;
  const lengths: number[] = [];
  for (let header = 0; header < 2; header++) {
    let length = 0;
    for (; description[at] === 255; at++) length += 255;
    length += description[at++] ?? 0;
    lengths.push(length);
  }
  const [first, second] = [lengths[0]!, lengths[1]!];
  return [
    description.subarray(at, at + first),
    description.subarray(at + first, at + first + second),
    description.subarray(at + first + second),
  ];
}

/**
 * Which modes have the long block. The modes end the setup header: each is a block flag, 32 zero bits of types that are
 * always 0, and 8 bits of mapping; before them stands their count. They are read from the end, where no codebook must be understood.
 */
function modesOf(setup: Uint8Array): boolean[] {
  const bit = (index: number) => (setup[index >> 3]! >> (index & 7)) & 1;
  let end = 8 * setup.length - 1;
  while (end > 0 && bit(end) === 0) end--;
  // The framing bit is the last one set.
  const flags: boolean[] = [];
  let found: boolean[] = [];
  let at = end;
  while (at > 97 && flags.length < 64) {
    at -= 41;
    let zeros = true;
    for (let index = at + 1; index <= at + 32; index++) zeros &&= bit(index) === 0;
    let mapping = 0;
    for (let index = 0; index < 8; index++) mapping |= bit(at + 33 + index) << index;
    if (!zeros || mapping > MOST_MAPPING) break;
    flags.unshift(bit(at) === 1);
    let count = 0;
    for (let index = 0; index < 6; index++) count |= bit(at - 6 + index) << index;
    // The end of another mode may look like the count, too: the first in the header is the true one.
    if (count + 1 === flags.length) found = [...flags];
  }
  return found;
}
