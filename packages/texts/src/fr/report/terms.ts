/** French: names and phrases that sentences are built with. */

/** The three scores. */
export const dimensions = { vocabulary: 'le vocabulaire', fluency: 'l’aisance', accent: 'la prononciation' };

/** The parts of an accent score. */
export const accentParts = {
  phoneAccuracy: 'la netteté des sons',
  stressAndIntonation: 'l’accentuation et l’intonation',
  delivery: 'la fluidité',
};

/** What was said, and when. */
export const quotes = {
  word: '« {{word}} »',
  wordAt: '« {{word}} » (à {{startMs, clock}})',
  advancedWord: '« {{word}} » ({{level}}, à {{startMs, clock}})',
  passage: '« {{text}} » (à {{startMs, clock}})',
  pause: '{{startMs, clock}} ({{lengthMs, seconds}} secondes)',
};

/** Counted things. */
export const terms = {
  words_one: '{{count, whole}} mot',
  words_many: '{{count, whole}} de mots',
  words_other: '{{count, whole}} mots',
  differentWords_one: '{{count, whole}} mot différent',
  differentWords_many: '{{count, whole}} de mots différents',
  differentWords_other: '{{count, whole}} mots différents',
  questions_one: '{{count, whole}} question',
  questions_many: '{{count, whole}} de questions',
  questions_other: '{{count, whole}} questions',
  questionsAreAsked_one: '{{count, whole}} question est posée',
  questionsAreAsked_many: '{{count, whole}} de questions sont posées',
  questionsAreAsked_other: '{{count, whole}} questions sont posées',
  answers_one: '{{count, whole}} réponse',
  answers_many: '{{count, whole}} de réponses',
  answers_other: '{{count, whole}} réponses',
  phrases_one: '{{count, whole}} formule',
  phrases_many: '{{count, whole}} de formules',
  phrases_other: '{{count, whole}} formules',
};
