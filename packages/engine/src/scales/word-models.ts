import type { BoundPoint } from './hesitation.ts';
import type { IntervalWidthModel } from './interval-width.ts';
import { type NetworkModel, type NetworkShape, readNetworks, runNetworks } from './network.ts';

/** The models that read words, in the order in which their numbers lie in `score-words.f32`. */
export const WORD_MODELS = ['fluency', 'hesitation', 'level', 'markedLevel'] as const;

/** What one of them reads and how far it errs. */
export interface WordModel extends NetworkModel {
  /** Names of the inputs, in order. */
  readonly features: readonly string[];
  readonly interval: IntervalWidthModel;
}

/** From the words to examiners' levels of the Standard Speaking Test, 1 to 9; intervals by words. */
export interface WordModels {
  /** The words whose rates are features. */
  readonly frequentWords: readonly string[];
  /** Mean level of people who said too few words for the other models in half an interview. */
  readonly levelOfFewWords: number;
  /** The highest fluency beside what the hesitations speak for, see `hesitation.ts`. */
  readonly fluencyBounds: readonly BoundPoint[];
  /** From repetitions and repairs. */
  readonly fluency: WordModel;
  /** From repetitions, repairs, fillers and silences, where a transcriber marked them. */
  readonly hesitation: WordModel;
  /** From words, repetitions and repairs together. */
  readonly level: WordModel;
  /** The same with fillers and silences. */
  readonly markedLevel: WordModel;
}

/** What stands in the JSON beside the numbers. */
export interface WordsHead
  extends Pick<WordModels, 'frequentWords' | 'levelOfFewWords' | 'fluencyBounds'>,
    Readonly<
      Record<
        (typeof WORD_MODELS)[number],
        Pick<WordModel, 'features' | 'interval'> & { readonly shape: NetworkShape }
      >
    > {
  readonly sha256: string;
}

/** Puts the numbers into the models that the head describes. */
export function wordModels(head: WordsHead, next: (length: number) => Float32Array): WordModels {
  const { frequentWords, levelOfFewWords, fluencyBounds } = head;
  const model = (name: (typeof WORD_MODELS)[number]): WordModel => {
    const { features, interval, shape } = head[name];
    return { features, interval, ...readNetworks(shape, next) };
  };
  const [fluency, hesitation, level, markedLevel] = WORD_MODELS.map(model) as [
    WordModel,
    WordModel,
    WordModel,
    WordModel,
  ];
  return {
    frequentWords,
    levelOfFewWords,
    fluencyBounds,
    fluency,
    hesitation,
    level,
    markedLevel,
  };
}

/**
 * The examiners' level that the features speak for.
 * @throws RangeError if a feature is missing or no finite number.
 */
export function predictLevel(model: WordModel, features: Readonly<Record<string, number>>): number {
  const [level] = runNetworks(
    model,
    model.features.map((name) => features[name] ?? Number.NaN),
  );
  return level as number;
}
