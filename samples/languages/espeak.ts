import { execFileSync } from 'node:child_process';
import type { SpokenPhrase } from '../flite.ts';
import { readWav, SAMPLE_RATE } from '../wav.ts';

/** A voice of eSpeak NG with its tempo. */
export interface EspeakVoice {
  /** Such as `es+f2`. */
  readonly voice: string;
  readonly wordsPerMinute: number;
  /** 0 to 99. */
  readonly pitch: number;
}

/** eSpeak's own rate, Hz. */
const OWN_RATE = 22_050;
/** Quieter than this is no speech. */
const SILENCE = 0.004;

/**
 * Speaks a phrase with the program `espeak-ng` (GPL-3: it is run as a tool, and what it says is ours). Word times are not among what
 * it prints: a word ends where the phrase up to it ends when that is spoken alone, so they are right within some 50 ms.
 */
export function speakWith(text: string, usual: EspeakVoice, slower: number): SpokenPhrase {
  const voice = { ...usual, wordsPerMinute: Math.round(usual.wordsPerMinute / slower) };
  const samples = resampled(spoken(text, voice));
  const tokens = text.split(/\s+/).filter((token) => token !== '');
  // Marks of punctuation that stand apart belong to the word before them.
  const words = tokens.reduce<string[]>((all, token) => {
    if (/[\p{L}\p{N}]/u.test(token)) all.push(token);
    else if (all.length > 0) all[all.length - 1] += ` ${token}`;
    return all;
  }, []);
  const totalMs = (samples.length * 1000) / SAMPLE_RATE;
  const ends = words.map((_, at) => {
    const part = words.slice(0, at + 1).join(' ');
    return (spoken(part, voice).length * 1000) / OWN_RATE;
  });
  const last = ends.at(-1) ?? 1;
  // Every phrase ends more slowly than its words do within it: what that adds up to is shared by all of them.
  const placed: number[] = [];
  for (const end of ends) {
    // A short word can make the phrase before it shorter, as in "et ce".
    placed.push(Math.max(Math.round((end * totalMs) / last), (placed.at(-1) ?? 0) + 1));
  }
  return {
    samples,
    words: words.map((word, at) => ({
      text: word,
      startMs: placed[at - 1] ?? 0,
      endMs: placed[at] ?? 0,
    })),
  };
}

/** At eSpeak's own rate, silence at both ends cut off. */
function spoken(text: string, { voice, wordsPerMinute, pitch }: EspeakVoice): Float32Array {
  const args = ['-v', voice, '-s', String(wordsPerMinute), '-p', String(pitch), '-z', '--stdout', text];
  const samples = readWav(execFileSync('espeak-ng', args, { maxBuffer: 64 * 1024 * 1024 }));
  const first = samples.findIndex((sample) => Math.abs(sample) > SILENCE);
  const end = samples.findLastIndex((sample) => Math.abs(sample) > SILENCE) + 1;
  return samples.subarray(Math.max(0, first), end);
}

/** To 16 kHz, after a filter that lets nothing through that would fold back. */
function resampled(samples: Float32Array): Float32Array {
  const half = 24;
  const ratio = OWN_RATE / SAMPLE_RATE;
  const cut = 0.92 / ratio;
  return Float32Array.from({ length: Math.floor(samples.length / ratio) }, (_, at) => {
    const middle = at * ratio;
    let sum = 0;
    for (let n = Math.ceil(middle - half); n <= middle + half; n++) {
      const x = n - middle;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / half);
      const sinc = x === 0 ? cut : Math.sin(Math.PI * cut * x) / (Math.PI * x);
      sum += (samples[n] ?? 0) * sinc * window;
    }
    return sum;
  });
}
