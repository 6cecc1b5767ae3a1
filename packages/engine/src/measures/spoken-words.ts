/**
 * What the text measures read: words in order, with or without times.
 *
 * A word is one entry of the transcript, as the recogniser separated it: `don't`, `e-mail` and `o'clock` are one word.
 * Its form is compared without case and without the punctuation around it. Entries without a letter or digit are no
 * words. A timed `Segment` is an `Utterance` and a timed `Word` is a `SpokenWord`, so plain word lists of a corpus and
 * the recogniser's timeline pass through the same functions.
 */

/** A word that was said, or a filled pause. */
export interface SpokenWord {
  /** As it was written, punctuation and case kept. */
  readonly text: string;
  /** `filler` for filled pauses such as "um". */
  readonly kind: 'word' | 'filler';
}

/** Words of one speaker in order, without a change of speaker between them. */
export interface Utterance<W extends SpokenWord = SpokenWord> {
  readonly words: readonly W[];
}

const EDGE_PUNCTUATION = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/** The form by which words are compared: lower case, straight apostrophes, no punctuation around; may be empty. */
export function formOf(text: string): string {
  return text
    .replaceAll(/[\u2018\u2019\u02bc]/g, "'")
    .replaceAll(EDGE_PUNCTUATION, '')
    .toLowerCase();
}

/** An utterance from plain text: words between white space, none of them a filler. */
export function utteranceOf(text: string): Utterance {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return { words: words.map((word) => ({ text: word, kind: 'word' as const })) };
}
