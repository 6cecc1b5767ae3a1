import { bigEndian, ebmlElement as element } from './container-writers.ts';

/** What is unusual about a Matroska file. */
export interface MatroskaForm {
  /** Sound tracks, one when absent; the blocks belong to the first. */
  readonly tracks?: number;
  /** Elements of a track beside those that say 16 kHz mono PCM of 16 bits. */
  readonly inTrack?: readonly Buffer[];
  /** Elements before the sound. */
  readonly before?: readonly Buffer[];
  /** The contents of the blocks; one second of silence when absent. */
  readonly blocks?: readonly Buffer[];
  /** The length that the file claims, ms. */
  readonly claimedMs?: number;
}

const BLOCKS_A_CLUSTER = 30;
const whole = (value: number) => bigEndian(value, 4);

/** A Matroska file of uncompressed sound (RFC 9559). */
export function matroska(form: MatroskaForm): Buffer {
  const { tracks = 1, inTrack = [], before = [], blocks = [Buffer.alloc(32_000)] } = form;
  const duration = Buffer.alloc(8);
  duration.writeDoubleBE(form.claimedMs ?? 1000);
  const head = element(0x1a45dfa3, element(0x4282, 'matroska'));
  const information = element(0x1549a966, element(0x4489, duration));
  const described = Array.from({ length: tracks }, (_, index) => track(index + 1, inTrack));
  const clusters = [];
  for (let at = 0; at < blocks.length; at += BLOCKS_A_CLUSTER) {
    const contents = blocks
      .slice(at, at + BLOCKS_A_CLUSTER)
      .map((block, index) => element(0xa3, Buffer.concat([Buffer.from([0x81, 0, index, 0x80]), block])));
    clusters.push(element(0x1f43b675, Buffer.concat([element(0xe7, whole(at * 1000)), ...contents])));
  }
  const segment = [information, element(0x1654ae6b, Buffer.concat(described)), ...before, ...clusters];
  return Buffer.concat([head, element(0x18538067, Buffer.concat(segment))]);
}

function track(number: number, more: readonly Buffer[]): Buffer {
  const rate = Buffer.alloc(8);
  rate.writeDoubleBE(16_000);
  const sound = Buffer.concat([element(0xb5, rate), element(0x9f, whole(1)), element(0x6264, whole(16))]);
  return element(
    0xae,
    Buffer.concat([
      element(0xd7, whole(number)),
      element(0x73c5, whole(number)),
      element(0x83, whole(2)),
      element(0x86, 'A_PCM/INT/LIT'),
      element(0xe1, sound),
      ...more,
    ]),
  );
}
