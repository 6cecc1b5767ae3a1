import type { Disfluencies, Transcript } from '@vivavoce/contract';
import type { ReportLocale } from '../report-locale.ts';
import { formatClock } from '../transcript/format-time.ts';
import { type Colour, FIGURE_WIDTH, type Figure, type Shape } from './figure.ts';
import { type RateWindow, ratesOf } from './speech-rate.ts';

interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

const LEFT = 96;
const WIDTH = FIGURE_WIDTH - LEFT;
const LANE = 14;
const RATE_TOP = 46;
const RATE_HEIGHT = 44;
const AXIS = RATE_TOP + RATE_HEIGHT + 4;
/** Silences that are drawn, ms: those that count as pauses; in long recordings, those that have the width of a line. */
const PAUSE_MS = 250;
const LINE_WIDTH = 0.8;
const TICKS = [30, 60, 120, 300, 600].map((seconds) => seconds * 1000);
const MOST_TICKS = 10;

/** When a group of speakers speaks, silences of `gapMs` and longer left open. */
function stretches(segments: Transcript['segments'], gapMs: number): Stretch[] {
  const found: { startMs: number; endMs: number }[] = [];
  const spans = segments.flatMap(({ words, ...segment }) => (words.length > 0 ? words : [segment]));
  for (const { startMs, endMs } of spans.toSorted((a, b) => a.startMs - b.startMs)) {
    const last = found.at(-1);
    if (last && startMs - last.endMs < gapMs) last.endMs = Math.max(last.endMs, endMs);
    else found.push({ startMs, endMs });
  }
  return found;
}

function lane(name: string, spans: readonly Stretch[], y: number, fill: Colour, durationMs: number): Shape[] {
  const at = (ms: number): number => LEFT + (ms / durationMs) * WIDTH;
  return [
    { kind: 'text', x: 0, y: y + 10, text: name, size: 9, fill: 'ink' },
    { kind: 'rect', x: LEFT, y, width: WIDTH, height: LANE, fill: 'surface' },
    ...spans.map(
      ({ startMs, endMs }): Shape => ({
        kind: 'rect',
        x: at(startMs),
        y,
        width: Math.max(0.4, at(endMs) - at(startMs)),
        height: LANE,
        fill,
      }),
    ),
  ];
}

function axis(durationMs: number): Shape[] {
  const step = TICKS.find((tick) => durationMs / tick <= MOST_TICKS) ?? (TICKS.at(-1) as number);
  const count = Math.floor(durationMs / step) + 1;
  return Array.from({ length: count }, (_, n): Shape[] => {
    const x = LEFT + ((n * step) / durationMs) * WIDTH;
    return [
      { kind: 'line', from: [x, AXIS - 4], to: [x, AXIS], stroke: 'line', width: 0.7 },
      {
        kind: 'text',
        x,
        y: AXIS + 9,
        text: formatClock(n * step),
        size: 7.5,
        fill: 'quiet',
        anchor: n === 0 ? 'start' : 'middle',
      },
    ];
  }).flat();
}

function rateBars(rates: readonly RateWindow[], durationMs: number, { t }: ReportLocale): Shape[] {
  const top = Math.max(200, ...rates.map(({ wordsPerMinute }) => wordsPerMinute));
  const at = (ms: number): number => LEFT + (ms / durationMs) * WIDTH;
  const heightOf = (rate: number): number => (rate / top) * RATE_HEIGHT;
  const guides = [100, 200].map((rate): Shape[] => {
    const y = RATE_TOP + RATE_HEIGHT - heightOf(rate);
    return [
      { kind: 'line', from: [LEFT, y], to: [FIGURE_WIDTH, y], stroke: 'line', width: 0.5 },
      { kind: 'text', x: LEFT - 5, y: y + 2.5, text: String(rate), size: 7, fill: 'quiet', anchor: 'end' },
    ];
  });
  return [
    { kind: 'text', x: 0, y: RATE_TOP + 17, text: t('figures.wordsAMinute.above'), size: 9, fill: 'ink' },
    { kind: 'text', x: 0, y: RATE_TOP + 29, text: t('figures.wordsAMinute.below'), size: 9, fill: 'ink' },
    ...guides.flat(),
    ...rates.map(
      ({ startMs, endMs, wordsPerMinute }): Shape => ({
        kind: 'rect',
        x: at(startMs) + 0.5,
        y: RATE_TOP + RATE_HEIGHT - heightOf(wordsPerMinute),
        width: Math.max(0.5, at(endMs) - at(startMs) - 1),
        height: heightOf(wordsPerMinute),
        fill: 'accentSoft',
      }),
    ),
    {
      kind: 'line',
      from: [LEFT, RATE_TOP + RATE_HEIGHT],
      to: [FIGURE_WIDTH, RATE_TOP + RATE_HEIGHT],
      stroke: 'line',
      width: 0.7,
    },
  ];
}

/** The whole recording: when the candidate speaks and when others do, and how fast the candidate speaks meanwhile. */
export function timelineFigure(
  transcript: Transcript,
  durationMs: number,
  disfluencies: Disfluencies,
  locale: ReportLocale,
): Figure {
  const gapMs = Math.max(PAUSE_MS, (durationMs / WIDTH) * LINE_WIDTH);
  const { candidateSpeaker, segments } = transcript;
  const own = segments.filter(({ speaker }) => speaker === candidateSpeaker);
  const others = segments.filter(({ speaker }) => speaker !== candidateSpeaker);
  const rates = ratesOf(own, durationMs, disfluencies);
  const shown = rates.map(({ wordsPerMinute }) => Math.round(wordsPerMinute));
  const { t } = locale;
  const values = { length: formatClock(durationMs), own: own.length, others: others.length };
  return {
    width: FIGURE_WIDTH,
    height: AXIS + 12,
    shapes: [
      ...lane(t('figures.candidate'), stretches(own, gapMs), 0, 'accent', durationMs),
      ...lane(t('figures.others'), stretches(others, gapMs), LANE + 6, 'other', durationMs),
      ...rateBars(rates, durationMs, locale),
      ...axis(durationMs),
    ],
    alt:
      shown.length > 0
        ? t('figures.timelineWithSpeed', { ...values, low: Math.min(...shown), high: Math.max(...shown) })
        : t('figures.timeline', values),
  };
}
