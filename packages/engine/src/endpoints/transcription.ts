/** `POST /audio/transcriptions` as OpenAI, faster-whisper servers, whisper.cpp and vLLM answer it. */
import { z } from 'zod';
import { EngineError } from '../errors.ts';
import { SAMPLE_RATE } from '../media/recording.ts';
import { wavOf } from '../media/wav.ts';
import type { TranscribedWord, Transcriber, Transcription } from '../speech/words/transcriber.ts';
import { type EndpointClient, EndpointError } from './endpoint-client.ts';
import { languageCodeOf } from './language-names.ts';

const number = z.number();
const word = z.object({ word: z.string(), start: number, end: number, probability: number.optional() });
const segment = z.object({
  text: z.string().default(''),
  avg_logprob: number.optional(),
  no_speech_prob: number.optional(),
  compression_ratio: number.optional(),
  words: z.array(word).nullish(),
});
const answerSchema = z.object({
  text: z.string(),
  language: z.string().nullish(),
  words: z.array(word).nullish(),
  segments: z.array(segment).nullish(),
});

type AnsweredWord = z.infer<typeof word>;

/** No one says more words in a second: what a transcriber writes beyond it is invented. */
const MAX_WORDS_PER_SECOND = 9;
/** Short pieces may still hold a short sentence. */
const LEAST_WORDS_ALLOWED = 8;
/** No word of any language that is written with spaces is longer. */
const MAX_WORD_LETTERS = 80;
/** When Whisper itself takes a segment for silence or for a loop (Radford et al. 2022, decoding thresholds). */
const WHISPER = { noSpeech: 0.6, logProbability: -1, compression: 2.4 } as const;

/** A transcriber behind an endpoint. */
export function endpointTranscriber(client: EndpointClient): Transcriber {
  return {
    model: client.model,
    async transcribe(samples, { language, signal }) {
      const wav = new Blob([new Uint8Array(wavOf(samples))], { type: 'audio/wav' });
      const json = await client
        .post('/audio/transcriptions', () => formOf(wav, client.model, language), signal)
        .catch((error: unknown) => {
          if (!(error instanceof EndpointError)) throw error;
          throw failure(error.message, error);
        });
      const answer = answerSchema.safeParse(json);
      if (!answer.success) throw failure('its answer is no verbose_json', answer.error);
      return transcriptionOf(answer.data, samples.length / SAMPLE_RATE);
    },
  };
}

function failure(what: string, cause: unknown): EngineError {
  return new EngineError(
    'TRANSCRIPTION_FAILED',
    `The model that writes speech down is not available: ${what}. Submit the recording again later.`,
    { cause },
  );
}

function formOf(wav: Blob, model: string, language: string | undefined): FormData {
  const form = new FormData();
  form.append('file', wav, 'speech.wav');
  form.append('model', model);
  form.append('response_format', 'verbose_json');
  form.append('temperature', '0');
  form.append('timestamp_granularities[]', 'word');
  form.append('timestamp_granularities[]', 'segment');
  if (language !== undefined) form.append('language', language);
  return form;
}

/** What of an answer can be believed. Segments that Whisper takes for silence or a loop are dropped, as is more than can be said. */
function transcriptionOf(answer: z.infer<typeof answerSchema>, seconds: number): Transcription {
  const language = languageCodeOf(answer.language ?? '');
  const said = (answer.segments ?? []).filter(isSaid);
  const isWhole = said.length === (answer.segments ?? []).length;
  const parts =
    answer.segments && answer.segments.length > 0
      ? said.map(({ text, words, avg_logprob }) => ({
          text,
          words: words ?? [],
          confidence: avg_logprob === undefined ? 1 : Math.min(1, Math.exp(avg_logprob)),
        }))
      : [{ text: answer.text, words: [], confidence: 1 }];
  // Times of the whole answer belong to its parts, as long as none was dropped.
  const timed = isWhole ? (answer.words ?? []) : [];
  const words =
    timed.length > 0 && parts.every((part) => part.words.length === 0)
      ? timedWords(parts.map(({ text }) => text).join(' '), timed, meanOf(parts))
      : parts.flatMap((part) => timedWords(part.text, part.words, part.confidence));
  const most = Math.max(LEAST_WORDS_ALLOWED, Math.ceil(seconds * MAX_WORDS_PER_SECOND));
  return { words: words.length > most ? [] : words, language };
}

function isSaid({ avg_logprob = 0, no_speech_prob = 0, compression_ratio = 0 }: z.infer<typeof segment>) {
  const isSilence = no_speech_prob > WHISPER.noSpeech && avg_logprob < WHISPER.logProbability;
  return !isSilence && compression_ratio <= WHISPER.compression;
}

function meanOf(parts: readonly { readonly confidence: number }[]): number {
  return parts.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, parts.length);
}

/** The words of a text, which has the punctuation, with the times of a list, which often has none. */
function timedWords(text: string, timed: readonly AnsweredWord[], confidence: number): TranscribedWord[] {
  const written = wordsOf(text);
  const joined = joinTimes(written, timed);
  if (joined !== null) {
    return joined.map(({ text: one, parts }) => timedWord(one, parts, confidence));
  }
  const usable = timed.filter(({ word: one }) => wordsOf(one).length > 0);
  if (usable.length > 0) return usable.map((one) => timedWord(wordsOf(one.word).join(''), [one], confidence));
  return written.map((one) => ({ text: one, confidence, startMs: null, endMs: null }));
}

function timedWord(text: string, parts: readonly AnsweredWord[], confidence: number): TranscribedWord {
  const stated = parts.flatMap(({ probability }) => (probability === undefined ? [] : [probability]));
  const own = stated.length === 0 ? confidence : stated.reduce((sum, one) => sum + one, 0) / stated.length;
  const ms = (seconds: number | undefined) => (seconds === undefined ? null : Math.round(1000 * seconds));
  return {
    text,
    confidence: Math.min(1, Math.max(0, own)),
    startMs: ms(parts[0]?.start),
    endMs: ms(parts.at(-1)?.end),
  };
}

/** Gives each written word the listed ones that spell it; null where the two do not say the same. */
function joinTimes(
  written: readonly string[],
  timed: readonly AnsweredWord[],
): { text: string; parts: AnsweredWord[] }[] | null {
  let next = 0;
  const joined: { text: string; parts: AnsweredWord[] }[] = [];
  for (const text of written) {
    const letters = lettersOf(text);
    const parts: AnsweredWord[] = [];
    let spelled = '';
    while (spelled.length < letters.length && next < timed.length) {
      const part = timed[next++] as AnsweredWord;
      spelled += lettersOf(part.word);
      parts.push(part);
    }
    if (spelled !== letters || parts.length === 0) return null;
    joined.push({ text, parts });
  }
  return next === timed.length ? joined : null;
}

/**
 * Words between white space that have a letter or digit; control characters are none of a word's business. A mark that stands
 * apart, as French sets them, belongs to the word before: a question would be none without it.
 */
function wordsOf(text: string): string[] {
  return text
    .replaceAll(/\p{C}/gu, ' ')
    .replaceAll(/\s+([?!;:»…])(?=\s|$)/gu, '\u202f$1')
    .split(/[^\S\u202f]+/u)
    .map((one) => one.replaceAll(/^\u202f+/gu, ''))
    .filter((one) => /[\p{L}\p{N}]/u.test(one) && one.length <= MAX_WORD_LETTERS);
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
