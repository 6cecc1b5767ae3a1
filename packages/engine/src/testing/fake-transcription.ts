/** Writes pieces down that were cut out of recordings with known words; English that is not known, with the recogniser that ships. */
import { readFile } from 'node:fs/promises';
import { decodeFile } from '../media/decode.ts';
import { SAMPLE_RATE, sampleAt } from '../media/recording.ts';
import { createSpeechPool, type SpeechPool } from '../speech/pool/speech-pool.ts';

/** A recording, and a file with its `language` (ISO 639-1) and `words`, each with `text`, `startMs` and `endMs`. */
export interface KnownRecording {
  readonly audio: string;
  readonly json: string;
}

interface KnownWords {
  readonly language: string;
  readonly words: readonly { readonly text: string; readonly startMs: number; readonly endMs: number }[];
}

interface Loaded extends KnownWords {
  readonly envelope: Float64Array;
}

const FRAME_MS = 10;
const HEADER_BYTES = 44;
/** Correlation of the loudness over time from which a piece is taken to be cut out of a recording. */
const SAME = 0.97;

/** Transcribes WAV files. */
export interface FakeTranscriber {
  /** The body of an answer in the form `verbose_json`. */
  transcribe(wav: Buffer, language: string | null): Promise<object>;
  close(): Promise<void>;
}

/** Makes the transcriber; recordings are loaded when the first piece comes. */
export function createFakeTranscriber(
  known: readonly KnownRecording[],
  withoutWordTimes: boolean,
): FakeTranscriber {
  let loaded: Promise<Loaded[]> | undefined;
  let pool: Promise<SpeechPool> | undefined;
  return {
    async transcribe(wav, language) {
      const samples = samplesOf(wav);
      loaded ??= Promise.all(known.map(load));
      const found = locate(samples, await loaded);
      if (found) return verbose(found.words, found.language, samples.length / SAMPLE_RATE, withoutWordTimes);
      pool ??= createSpeechPool({ processes: 1 });
      const [speech] = await (await pool).recognise([samples]);
      const untimed = (speech?.words ?? []).map(({ text }) => ({ text, startMs: 0, endMs: 0 }));
      return verbose(untimed, language ?? 'en', samples.length / SAMPLE_RATE, true);
    },
    close: async () => (await pool)?.close(),
  };
}

async function load({ audio, json }: KnownRecording): Promise<Loaded> {
  const [{ samples }, text] = await Promise.all([decodeFile(audio), readFile(json, 'utf8')]);
  return { ...(JSON.parse(text) as KnownWords), envelope: envelopeOf(samples) };
}

function samplesOf(wav: Buffer): Float32Array {
  return Float32Array.from(
    { length: (wav.length - HEADER_BYTES) / 2 },
    (_, at) => wav.readInt16LE(HEADER_BYTES + 2 * at) / 32_768,
  );
}

/** Loudness frame by frame, compressed so that loud sounds do not decide alone. */
function envelopeOf(samples: Float32Array): Float64Array {
  const frame = sampleAt(FRAME_MS);
  return Float64Array.from({ length: Math.floor(samples.length / frame) }, (_, at) => {
    let squares = 0;
    for (let n = at * frame; n < (at + 1) * frame; n++) squares += (samples[n] ?? 0) ** 2;
    return Math.log10(1e-6 + squares / frame);
  });
}

/** The words that are said in a piece, if it was cut out of a known recording; times from its start. */
function locate(samples: Float32Array, known: readonly Loaded[]): KnownWords | null {
  const piece = envelopeOf(samples);
  for (const { envelope, words, language } of known) {
    const { at, correlation } = bestPlace(piece, envelope);
    if (correlation < SAME) continue;
    const startMs = at * FRAME_MS;
    const endMs = startMs + piece.length * FRAME_MS;
    const inside = words.filter((word) => {
      const middle = (word.startMs + word.endMs) / 2;
      return middle >= startMs && middle < endMs;
    });
    return {
      language,
      words: inside.map((word) => ({
        text: word.text,
        startMs: Math.max(0, word.startMs - startMs),
        endMs: word.endMs - startMs,
      })),
    };
  }
  return null;
}

function bestPlace(piece: Float64Array, whole: Float64Array): { at: number; correlation: number } {
  let best = { at: 0, correlation: -1 };
  for (let at = 0; at + piece.length <= whole.length; at++) {
    const correlation = correlate(piece, whole.subarray(at, at + piece.length));
    if (correlation > best.correlation) best = { at, correlation };
  }
  return best;
}

function correlate(a: Float64Array, b: Float64Array): number {
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
  for (let n = 0; n < a.length; n++) {
    const [x, y] = [a[n] ?? 0, b[n] ?? 0];
    sumA += x;
    sumB += y;
    sumAA += x * x;
    sumBB += y * y;
    sumAB += x * y;
  }
  const count = a.length;
  const spread = Math.sqrt((count * sumAA - sumA ** 2) * (count * sumBB - sumB ** 2));
  return spread === 0 ? 0 : (count * sumAB - sumA * sumB) / spread;
}

function verbose(
  words: KnownWords['words'],
  language: string,
  seconds: number,
  withoutTimes: boolean,
): object {
  const text = words.map((word) => word.text).join(' ');
  const name = new Intl.DisplayNames('en', { type: 'language' }).of(language)?.toLowerCase();
  const inSeconds = (ms: number) => ms / 1000;
  // As OpenAI's: punctuation in the text alone.
  const timed = words.map((word) => ({
    word: word.text.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''),
    start: inSeconds(word.startMs),
    end: inSeconds(word.endMs),
  }));
  return {
    task: 'transcribe',
    language: name,
    duration: seconds,
    text,
    segments: [
      {
        id: 0,
        start: 0,
        end: seconds,
        text,
        avg_logprob: -0.1,
        no_speech_prob: 0.01,
        compression_ratio: 1.2,
      },
    ],
    ...(withoutTimes ? {} : { words: timed }),
  };
}
