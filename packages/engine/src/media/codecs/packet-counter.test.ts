import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, fstatSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { EncodedPacket } from 'mediabunny';
import { fixtureBytes, fixtureSound } from '../../testing/decode-bytes.ts';
import { type CONTAINERS, type EncodedSound, encodedSound, written } from '../../testing/remux.ts';
import { pcm16 } from '../../testing/sound-writers.ts';
import { ByteSource } from '../byte-source.ts';
import { openContainer } from '../containers/open-container.ts';
import type { CodecSetup, PacketDecoder } from '../encoded-sound.ts';
import { TrackSound } from '../track-sound.ts';
import { startCounter } from './packet-counter.ts';

const TIMES = 9;
const MOST_SAMPLES = 16_000 * 600;
const folder = mkdtempSync(join(tmpdir(), 'vivavoce-length-'));
after(() => rmSync(folder, { recursive: true }));

/** Five seconds of speech, nine times one after another. */
function repeated(sound: EncodedSound): EncodedSound {
  const last = sound.packets.at(-1)!;
  // Sums of fractions must not fall behind the packet before.
  const lengthS = last.timestamp + last.duration + 1e-6;
  const packets = Array.from({ length: TIMES }, (_, turn) =>
    sound.packets.map(
      ({ data, type, timestamp, duration }) =>
        new EncodedPacket(data, type, timestamp + turn * lengthS, duration),
    ),
  );
  return { ...sound, packets: packets.flat() };
}

/** Samples of a file's first track, 16 kHz: counted, and decoded. */
async function lengths(bytes: Uint8Array): Promise<{ counted: number; decoded: number }> {
  const path = join(folder, 'recording');
  writeFileSync(path, bytes);
  const descriptor = openSync(path, 'r');
  try {
    const opening = await openContainer(new ByteSource(descriptor, fstatSync(descriptor).size));
    assert.equal(opening.kind, 'opened');
    const [track] = opening.container.tracks;
    const lengthOf = async (isSound: boolean) => {
      const sound = new TrackSound(track!, { mostSamples: MOST_SAMPLES, isSound });
      return (await sound.take(MOST_SAMPLES))[0]!.length;
    };
    return { counted: await lengthOf(false), decoded: await lengthOf(true) };
  } finally {
    closeSync(descriptor);
  }
}

async function isSame(bytes: Uint8Array): Promise<void> {
  const { counted, decoded } = await lengths(bytes);
  assert.ok(decoded > 16_000 * 5 * (TIMES - 1), `${decoded / 16_000} s`);
  // Rounding where counting begins may move the end by a sample.
  assert.ok(Math.abs(counted - decoded) <= 2, `${counted} samples for ${decoded}`);
}

const FORMS: Readonly<Record<string, readonly (keyof typeof CONTAINERS)[]>> = {
  m4a: ['mp4', 'fragmented mp4', 'matroska', 'adts', 'transport stream'],
  opus: ['webm', 'ogg', 'mp4'],
  mp3: ['mp3', 'mp4', 'matroska'],
  // A FLAC file's own header would say how long one turn is.
  flac: ['matroska', 'mp4'],
};

describe('a recording is as long when it is counted as when it is decoded', () => {
  for (const [ending, containers] of Object.entries(FORMS))
    for (const container of containers)
      test(`${ending} in ${container}`, async () => {
        const sound = repeated(await encodedSound(fixtureBytes(ending)));
        await isSame(await written(container, [{ sound }]));
      });
  if (spawnSync('ffmpeg', ['-version']).status === 0)
    for (const options of ['-c:a libvorbis -f ogg', '-c:a alac -f ipod', '-c:a wmav2 -ar 44100 -f asf'])
      test(`what FFmpeg writes with ${options}`, async () => {
        const path = join(folder, 'written');
        const input = ['-v', 'error', '-y', '-f', 's16le', '-ar', '16000', '-ac', '1', '-i', 'pipe:0'];
        execFileSync('ffmpeg', [...input, ...options.split(' '), path], {
          input: Buffer.concat(Array<Buffer>(TIMES).fill(pcm16(fixtureSound()))),
        });
        await isSame(readFileSync(path));
      });
});

test('after its first seconds nothing is decoded any more', async () => {
  const { packets, config } = repeated(await encodedSound(fixtureBytes('opus')));
  const description = new Uint8Array(config.description as ArrayBuffer);
  const setup: CodecSetup = { codec: 'opus', tag: 'Opus', sampleRate: 48_000, channels: 1, description };
  const decoder = (await startCounter(setup)) as PacketDecoder;
  let loudestLater = 0;
  for (const { data, timestamp } of packets)
    for (const { channels } of await decoder.decode({ data, startS: timestamp }))
      if (timestamp > 21) for (const sample of channels[0]!) loudestLater = Math.max(loudestLater, sample);
  assert.equal(loudestLater, 0);
});
