/** The figures about a candidate's speech that a language model is given, and may cite. */
import type { CandidateMeasures } from '../measures/measure-candidate.ts';

/** Figures by name; the names include the unit. */
export type RubricFigures = Readonly<Record<string, number>>;

/** The measures, rounded to two decimals. */
export function rubricFigures({ vocabulary, fluency }: CandidateMeasures): RubricFigures {
  const figures: Record<string, number | null> = {
    words: vocabulary.words,
    differentWords: vocabulary.types,
    shareOfDifferentWordsIn50: vocabulary.mattr,
    wordsUntilRepeatsPrevail: vocabulary.mtld,
    speakingSeconds: fluency.speakingTimeMs / 1000,
    shareOfSpeakingTimeThatIsSpeech: fluency.phonationRatio,
    wordsPerMinute: fluency.speechRateWordsPerMinute,
    syllablesPerSecondOfSpeech: fluency.articulationRateSyllablesPerSecond,
    syllablesBetweenPauses: fluency.meanLengthOfRunSyllables,
    silentPausesPerMinute: fluency.silentPauses.perMinute,
    meanSilentPauseMs: fluency.silentPauses.meanMs,
    filledPausesPerMinute: fluency.filledPauses.perMinute,
    repetitionsPerHundredWords: fluency.repetitions.perHundredWords,
  };
  const known = Object.entries(figures).flatMap(([name, value]) =>
    value === null ? [] : [[name, Math.round(value * 100) / 100] as const],
  );
  return Object.fromEntries(known);
}
