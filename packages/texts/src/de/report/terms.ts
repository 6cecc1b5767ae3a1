/** German: names and phrases that sentences are built with. */

/** The three scores. */
export const dimensions = { vocabulary: 'Wortschatz', fluency: 'Redefluss', accent: 'Aussprache' };

/** The parts of an accent score, in the accusative. */
export const accentParts = {
  phoneAccuracy: 'die Deutlichkeit einzelner Laute',
  stressAndIntonation: 'Betonung und Satzmelodie',
  delivery: 'den flüssigen Vortrag',
};

/** What was said, and when. */
export const quotes = {
  word: '„{{word}}“',
  wordAt: '„{{word}}“ (bei {{startMs, clock}})',
  advancedWord: '„{{word}}“ ({{level}}, bei {{startMs, clock}})',
  passage: '„{{text}}“ (bei {{startMs, clock}})',
  pause: '{{startMs, clock}} ({{lengthMs, seconds}} Sekunden)',
};

/** Counted things; after "von", "an", "in" and "bei" in the dative. */
export const terms = {
  words_one: '{{count, whole}} Wort',
  words_other: '{{count, whole}} Wörter',
  wordsDative_one: '{{count, whole}} Wort',
  wordsDative_other: '{{count, whole}} Wörtern',
  differentWords_one: '{{count, whole}} verschiedenes Wort',
  differentWords_other: '{{count, whole}} verschiedene Wörter',
  questions_one: '{{count, whole}} Frage',
  questions_other: '{{count, whole}} Fragen',
  answers_one: '{{count, whole}} Antwort',
  answers_other: '{{count, whole}} Antworten',
  phrases_one: '{{count, whole}} Wendung',
  phrases_other: '{{count, whole}} Wendungen',
};
