/** Judges transcripts of interviews as the examiners did whom the score models learned from. */
import type { Utterance } from '../measures/spoken-words.ts';
import { loadLexicon } from '../models/lexicon.ts';
import { halfWidth } from './interval-width.ts';
import { scoreOfSstLevel } from './scale-mapping.ts';
import { loadDefaultScoreModels } from './score-models.ts';
import { levelFeatures, type MarkedSilences, textFeatures } from './text-features.ts';
import { vocabularyLevel } from './vocabulary-model.ts';
import { predictLevel } from './word-models.ts';

/** What examiners would say of an interview, by its words alone. */
export interface TextScores {
  /** Level of the Standard Speaking Test, 1 to 9, real. */
  readonly level: number;
  /** Half of the 90 % interval of the level. */
  readonly halfWidth: number;
  /** 0 to 5; null below 60 words. */
  readonly vocabulary: number | null;
  /** 0 to 5; null when nothing was said. */
  readonly fluency: number | null;
}

/** Judges the turns of one speaker in order of time, with fillers and marked silences or without. */
export type TextScorer = (turns: readonly Utterance[], silences?: MarkedSilences) => TextScores;

/** Loads what judging words needs, about half a second. */
export async function loadTextScorer(): Promise<TextScorer> {
  const [lexicon, { words: models, vocabulary: vocabularyModel }] = await Promise.all([
    loadLexicon(),
    loadDefaultScoreModels(),
  ]);
  return (turns, silences) => {
    const features = textFeatures(turns, lexicon, models.frequentWords, silences);
    const { words, range, repair, hesitation } = features;
    const vocabulary = levelFeatures(turns, lexicon, models.frequentWords);
    const model = hesitation === null ? models.level : models.markedLevel;
    const fluency =
      hesitation === null
        ? repair && predictLevel(models.fluency, repair)
        : predictLevel(models.hesitation, hesitation);
    return {
      level:
        vocabulary === null
          ? models.levelOfFewWords
          : predictLevel(model, { ...vocabulary, ...repair, ...hesitation }),
      halfWidth: halfWidth(model.interval, Math.max(1, words)),
      vocabulary: range && scoreOfSstLevel(vocabularyLevel(vocabularyModel, range, words).level),
      fluency: fluency && scoreOfSstLevel(fluency),
    };
  };
}
