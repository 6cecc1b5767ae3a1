import type { Transcript } from '@vivavoce/contract';
import { formatClock } from '../transcript/format-time.ts';
import type { Quote } from './report-content.ts';

/** Words told on each side of what is quoted. */
const CONTEXT_WORDS = 6;
/** A space at which no line ends, so that dots are never alone on one. */
const NO_BREAK = '\u00a0';

interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** What the candidate said around a span of time, with dots where it goes on; empty where nothing was said. */
function wordsAround(transcript: Transcript, { startMs, endMs }: Span, pauseSign: string): string {
  const words = transcript.segments
    .filter(({ speaker }) => speaker === transcript.candidateSpeaker)
    .flatMap((segment) => segment.words);
  const middle = (startMs + endMs) / 2;
  const first = words.findIndex((word) => word.endMs > (pauseSign ? middle : startMs));
  if (first < 0) return '';
  const past = words.findIndex((word) => word.startMs >= (pauseSign ? middle : endMs));
  const end = past < 0 ? words.length : past;
  const from = Math.max(0, first - CONTEXT_WORDS);
  const to = Math.min(words.length, end + CONTEXT_WORDS);
  const textOf = (part: typeof words): string => part.map(({ text }) => text).join(' ');
  const text = pauseSign
    ? `${textOf(words.slice(from, first))} ${pauseSign} ${textOf(words.slice(first, to))}`
    : textOf(words.slice(from, to));
  return `${from > 0 ? `…${NO_BREAK}` : ''}${text.trim()}${to < words.length ? `${NO_BREAK}…` : ''}`;
}

/** What the candidate said at a moment, and what it shows. */
export function quoteAt(transcript: Transcript, span: Span, note: string): Quote {
  return { time: formatClock(span.startMs), text: wordsAround(transcript, span, ''), note };
}

/** What the candidate said before and after a pause. */
export function quoteOfPause(transcript: Transcript, span: Span, note: string): Quote {
  return { time: formatClock(span.startMs), text: wordsAround(transcript, span, '[…]'), note };
}
