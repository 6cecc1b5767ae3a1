/** What was said and when, as sentences quote it. */
import type { CefrLevel } from '@vivavoce/contract';
import type { ReportTexts } from '@vivavoce/texts/report';
import type { Span } from '../speech/timeline.ts';

/** A word of the candidate and where it is. */
interface QuotedWord {
  readonly word: string;
  /** ms from the start of the recording. */
  readonly startMs: number;
}

/** Words with their times. */
export function quotedWords(words: readonly QuotedWord[], t: ReportTexts): string[] {
  return words.map(({ word, startMs }) => t('quotes.wordAt', { word, startMs }));
}

/** Words above the usual level, with their levels and times. */
export function quotedAdvancedWords(
  words: readonly (QuotedWord & { readonly level: CefrLevel })[],
  t: ReportTexts,
): string[] {
  return words.map(({ word, level, startMs }) => t('quotes.advancedWord', { word, level, startMs }));
}

/** A passage in the language that was spoken; `startMs` in ms from the start of the recording. */
export function quotedPassage(
  { text, startMs }: { readonly text: string; readonly startMs: number },
  t: ReportTexts,
): string {
  return t('quotes.passage', { text, startMs });
}

/** When a pause begins and how long it lasts. */
export function quotedPause({ startMs, endMs }: Span, t: ReportTexts): string {
  return t('quotes.pause', { startMs, lengthMs: endMs - startMs });
}
