import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AcousticModel, JUDGEMENTS } from './expert-scores.ts';
import type { IntervalLaw } from './interval-law.ts';
import type { LinearModel } from './linear-model.ts';

type Judgement = (typeof JUDGEMENTS)[number];

/** What was learned from people's judgements; `training/scores` makes the files, cards beside them say how. */
export interface ScoreModels {
  /** From the encoder's states to experts' judgements of speech, 0 to 10. */
  readonly acoustics: AcousticModel & { readonly interval: Readonly<Record<Judgement, IntervalLaw>> };
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
  /** From repetitions, repairs and fillers. */
  readonly hesitation: WordModel;
  /** From words, repetitions and repairs together. */
  readonly level: WordModel;
}

/** A linear model with how far it errs. */
export interface WordModel extends LinearModel {
  readonly interval: IntervalLaw;
}

/** What stands beside the numbers of the acoustic model. */
interface AcousticHead {
  readonly judgements: readonly Judgement[];
  readonly width: number;
  readonly intercepts: readonly number[];
  readonly weightsSha256: string;
  readonly interval: Readonly<Record<Judgement, IntervalLaw>>;
}

/**
 * Loads the score models, a few milliseconds.
 * @throws Error if a file is missing or the weights are not those that the head was written with.
 */
export async function loadScoreModels(): Promise<ScoreModels> {
  const [head, bytes, words] = await Promise.all([
    readJson<AcousticHead>('score-acoustics.json'),
    readFile(weightsPath('score-acoustics.f32')),
    readJson<WordModels>('score-words.json'),
  ]);
  const { width, intercepts, interval, judgements, weightsSha256 } = head;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== weightsSha256) {
    throw new Error(
      `score-acoustics.f32 is damaged or of another training: its SHA-256 is ${sha256}, not ${weightsSha256}`,
    );
  }
  const numbers = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const weights = judgements.map((_, at) => numbers.subarray(at * width, (at + 1) * width));
  return { acoustics: { weights, intercepts, interval }, words };
}

function weightsPath(file: string): string {
  return fileURLToPath(new URL(`../../weights/${file}`, import.meta.url));
}

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(weightsPath(file), 'utf8')) as T;
}
