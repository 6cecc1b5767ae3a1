import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ExpertScoreName } from '../speech/timeline.ts';
import { DELIVERY_FEATURES } from './delivery-features.ts';
import {
  coordinateCount,
  EXPERT_SCORE_NAMES,
  type SpeechModel,
  STATE_COUNT,
  STATISTICS,
} from './expert-scores.ts';
import type { IntervalWidthModel } from './interval-width.ts';
import { type NetworkShape, readNetworks } from './network.ts';
import { type VocabularyHead, type VocabularyModel, vocabularyModel } from './vocabulary-model.ts';
import { type WordModels, type WordsHead, wordModels } from './word-models.ts';

/** Models trained on people's ratings; `training/scores` writes the files, cards beside them describe them. */
export interface ScoreModels {
  /** From speech to expert scores, 0 to 10; intervals by seconds. */
  readonly speech: SpeechModel & { readonly interval: Readonly<Record<ExpertScoreName, IntervalWidthModel>> };
  /** Null where what was learned from corpora for research use is left out. */
  readonly words: WordModels | null;
  readonly vocabulary: VocabularyModel;
  /** The most frequent words, which running speech cannot do without. */
  readonly frequentWords: readonly string[];
}

/** All that ships. */
export interface DefaultScoreModels extends ScoreModels {
  readonly words: WordModels;
}

/** What stands in the JSON beside the numbers of the speech model. */
interface SpeechHead
  extends Omit<
    ScoreModels['speech'],
    'projections' | 'deliveryMean' | 'deliveryDeviation' | 'supports' | 'weights' | 'networks'
  > {
  readonly sha256: string;
  /** How many pieces were learned from. */
  readonly supports: number;
  readonly networks: NetworkShape;
}

/** Hands out numbers one after the other. */
type Reader = (length: number) => Float32Array;

/** Loads the score models that the operator chose; see {@link loadDefaultScoreModels}. */
export function loadScoreModels(weights: 'default' | 'open' = 'default'): Promise<ScoreModels> {
  return weights === 'open' ? loadOpenScoreModels() : loadDefaultScoreModels();
}

/** Those that learned nothing from corpora for research use only: `score-vocabulary-open.md` says what that costs. */
async function loadOpenScoreModels(): Promise<ScoreModels> {
  const [speech, vocabulary] = await Promise.all([
    readWeights<SpeechHead>('score-speech'),
    readWeights<VocabularyHead & Pick<ScoreModels, 'frequentWords'>>('score-vocabulary-open'),
  ]);
  return {
    speech: speechModel(speech.head, speech.next),
    words: null,
    vocabulary: vocabularyModel(vocabulary.head, vocabulary.next),
    frequentWords: vocabulary.head.frequentWords,
  };
}

/**
 * Loads the score models that ship, some ten milliseconds.
 * @throws Error if a file is missing or the weights are not those that the head was written with.
 */
export async function loadDefaultScoreModels(): Promise<DefaultScoreModels> {
  const [speech, words, vocabulary] = await Promise.all([
    readWeights<SpeechHead>('score-speech'),
    readWeights<WordsHead>('score-words'),
    readWeights<VocabularyHead>('score-vocabulary'),
  ]);
  return {
    speech: speechModel(speech.head, speech.next),
    words: wordModels(words.head, words.next),
    vocabulary: vocabularyModel(vocabulary.head, vocabulary.next),
    frequentWords: words.head.frequentWords,
  };
}

/** The numbers lie one after the other in the order of the fields here. */
function speechModel(head: SpeechHead, next: Reader): ScoreModels['speech'] {
  const delivery = DELIVERY_FEATURES.length;
  return {
    ...head,
    projections: next(STATE_COUNT * head.components * (STATISTICS + 1)),
    deliveryMean: next(delivery),
    deliveryDeviation: next(delivery),
    supports: next(head.supports * coordinateCount(head.components)),
    weights: next(head.supports * EXPERT_SCORE_NAMES.length),
    networks: readNetworks(head.networks, next),
  };
}

async function readWeights<Head extends { readonly sha256: string }>(name: string) {
  const path = fileURLToPath(new URL(`../../weights/${name}`, import.meta.url));
  const [text, bytes] = await Promise.all([readFile(`${path}.json`, 'utf8'), readFile(`${path}.f32`)]);
  const head = JSON.parse(text) as Head;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== head.sha256) {
    throw new Error(
      `${name}.f32 is damaged or of another training: its SHA-256 is ${sha256}, not ${head.sha256}`,
    );
  }
  const numbers = new Float32Array(new Uint8Array(bytes).buffer);
  let at = 0;
  const next: Reader = (length) => {
    at += length;
    return numbers.subarray(at - length, at);
  };
  return { head, next };
}
