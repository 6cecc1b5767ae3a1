import { mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waveFile } from './container-writers.ts';
import type { Targets } from './playlists.ts';

/** What no decoder may reach, and the signs of it if one does. */
export interface Secrets extends Targets, AsyncDisposable {
  /** Whether this file system notes when a file is read; elsewhere only sound and text betray a reader. */
  readonly notesReading: boolean;
  /** What was reached since the last look, in words. */
  reached(): Promise<string[]>;
  /** Whether a recording holds the sound of the secret one. */
  containsTone(samples: Float32Array): boolean;
  /** Whether a message holds the secret text. */
  isReadIn(message: string): boolean;
}

const RATE = 16_000;
const TONE_HZ = 3217;
const SECRET_TEXT = 'violet-harbour-7731';
const LONG_AGO = new Date('2001-01-01');

/** Plants a recording of one tone and a text, and listens on an address that nobody should ask. */
export async function plantSecrets(): Promise<Secrets> {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-secret-'));
  const recording = join(folder, 'secret.wav');
  const text = join(folder, 'secret.txt');
  await writeFile(recording, tone());
  await writeFile(text, `${SECRET_TEXT}\n`.repeat(1000));
  let calls = 0;
  const server = createServer((_, answer) => answer.end(tone()));
  server.on('connection', () => {
    calls += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const forget = () => Promise.all([recording, text].map((path) => utimes(path, LONG_AGO, new Date())));
  const wereRead = async () => {
    const paths = [recording, text];
    const times = await Promise.all(paths.map(async (path) => (await stat(path)).atimeMs));
    return paths.filter((_, index) => times[index] !== LONG_AGO.getTime());
  };
  await forget();
  await readFile(recording);
  const notesReading = (await wereRead()).length === 1;
  await forget();
  return {
    recording,
    text,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    notesReading,
    async reached() {
      const found = [...(await wereRead()).map((path) => `${path} was read`)];
      if (calls > 0) found.push(`the address was called ${calls} times`);
      calls = 0;
      await forget();
      return found;
    },
    containsTone,
    isReadIn: (message) => message.includes(SECRET_TEXT),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}

function tone(): Buffer {
  const data = Buffer.alloc(2 * 5 * RATE);
  for (let at = 0; at < data.length / 2; at += 1)
    data.writeInt16LE(Math.round(16_000 * Math.sin((2 * Math.PI * TONE_HZ * at) / RATE)), 2 * at);
  return waveFile(data);
}

const WINDOW = 4000;
/** Speech puts far less of its energy into so narrow a band, the tone nearly all. */
const LEAST_SHARE = 0.5;

/** Looks for the tone in windows of a quarter of a second, by the algorithm of Goertzel (1958). */
function containsTone(samples: Float32Array): boolean {
  const factor = 2 * Math.cos((2 * Math.PI * TONE_HZ) / RATE);
  for (let from = 0; from + WINDOW <= samples.length; from += WINDOW) {
    let [last, before, energy] = [0, 0, 0];
    for (const sample of samples.subarray(from, from + WINDOW)) {
      [last, before] = [sample + factor * last - before, last];
      energy += sample * sample;
    }
    const power = last * last + before * before - factor * last * before;
    if (energy > 1e-3 && power > (LEAST_SHARE * energy * WINDOW) / 2) return true;
  }
  return false;
}
