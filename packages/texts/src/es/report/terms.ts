/** Spanish: names and phrases that sentences are built with. */

/** The three scores. */
export const dimensions = { vocabulary: 'el vocabulario', fluency: 'la fluidez', accent: 'la pronunciación' };

/** The parts of an accent score. */
export const accentParts = {
  phoneAccuracy: 'la claridad de los sonidos',
  stressAndIntonation: 'el acento y la entonación',
  delivery: 'la soltura',
};

/** What was said, and when. */
export const quotes = {
  word: '«{{word}}»',
  wordAt: '«{{word}}» (en {{startMs, clock}})',
  advancedWord: '«{{word}}» ({{level}}, en {{startMs, clock}})',
  passage: '«{{text}}» (en {{startMs, clock}})',
  pause: '{{startMs, clock}} ({{lengthMs, seconds}} segundos)',
};

/** Counted things. */
export const terms = {
  words_one: '{{count, whole}} palabra',
  words_many: '{{count, whole}} de palabras',
  words_other: '{{count, whole}} palabras',
  wordsInARow_one: '{{count, whole}} palabra seguida',
  wordsInARow_many: '{{count, whole}} de palabras seguidas',
  wordsInARow_other: '{{count, whole}} palabras seguidas',
  differentWords_one: '{{count, whole}} palabra distinta',
  differentWords_many: '{{count, whole}} de palabras distintas',
  differentWords_other: '{{count, whole}} palabras distintas',
  questions_one: '{{count, whole}} pregunta',
  questions_many: '{{count, whole}} de preguntas',
  questions_other: '{{count, whole}} preguntas',
  answers_one: '{{count, whole}} respuesta',
  answers_many: '{{count, whole}} de respuestas',
  answers_other: '{{count, whole}} respuestas',
  phrases_one: '{{count, whole}} frase',
  phrases_many: '{{count, whole}} de frases',
  phrases_other: '{{count, whole}} frases',
};
