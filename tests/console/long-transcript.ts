/** The report of an interview of maximum length in the browser. */
import type { FinishedPoll, TranscriptSegment } from '@vivavoce/contract';
import { repeatedInTime } from '@vivavoce/evaluation';
import type { Page } from 'playwright-core';

/** About the words of a 45-minute interview with few pauses. */
const WORDS = 10_000;
/** Scroll distance per frame, px: faster than anyone reads. */
const STEP = 200;

/** Measurements of scrolling a long transcript. */
interface ScrolledTranscript {
  readonly words: number;
  /** The words in the page. */
  readonly drawn: number;
  /** The most words that were laid out at the same time. */
  readonly laidOut: number;
  /** Duration of each frame while scrolling from start to end, ms. */
  readonly frames: readonly number[];
}

const wordsOf = (segments: readonly TranscriptSegment[]): number =>
  segments.reduce((sum, { words }) => sum + words.length, 0);

const POLL = /\/api\/v1\/speech\/analyze\/[0-9a-f-]{36}(\?|$)/;

/**
 * Lets the interviews of a page's reports repeat themselves up to the length of the longest.
 * @returns how many words the last one has.
 */
export async function serveLongTranscripts(page: Page): Promise<() => number> {
  let words = 0;
  await page.route(POLL, async (route) => {
    const response = await route.fetch();
    const run = (await response.json()) as FinishedPoll;
    const { segments } = run.transcript;
    const long = repeatedInTime(segments, Math.ceil(WORDS / wordsOf(segments)), run.audio.durationMs);
    words = wordsOf(long);
    await route.fulfill({ response, json: { ...run, transcript: { ...run.transcript, segments: long } } });
  });
  return () => words;
}

/**
 * Opens a report whose interview repeats itself, and scrolls through its transcript.
 * @param path of the report in the console.
 */
export async function scrollLongTranscript(page: Page, path: string): Promise<ScrolledTranscript> {
  const words = await serveLongTranscripts(page);
  await page.goto(path);
  const transcript = page.getByRole('region', { name: 'What was said' });
  await transcript.scrollIntoViewIfNeeded();
  await page.waitForLoadState('networkidle');
  const scrolled = await transcript.evaluate(async (frame, step) => {
    const frames: number[] = [];
    const rows = [...frame.querySelectorAll('[data-index]')].map((row) => ({
      row,
      words: row.querySelectorAll('[data-start]').length,
    }));
    const drawn = rows.reduce((sum, { words }) => sum + words, 0);
    let laidOut = 0;
    let before = performance.now();
    while (frame.scrollTop + frame.clientHeight < frame.scrollHeight - 1) {
      frame.scrollTop += step;
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      frames.push(now - before);
      before = now;
      if (frames.length % 20 !== 1) continue;
      const shown = rows.filter(({ row }) =>
        row.firstElementChild?.checkVisibility({ contentVisibilityAuto: true }),
      );
      laidOut = Math.max(
        laidOut,
        shown.reduce((sum, { words }) => sum + words, 0),
      );
      before = performance.now();
    }
    return { frames, drawn, laidOut };
  }, STEP);
  await page.unroute(POLL);
  return { words: words(), ...scrolled };
}
