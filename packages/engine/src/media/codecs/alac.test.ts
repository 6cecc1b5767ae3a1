import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { decodeBytes, fixtureSound } from '../../testing/decode-bytes.ts';
import { pcm16 } from '../../testing/sound-writers.ts';
import type { PacketDecoder } from '../encoded-sound.ts';
import { alacDecoder } from './alac.ts';

/** An ALACSpecificConfig with the numbers that Apple's encoder always has. */
function config({ bitDepth = 16, channels = 1, frameSamples = 4096, mostBits = 14 } = {}): Buffer {
  const bytes = Buffer.alloc(24);
  bytes.writeUInt32BE(frameSamples, 0);
  bytes.set([0, bitDepth, 40, 10, mostBits, channels], 4);
  bytes.writeUInt32BE(16_000, 20);
  return bytes;
}

function decoder(options: Parameters<typeof config>[0] = {}): PacketDecoder | null {
  const setup = { codec: 'alac', tag: 'alac', sampleRate: 16_000, channels: options.channels ?? 1 } as const;
  return alacDecoder({ ...setup, description: config(options) });
}

/** A packet of samples as they are: an element's header, its length, the samples, the end. */
function verbatimPacket(samples: readonly number[], bitDepth: number): Buffer {
  const bits = (value: number, count: number) =>
    BigInt.asUintN(count, BigInt(value)).toString(2).padStart(count, '0');
  const text = `${bits(0, 3)}${bits(0, 16)}1001${bits(samples.length, 32)}${samples.map((sample) => bits(sample, bitDepth)).join('')}111`;
  const bytes = text.padEnd(8 * Math.ceil(text.length / 8), '0').match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

test('samples that are stored as they are come out as they are, whatever their width', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(16, 20, 24, 32).chain((bitDepth) =>
        fc.tuple(
          fc.constant(bitDepth),
          fc.array(fc.integer({ min: -(2 ** (bitDepth - 1)), max: 2 ** (bitDepth - 1) - 1 }), {
            minLength: 1,
            maxLength: 60,
          }),
        ),
      ),
      async ([bitDepth, samples]) => {
        const packet = { data: verbatimPacket(samples, bitDepth), startS: 0 };
        const [block] = await decoder({ bitDepth })!.decode(packet);
        const expected = samples.map((sample) => Math.fround(sample / 2 ** (bitDepth - 1)));
        assert.deepEqual([...block!.channels[0]!], expected);
      },
    ),
  );
});

test('no bytes make the decoder fail, and channels are always equally long', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.integer({ min: 0, max: 7 }),
      async (random, element) => {
        const start = decoder({ channels: 2, frameSamples: 64 })!;
        // After the three bits of an element's kind, zeros: so that more than the first check sees the rest.
        const data = Buffer.concat([Buffer.from([element << 5, 0, 0x10]), random]);
        for (const { channels } of await start.decode({ data, startS: null }))
          assert.equal(new Set(channels.map(({ length }) => length)).size, 1);
      },
    ),
    { numRuns: 1000 },
  );
});

test('a header that makes no sense has no decoder', () => {
  for (const wrong of [{ bitDepth: 17 }, { frameSamples: 0 }, { frameSamples: 2 ** 31 }, { mostBits: 40 }])
    assert.equal(decoder(wrong), null);
  const setup = { codec: 'alac', tag: 'alac', sampleRate: 16_000, channels: 1 } as const;
  assert.equal(alacDecoder({ ...setup, description: Buffer.alloc(10) }), null);
  assert.equal(alacDecoder(setup), null);
});

const FORMS: Readonly<Record<string, string>> = {
  'mono in M4A': '-ac 1 -f ipod',
  'stereo in MOV, of 24 bits': '-ac 2 -sample_fmt s32p -f mov',
  'in CAF': '-ac 1 -f caf',
  'in Matroska': '-ac 1 -f matroska',
  'loud noise on one channel': '-af aeval=val(0)|random(0)*1.8-0.9:c=stereo -f ipod',
  'silence after speech': '-af apad=pad_dur=3 -f ipod',
};

if (spawnSync('ffmpeg', ['-version']).status === 0)
  describe('what was encoded without loss comes out as it went in', () => {
    const folder = mkdtempSync(join(tmpdir(), 'vivavoce-alac-'));
    after(() => rmSync(folder, { recursive: true }));
    for (const [name, options] of Object.entries(FORMS))
      test(name, async () => {
        const path = join(folder, name.replaceAll(' ', '-'));
        const input = ['-v', 'error', '-f', 's16le', '-ar', '16000', '-ac', '1', '-i', 'pipe:0'];
        execFileSync('ffmpeg', [...input, '-c:a', 'alac', ...options.split(' '), path], {
          input: pcm16(fixtureSound()),
        });
        const wanted = execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-f', 'f32le', 'pipe:1'], {
          maxBuffer: 2 ** 26,
        });
        const { report, channels } = await decodeBytes(readFileSync(path));
        assert.equal(report.outcome, 'decoded');
        const count = channels.length;
        for (let n = 0; n < wanted.length / 4; n++)
          assert.equal(channels[n % count]![Math.floor(n / count)], wanted.readFloatLE(4 * n), `sample ${n}`);
      });
  });
