/** Corrections of a transcript by a person who listened to the recording. */
import { formOf } from '../measures/spoken-words.ts';
import { placeWords } from '../speech/alignment/place-words.ts';
import type { Segment, Word } from '../speech/timeline.ts';
import { isFiller } from '../speech/words/fillers.ts';
import type { StoredAnalysis } from './stored-analysis.ts';

/** What one word should have been; the places are those of the transcript, counted from 0. */
export interface WordCorrection {
  readonly segment: number;
  readonly word: number;
  /** Empty where nothing was said; several words where several were. */
  readonly text: string;
}

/** A correction names a word that there is not. */
export class NoSuchWordError extends Error {
  override readonly name = 'NoSuchWordError';
  readonly correction: WordCorrection;

  constructor(correction: WordCorrection) {
    super(`There is no word ${correction.word} in segment ${correction.segment} of the transcript`);
    this.correction = correction;
  }
}

/**
 * The stored analysis with corrected words; the last correction of a word counts. A corrected word keeps its time, several share it
 * by their letters. Expert scores do not change. A segment without words is removed.
 * @throws NoSuchWordError when a correction names a word that there is not; nothing is corrected then.
 */
export function correctWords(
  storedAnalysis: StoredAnalysis,
  corrections: readonly WordCorrection[],
): StoredAnalysis {
  const texts = new Map<Word, string>();
  for (const correction of corrections) {
    const word = storedAnalysis.segments[correction.segment]?.words[correction.word];
    if (word === undefined) throw new NoSuchWordError(correction);
    texts.set(word, correction.text);
  }
  const segments = storedAnalysis.segments
    .map(
      (segment): Segment => ({
        ...segment,
        words: segment.words.flatMap((word) => correctedWords(word, texts.get(word))),
      }),
    )
    .filter(({ words }) => words.length > 0);
  return { ...storedAnalysis, segments };
}

/** The words that replace one. Their confidence is 1; phones of the other word are dropped. */
function correctedWords(word: Word, text: string | undefined): Word[] {
  if (text === undefined) return [word];
  const spoken = text.split(/\s+/).filter((one) => one !== '');
  if (spoken.length === 0) return [];
  if (spoken.length === 1 && formOf(text) === formOf(word.text))
    return [{ ...word, text: spoken[0] as string, confidence: 1 }];
  const whole = { startMs: word.startMs, endMs: Math.max(word.endMs, word.startMs + spoken.length) };
  const spans = placeWords(
    spoken.map(() => null),
    spoken.map((one) => one.length),
    whole,
  );
  return spoken.map((one, at) => ({
    ...(spans[at] ?? whole),
    text: one,
    confidence: 1,
    kind: isFiller(one) ? 'filler' : 'word',
    phones: [],
  }));
}
