import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Judged } from '../speech/timeline.ts';
import { DELIVERY_FEATURES } from './delivery-features.ts';
import { coordinateCount, JUDGEMENTS, type SpeechModel, STATE_COUNT, STATISTICS } from './expert-scores.ts';
import type { IntervalLaw } from './interval-law.ts';
import type { LinearModel } from './linear-model.ts';

/** What was learned from people's judgements; `training/scores` makes the files, cards beside them say how. */
export interface ScoreModels {
  /** From sound to experts' judgements of speech, 0 to 10; intervals by seconds. */
  readonly speech: SpeechModel & { readonly interval: Readonly<Record<Judged, IntervalLaw>> };
  readonly words: WordModels;
}

/** From the words to examiners' levels of the Standard Speaking Test, 1 to 9; intervals by words. */
export interface WordModels {
  /** The words whose rates are features. */
  readonly frequentWords: readonly string[];
  /** Mean level of people who said too few words for the other models in half an interview. */
  readonly levelOfFewWords: number;
  readonly vocabulary: WordModel;
  /** From repetitions and repairs. */
  readonly fluency: WordModel;
  /** From repetitions, repairs, fillers and silences, where a transcriber marked them. */
  readonly hesitation: WordModel;
  /** From words, repetitions and repairs together. */
  readonly level: WordModel;
  /** The same with fillers and silences. */
  readonly markedLevel: WordModel;
}

/** A linear model with how far it errs. */
export interface WordModel extends LinearModel {
  readonly interval: IntervalLaw;
}

/** What stands in the JSON beside the numbers of the speech model. */
interface SpeechHead
  extends Omit<
    ScoreModels['speech'],
    'projections' | 'deliveryMean' | 'deliveryDeviation' | 'supports' | 'weights'
  > {
  readonly sha256: string;
  /** How many pieces were learned from. */
  readonly supports: number;
}

/**
 * Loads the score models, some ten milliseconds.
 * @throws Error if a file is missing or the weights are not those that the head was written with.
 */
export async function loadScoreModels(): Promise<ScoreModels> {
  const [head, bytes, words] = await Promise.all([
    readJson<SpeechHead>('score-speech.json'),
    readFile(weightsPath('score-speech.f32')),
    readJson<WordModels>('score-words.json'),
  ]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== head.sha256) {
    throw new Error(
      `score-speech.f32 is damaged or of another training: its SHA-256 is ${sha256}, not ${head.sha256}`,
    );
  }
  return { speech: speechModel(head, new Float32Array(new Uint8Array(bytes).buffer)), words };
}

/** The numbers lie one after the other in the order of the fields here. */
function speechModel(head: SpeechHead, numbers: Float32Array): ScoreModels['speech'] {
  let at = 0;
  const next = (length: number) => {
    at += length;
    return numbers.subarray(at - length, at);
  };
  const delivery = DELIVERY_FEATURES.length;
  return {
    ...head,
    projections: next(STATE_COUNT * head.components * (STATISTICS + 1)),
    deliveryMean: next(delivery),
    deliveryDeviation: next(delivery),
    supports: next(head.supports * coordinateCount(head.components)),
    weights: next(head.supports * JUDGEMENTS.length),
  };
}

function weightsPath(file: string): string {
  return fileURLToPath(new URL(`../../weights/${file}`, import.meta.url));
}

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(weightsPath(file), 'utf8')) as T;
}
