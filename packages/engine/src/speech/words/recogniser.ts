import { SAMPLE_RATE, sampleAt } from '../../media/recording.ts';
import { moonshineFiles } from '../../models/model-files.ts';
import { loadEncoderOutput, type SpeechEncoder, summarise } from '../encoder.ts';
import { loadPhoneClassifier, type PhoneClassifier, type PhonePosteriors } from '../phone-classifier.ts';
import type { AcousticSummary } from '../timeline.ts';
import type { BeamSearch } from './beam-search.ts';
import type { DecodedSpeech, EncodedPiece } from './decoded-speech.ts';
import { loadDecoder, loadShippedDecoders, type SpeechDecoder } from './decoder.ts';
import { quietestMoment } from './quietest-moment.ts';
import { isWithoutMarks, withSentenceMarks } from './sentence-marks.ts';
import { isTooFast } from './speaking-rate.ts';
import { decodeInTwoPasses } from './two-passes.ts';
import {
  type ConfidenceWeights,
  loadConfidenceWeights,
  meanLogProbability,
  type RecognisedWord,
  wordsOf,
} from './word-confidence.ts';

/** What was heard in a piece of audio. */
export interface RecognisedSpeech {
  /** Empty when nothing was said or nothing could be made out. */
  readonly words: readonly RecognisedWord[];
  readonly acoustics: AcousticSummary;
  /** Of the whole piece. */
  readonly phonePosteriors: PhonePosteriors;
  /** `loop`: a phrase that repeated itself endlessly was cut off; `length`: the decoder found no end. */
  readonly cut: 'loop' | 'length' | null;
  /** The decoder wrote words that it did not believe in, as it does on noise, or that nobody can say in the time: they were dropped. */
  readonly rejected: boolean;
}

/**
 * The decoder is stopped at as many tokens a second, and a few for the punctuation. The 6.5 of the model's authors (Jeffries et al.
 * 2024) cut the last words off fast speech, which has up to 8.
 */
const TOKENS_PER_SECOND = 10;
const SPARE_TOKENS = 4;
/** The encoder needs a few frames: shorter audio is followed by silence. */
const MIN_SAMPLES = 0.2 * SAMPLE_RATE;
/** Audio from this length on is recognised in parts where the whole gave a loop. */
const MIN_PARTED_SAMPLES = 4 * SAMPLE_RATE;
/** Below this root mean square (-70 dB of full scale) a piece is silence. */
const SILENCE_RMS = 10 ** (-70 / 20);
/** Mean natural log probability a token below which the text is taken for invented. */
const MIN_MEAN_LOG_PROBABILITY = -1.6;

/** The models that recognise speech. */
export interface RecognitionModels {
  readonly encoder: SpeechEncoder;
  readonly decoder: SpeechDecoder;
  /** Is asked where the decoder is unsure; null: nobody is. */
  readonly search: BeamSearch | null;
  /** What the decoder reads, where it is not the last states of the encoder: it belongs to another model then. */
  readonly decoderInput: ((samples: Float32Array) => Promise<Float32Array>) | null;
  readonly phones: PhoneClassifier;
  readonly confidence: ConfidenceWeights;
}

/**
 * Loads what stands on the encoder.
 * @param folder a Moonshine model that writes the words down in the place of the one that ships; null: none. Sounds are heard by
 * the one that ships: the weights that score them were learned on its states.
 */
export async function loadRecognitionModels(
  encoder: SpeechEncoder,
  folder: string | null = null,
): Promise<RecognitionModels> {
  const own = folder === null ? null : moonshineFiles(folder);
  const [decoders, decoderInput, phones, confidence] = await Promise.all([
    own ? loadDecoder(own.decoder).then((decoder) => ({ decoder, search: null })) : loadShippedDecoders(),
    own && loadEncoderOutput(own.encoder),
    loadPhoneClassifier(),
    loadConfidenceWeights(),
  ]);
  return { encoder, ...decoders, decoderInput, phones, confidence };
}

/**
 * Recognises pieces of up to 30 s of 16 kHz mono audio, whose words are decoded together. What comes after a loop the decoder never
 * reached: a longer piece is then recognised again in two parts.
 * @returns what was heard in each, in their order; it does not depend on the other pieces.
 */
export async function recognise(
  pieces: readonly Float32Array[],
  models: RecognitionModels,
): Promise<RecognisedSpeech[]> {
  const encoded: EncodedAudio[] = [];
  for (const audio of pieces) encoded.push(await encodeAudio(atLeast(audio, MIN_SAMPLES), models));
  const spoken = encoded.flatMap(({ piece }) => piece ?? []);
  const decoded = await decodeInTwoPasses(spoken, models);
  const recognised: RecognisedSpeech[] = [];
  for (const { samples, sounds, piece } of encoded) {
    if (piece === null) {
      recognised.push({ ...sounds, words: [], cut: null, rejected: false });
      continue;
    }
    const { states } = piece;
    const speech = decoded[spoken.indexOf(piece)] as DecodedSpeech;
    recognised.push(await writeDown({ samples, sounds, states }, speech, models));
  }
  return recognised;
}

type Sounds = Pick<RecognisedSpeech, 'acoustics' | 'phonePosteriors'>;

/** A piece with what the encoder makes of it. */
interface EncodedAudio {
  readonly samples: Float32Array;
  readonly sounds: Sounds;
  /** What the decoder reads; null for silence, which has no words. */
  readonly piece: EncodedPiece | null;
}

async function encodeAudio(samples: Float32Array, models: RecognitionModels): Promise<EncodedAudio> {
  const states = await models.encoder.encode(samples);
  const sounds = { acoustics: summarise(states), phonePosteriors: models.phones.classify(states) };
  if (isSilence(samples)) return { samples, sounds, piece: null };
  const piece = {
    states: (await models.decoderInput?.(samples)) ?? (states.blocks.at(-1) as Float32Array),
    maxTokens: SPARE_TOKENS + Math.ceil((samples.length / SAMPLE_RATE) * TOKENS_PER_SECOND),
  };
  return { samples, sounds, piece };
}

/** The words of what was decoded in a piece. */
async function writeDown(
  {
    samples,
    sounds,
    states,
  }: { readonly samples: Float32Array; readonly sounds: Sounds; readonly states: Float32Array },
  decoded: DecodedSpeech,
  models: RecognitionModels,
): Promise<RecognisedSpeech> {
  const words = await wordsIn(decoded, states, models);
  const texts = words.map(({ text }) => text);
  const rejected = isUnsure(decoded) || isTooFast(texts, sounds.phonePosteriors);
  const whole = { ...sounds, words: rejected ? [] : words, cut: decoded.cut, rejected };
  if (decoded.cut !== 'loop' || samples.length < MIN_PARTED_SAMPLES) return whole;
  const inParts = await wordsInParts(samples, models);
  return inParts.length > whole.words.length ? { ...whole, words: inParts, rejected: false } : whole;
}

async function wordsIn(
  { tokens, cut }: DecodedSpeech,
  states: Float32Array,
  { decoder, confidence }: RecognitionModels,
): Promise<readonly RecognisedWord[]> {
  const words = wordsOf(tokens, confidence);
  if (cut !== null || !isWithoutMarks(words)) return words;
  return withSentenceMarks(words, tokens, states, decoder);
}

async function wordsInParts(samples: Float32Array, models: RecognitionModels): Promise<RecognisedWord[]> {
  const durationMs = (samples.length * 1000) / SAMPLE_RATE;
  const cut = sampleAt(quietestMoment(samples, { startMs: durationMs / 4, endMs: (3 * durationMs) / 4 }));
  const parts = await recognise([samples.slice(0, cut), samples.slice(cut)], models);
  return parts.flatMap(({ words }) => words);
}

function atLeast(audio: Float32Array, length: number): Float32Array {
  if (audio.length >= length) return audio;
  const longer = new Float32Array(length);
  longer.set(audio);
  return longer;
}

function isSilence(samples: Float32Array): boolean {
  let squares = 0;
  for (const sample of samples) squares += sample * sample;
  return squares < samples.length * SILENCE_RMS ** 2;
}

function isUnsure({ tokens }: DecodedSpeech): boolean {
  return tokens.length > 0 && meanLogProbability(tokens) < MIN_MEAN_LOG_PROBABILITY;
}
