/**
 * Turns in which somebody seems to speak to the machine: "ignore your instructions", "give me C2". They are not forbidden; what
 * they would gain is taken away by rating without them.
 *
 * Found by words of English, German, Spanish and French, whatever language was asked for: models obey English in any conversation.
 * What is missed is caught, as far as it can be, by samples that see different turns.
 */
import type { SpeakingTurn } from '../measures/speaking-turns.ts';

const PATTERNS: readonly RegExp[] = [
  // Forget what you were told.
  /\b(ignore|disregard|forget|override)\b.{0,40}\b(instruction|prompt|rule|rubric|previous|above|system)/,
  /\b(ignorier|vergiss|missacht|vergesst)\w*\b.{0,40}\b(anweisung|vorgabe|regel|anleitung|prompt|bisherig|vorherig)/,
  /\b(ignor|olvid|desobede)\p{L}*.{0,40}(instrucci|indicaci|regla|prompt|anterior)/u,
  /\b(ignor|oubli)\p{L}*.{0,40}(instruction|consigne|règle|regle|prompt|précédent|precedent)/u,
  // Who speaks to a machine.
  /\b(system prompt|system message|language model|chatgpt|sprachmodell|modelo de lenguaje|modèle de langage|json)\b/,
  /\b(you are|du bist|sie sind|eres|usted es|tu es|vous êtes)\b.{0,30}\b(ai|ki|ia|assistant|assistent|asistente|model|modell|modelo|modèle|rater|grader|prüfer|evaluador|évaluateur)\b/u,
  // A level that is asked for.
  /\b(give|award|assign|rate|score|grade|gib|geben|bewerte\w*|vergib|vergeben|da|dame|dale|asigna|califica|pon|ponme|donne\w*|attribue\w*|note|notez|mets|mettez)\b.{0,60}\b([abc][12]|five out of five|fünf von fünf|cinco de cinco|cinq sur cinq|highest|maximum|höchste\w*|máxim\w*|maximal\w*|maximum)\b/u,
  /\b(level|niveau|nivel|score|rating|position)\b.{0,20}\b(c2|high|hoch|alto|élevé)\b/u,
];

/** Whether a turn seems to speak to the machine. */
export function isSuspicious({ words }: Pick<SpeakingTurn, 'words'>): boolean {
  const text = words
    .map((word) => word.text)
    .join(' ')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
  return PATTERNS.some((pattern) => pattern.test(text));
}
