/**
 * Which language a text is in.
 *
 * The text is cut into pieces of 25 words, the detector names the language of each, and the language of most pieces is
 * the answer; its share of the pieces is the confidence. One long text would almost always come out as certain.
 *
 * Limit: an English recogniser writes English words for other languages too, so this notices code-switching into
 * languages that it can spell and texts that are no sentences; it does not prove that English was spoken.
 */
import type { QualityAnalysis } from '@vivavoce/contract';
import type { LanguageDetector } from '../models/language-detector.ts';

/** Length of the pieces that are judged one by one, words. */
export const PIECE_WORDS = 25;

/** The language of a text and how sure the check is, 0 to 1; code null where no piece could be told. */
export function languageOf(text: string, detect: LanguageDetector): QualityAnalysis['language'] {
  const codes = piecesOf(text).map(detect);
  const found = Map.groupBy(
    codes.filter((code) => code !== null),
    (code) => code,
  );
  const [most] = [...found].toSorted(([a, as], [b, bs]) => bs.length - as.length || a.localeCompare(b));
  if (most === undefined) return { code: null, confidence: 0 };
  return { code: most[0], confidence: most[1].length / codes.length };
}

/** Pieces of 25 words; what is left over joins the last one. */
function piecesOf(text: string): string[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const count = Math.max(1, Math.floor(words.length / PIECE_WORDS));
  return Array.from({ length: count }, (_, at) => {
    const end = at === count - 1 ? words.length : (at + 1) * PIECE_WORDS;
    return words.slice(at * PIECE_WORDS, end).join(' ');
  });
}
