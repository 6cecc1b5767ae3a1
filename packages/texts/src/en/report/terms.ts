/** Names and phrases that sentences are built with. */

/** The three scores, in the middle of a sentence. */
export const dimensions = { vocabulary: 'vocabulary', fluency: 'fluency', accent: 'accent' } as const;

/** The parts of an accent score, in the middle of a sentence. */
export const accentParts = {
  phoneAccuracy: 'the clarity of single sounds',
  stressAndIntonation: 'stress and intonation',
  delivery: 'smoothness',
} as const;

/** What was said, and when. */
export const quotes = {
  word: '"{{word}}"',
  wordAt: '"{{word}}" (at {{startMs, clock}})',
  advancedWord: '"{{word}}" ({{level}}, at {{startMs, clock}})',
  passage: '“{{text}}” (at {{startMs, clock}})',
  pause: '{{startMs, clock}} ({{lengthMs, seconds}} seconds)',
} as const;

/** Counted things: the language's own, for its sentences alone. */
export const terms = {
  words_one: '{{count, whole}} word',
  words_other: '{{count, whole}} words',
  wordsGo_one: '{{count, whole}} word goes',
  wordsGo_other: '{{count, whole}} words go',
  wordsAreDifferent_one: '{{count, whole}} is different',
  wordsAreDifferent_other: '{{count, whole}} are different',
  differentWords_one: '{{count, whole}} different word',
  differentWords_other: '{{count, whole}} different words',
  questions_one: '{{count, whole}} question',
  questions_other: '{{count, whole}} questions',
  answers_one: '{{count, whole}} answer',
  answers_other: '{{count, whole}} answers',
  phrases_one: '{{count, whole}} phrase',
  phrases_other: '{{count, whole}} phrases',
} as const;
