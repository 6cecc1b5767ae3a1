import { CEFR_LEVELS, type CefrLevel, TYPICAL_RANGES, type TypicalMeasure } from '@vivavoce/contract';
import type { ReportLocale } from '../report-locale.ts';
import { FIGURE_WIDTH, type Figure, type Shape } from './figure.ts';

/** A figure that is compared with what is usual. */
export interface MeasureRow {
  readonly measure: TypicalMeasure;
  readonly name: string;
  readonly value: number;
  /** The value as people read it, with its unit. */
  readonly shown: string;
}

const LEFT = 196;
const RIGHT = 84;
const WIDTH = FIGURE_WIDTH - LEFT - RIGHT;
const LANE = 8;
const GAP = 9;

/** A level with the one below and the one above. */
function neighbours(level: CefrLevel): CefrLevel[] {
  const place = Math.min(Math.max(CEFR_LEVELS.indexOf(level), 1), CEFR_LEVELS.length - 2);
  return CEFR_LEVELS.slice(place - 1, place + 2);
}

function rowShapes(row: MeasureRow, level: CefrLevel, y: number): Shape[] {
  const levels = neighbours(level);
  const { ranges } = TYPICAL_RANGES[row.measure];
  const edges = [...levels.flatMap((one) => ranges[one]), row.value];
  const low = Math.min(...edges);
  const span = Math.max(...edges) - low || 1;
  const at = (value: number): number => LEFT + 22 + ((value - low) / span) * (WIDTH - 34);
  const height = levels.length * LANE;
  const lanes = levels.flatMap((one, n): Shape[] => {
    const [from, to] = ranges[one];
    const isOwn = one === level;
    return [
      {
        kind: 'text',
        x: LEFT + 12,
        y: y + n * LANE + 6.3,
        text: one,
        size: 6.5,
        fill: isOwn ? 'ink' : 'quiet',
        anchor: 'end',
        ...(isOwn ? { bold: true } : {}),
      },
      {
        kind: 'rect',
        x: at(from),
        y: y + n * LANE + 1.75,
        width: at(to) - at(from),
        height: LANE - 3.5,
        fill: isOwn ? 'accentSoft' : 'line',
        radius: 2,
      },
    ];
  });
  const baseline = y + height / 2 + 3.5;
  return [
    { kind: 'text', x: 0, y: baseline, text: row.name, size: 9, fill: 'ink' },
    ...lanes,
    { kind: 'line', from: [at(row.value), y], to: [at(row.value), y + height], stroke: 'accent', width: 1.6 },
    {
      kind: 'text',
      x: FIGURE_WIDTH,
      y: baseline,
      text: row.shown,
      size: 9,
      fill: 'ink',
      bold: true,
      anchor: 'end',
    },
  ];
}

/** Measures below each other, each against what is usual at the candidate's level and the two beside it. */
export function measuresFigure(
  rows: readonly MeasureRow[],
  level: CefrLevel,
  { t, number }: ReportLocale,
): Figure {
  const step = neighbours(level).length * LANE + GAP;
  const rangeOf = ([low, high]: readonly [number, number]) =>
    t('figures.range', { low: number(low), high: number(high) });
  const described = rows.map(({ measure, name, shown }) => {
    const { ranges } = TYPICAL_RANGES[measure];
    const usual = neighbours(level).map((one) => `${one} ${rangeOf(ranges[one])}`);
    return t('figures.typicalRanges', { name, shown, ranges: usual.join(', ') });
  });
  return {
    width: FIGURE_WIDTH,
    height: rows.length * step - GAP,
    shapes: rows.flatMap((row, n) => rowShapes(row, level, n * step)),
    alt: `${t('figures.measures')} ${described.join(' ')}`,
  };
}
