import { matchingPlaces } from '../../evaluation/src/text-matching.ts';
import { normaliseWords } from '../../evaluation/src/text-normalisation.ts';

/** Marks that end a word of a transcript. */
const MARKS = /[.,;:?!…]+$/u;
const SENTENCE_END = /[.?!…]$/u;

/**
 * What was said, written as the recogniser writes: its own words where they are right, with their case and marks, and elsewhere the words
 * that were to be read. Learning from bare words would teach it to leave out the marks.
 * @param said the text that was read, without marks.
 * @param transcript what the recogniser wrote.
 * @returns null where words of one and the other cannot be told apart by number, as with numerals: nothing is to be learned there.
 */
export function targetText(said: string, transcript: string): string | null {
  const saidWords = said.toLowerCase().split(/\s+/u).filter(Boolean);
  const transcribedWords = transcript.split(/\s+/u).filter(Boolean);
  const [reference, written] = [saidWords, transcribedWords].map((words) => words.map(normalised));
  if (!reference || !written || [...reference, ...written].includes(null)) return null;
  const places = matchingPlaces(reference as string[], written as string[]);
  const target: string[] = [];
  let [m, n] = [0, 0];
  for (const [nextM, nextN] of [...places, [saidWords.length, transcribedWords.length] as const]) {
    const marks = MARKS.exec(transcribedWords[nextN - 1] ?? '')?.[0] ?? '';
    const between = saidWords.slice(m, nextM).map(firstPersonInCapitals);
    if (between.length > 0 && nextN > n) between.push(`${between.pop()}${marks}`);
    target.push(...between);
    if (nextM < saidWords.length) target.push(transcribedWords[nextN] as string);
    [m, n] = [nextM + 1, nextN + 1];
  }
  return asSentence(target);
}

/** One word normalised; null if it stands for none or several. */
function normalised(word: string): string | null {
  const words = normaliseWords(word);
  return words.length === 1 ? (words[0] as string) : null;
}

const firstPersonInCapitals = (word: string): string => word.replace(/^i(?=$|')/u, 'I');

/** Sentences begin with a capital, and the last one has an end. */
function asSentence(words: readonly string[]): string {
  const cased = words.map((word, at) =>
    at === 0 || SENTENCE_END.test(words[at - 1] as string)
      ? word.charAt(0).toUpperCase() + word.slice(1)
      : word,
  );
  const text = cased.join(' ');
  return SENTENCE_END.test(text) ? text : `${text.replace(MARKS, '')}.`;
}
