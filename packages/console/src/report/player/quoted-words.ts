import type { Transcript } from '@vivavoce/contract';
import type { Span } from '../scored-run.ts';

/** Words of a quote that are shown. */
const MOST_WORDS = 14;

/**
 * The words of a passage as a quote, cut where it is long; empty if nothing was said in it.
 * A pause has no words of its own: those around it are quoted.
 */
export function quotedWords({ segments }: Pick<Transcript, 'segments'>, { startMs, endMs }: Span): string {
  const inside = segments
    .filter((segment) => segment.endMs > startMs && segment.startMs < endMs)
    .flatMap(({ words }) => words)
    .filter((word) => word.endMs > startMs && word.startMs < endMs);
  if (inside.length > 0) {
    const texts = inside.map(({ text }) => text);
    return texts.length > MOST_WORDS ? `${texts.slice(0, MOST_WORDS).join(' ')} …` : texts.join(' ');
  }
  const segment = segments.find((one) => one.startMs <= startMs && one.endMs >= endMs);
  if (!segment) return '';
  const before = segment.words.filter((word) => word.endMs <= startMs).slice(-3);
  const after = segment.words.filter((word) => word.startMs >= endMs).slice(0, 3);
  return [...before.map(({ text }) => text), '…', ...after.map(({ text }) => text)].join(' ');
}
