import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { speechFixture, videoWithSound } from '@vivavoce/samples';
import { type ContainerHeader, containerHeaders } from './container-headers.ts';
import { fileOf, type HostileFile } from './hostile-file.ts';

/** The others hold the same containers under other names. */
const FIXTURES = [
  ...(['mp3', 'wav', 'm4a', 'webm', 'ogg', 'flac', 'mov'] as const).map(speechFixture),
  videoWithSound,
];
const FLIPPED_FILES = 3;
const RANDOM_FILES = 6;

/** The fixtures cut at each of their headers and behind it, with wrong lengths, with flipped bits, and noise. */
export function damagedFiles(random: () => number): HostileFile[] {
  return [
    ...FIXTURES.flatMap((path) => {
      const bytes = readFileSync(path);
      const name = basename(path);
      const headers = containerHeaders(bytes);
      return [
        ...truncations(name, bytes, headers),
        ...wrongLengths(name, bytes, headers),
        ...flips(name, bytes, headers, random),
      ];
    }),
    ...Array.from({ length: RANDOM_FILES }, (_, index) => noise(index, random)),
  ];
}

function truncations(name: string, bytes: Buffer, headers: readonly ContainerHeader[]): HostileFile[] {
  const cuts = new Set(headers.flatMap(({ start, content }, index) => (index % 2 ? [start] : [content])));
  return [...cuts]
    .filter((at) => at < bytes.length)
    .map((at) => fileOf('cut at a header', `cut-${at}-${name}`, () => bytes.subarray(0, at)));
}

/** In turn nothing, as much as can be written, half of it, and one less than is there. */
const LENGTHS: readonly ((bytes: Buffer) => void)[] = [
  (field) => void field.fill(0),
  (field) => void field.fill(0xff),
  (field) => void field.fill(0xff).writeUInt8(0x7f),
  (field) => void field.writeUInt8((field.readUInt8(field.length - 1) + 255) & 255, field.length - 1),
];

function wrongLengths(name: string, bytes: Buffer, headers: readonly ContainerHeader[]): HostileFile[] {
  return headers.map(({ name: header, lengthAt, lengthBytes }, index) =>
    fileOf('wrong length', `length-${header}-${lengthAt}-${name}`, () => {
      const wrong = Buffer.from(bytes);
      LENGTHS[index % LENGTHS.length]?.(wrong.subarray(lengthAt, lengthAt + lengthBytes));
      return wrong;
    }),
  );
}

function flips(
  name: string,
  bytes: Buffer,
  headers: readonly ContainerHeader[],
  random: () => number,
): HostileFile[] {
  return Array.from({ length: FLIPPED_FILES }, (_, index) => {
    // The first file is hit among its headers, the others anywhere, ever more often.
    const reach = index === 0 ? Math.min(bytes.length, (headers.at(-1)?.content ?? 0) + 64) : bytes.length;
    const places = Array.from({ length: 8 * 10 ** index }, () => Math.floor(random() * reach * 8));
    return fileOf('flipped bits', `flips-${places.length}-${name}`, () => {
      const wrong = Buffer.from(bytes);
      for (const place of places) wrong[place >> 3] = (wrong[place >> 3] as number) ^ (1 << (place & 7));
      return wrong;
    });
  });
}

const BEGINNINGS = ['', 'RIFF\xff\xff\xff\xffWAVE', 'OggS', 'fLaC', '\x1aE\xdf\xa3', '\0\0\0\x18ftypM4A '];

function noise(index: number, random: () => number): HostileFile {
  const seed = Math.floor(random() * 2 ** 32);
  return fileOf('noise', `noise-${index}.mp3`, () => {
    const bytes = Buffer.alloc(200_000);
    // xorshift (Marsaglia 2003), 32 bits.
    for (let at = 0, state = seed || 1; at < bytes.length; at += 1) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      bytes[at] = state & 255;
    }
    return Buffer.concat([Buffer.from(BEGINNINGS[index] ?? '', 'latin1'), bytes]);
  });
}
