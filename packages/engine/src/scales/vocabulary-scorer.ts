/** Scores the vocabulary of transcripts alone, as the engine does of recordings. */
import type { Interval } from '@vivavoce/contract';
import type { Utterance } from '../measures/spoken-words.ts';
import { loadLexicon } from '../models/lexicon.ts';
import { calibratedScore } from './calibrated-score.ts';
import { EXAMINER_LEVELS } from './scale-mapping.ts';
import { loadScoreModels } from './score-models.ts';
import { vocabularyWords } from './text-features.ts';
import { vocabularyModelFeatures } from './vocabulary-features.ts';
import { type VocabularyLevel, vocabularyLevel } from './vocabulary-model.ts';

/** The vocabulary score of one speaker's words. */
export interface ScoredVocabulary extends VocabularyLevel {
  /** Words that stay after cleaning. */
  readonly words: number;
  /** 0 to 5. */
  readonly score: number;
  readonly interval: Interval;
}

/** Scores the turns of one speaker in order of time; null below 60 words. */
export type VocabularyScorer = (turns: readonly Utterance[]) => ScoredVocabulary | null;

/** Loads what scoring vocabulary needs, about half a second. */
export async function loadVocabularyScorer(weights?: 'default' | 'open'): Promise<VocabularyScorer> {
  const [lexicon, { frequentWords, vocabulary: model }] = await Promise.all([
    loadLexicon(),
    loadScoreModels(weights),
  ]);
  return (turns) => {
    const words = vocabularyWords(turns, lexicon, frequentWords);
    const features = vocabularyModelFeatures(words, lexicon, frequentWords);
    if (features === null) return null;
    const found = vocabularyLevel(model, features, words.length);
    const { score } = calibratedScore(found.level, found.halfWidth, EXAMINER_LEVELS);
    return { ...found, words: words.length, score: score.estimate, interval: score.interval };
  };
}
