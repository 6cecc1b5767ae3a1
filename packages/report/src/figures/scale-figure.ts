import { CEFR_LEVELS, type CefrLevel, type Interval } from '@vivavoce/contract';
import type { ReportLocale } from '../report-locale.ts';
import { type Colour, FIGURE_WIDTH, type Figure, type Shape } from './figure.ts';

/** A score on the scale, with how sure it is. */
export interface ScaleRow {
  readonly name: string;
  /** 0 to 5; null when it was not made. */
  readonly score: number | null;
  readonly level: CefrLevel | null;
  readonly interval: Interval | null;
  /** Drawn larger: what the others add up to. */
  readonly isMain?: true;
}

const TOP = 20;
const ROW = 30;
const LEFT = 96;
const RIGHT = 92;
const WIDTH = FIGURE_WIDTH - LEFT - RIGHT;
const TOP_SCORE = 5;

const at = (score: number): number => LEFT + (score / TOP_SCORE) * WIDTH;

/** The six bands of the scale behind all rows, each with its level above. */
function bands(height: number): Shape[] {
  const width = WIDTH / CEFR_LEVELS.length;
  return CEFR_LEVELS.flatMap((level, n): Shape[] => [
    {
      kind: 'rect',
      x: LEFT + n * width,
      y: TOP,
      width: width - 1.5,
      height: height - TOP,
      fill: 'surface',
      radius: 2,
    },
    {
      kind: 'text',
      x: LEFT + (n + 0.5) * width,
      y: TOP - 7,
      text: level,
      size: 8.5,
      fill: 'quiet',
      bold: true,
      anchor: 'middle',
    },
  ]);
}

function rowShapes(
  { name, score, level, interval, isMain }: ScaleRow,
  y: number,
  { t }: ReportLocale,
): Shape[] {
  const middle = y + ROW / 2;
  const label: Shape = {
    kind: 'text',
    x: 0,
    y: middle + 3.5,
    text: name,
    size: 10,
    fill: 'ink',
    ...(isMain ? { bold: true } : {}),
  };
  const fill: Colour = isMain ? 'accent' : 'ink';
  const right = { kind: 'text', x: FIGURE_WIDTH, y: middle + 3.5, anchor: 'end' } as const;
  if (score === null) return [label, { ...right, text: t('result.notScored'), size: 9, fill: 'quiet' }];
  const bar: Shape[] = interval
    ? [
        {
          kind: 'rect',
          x: at(interval.low),
          y: middle - 4.5,
          width: at(interval.high) - at(interval.low),
          height: 9,
          fill: 'accentSoft',
          radius: 4.5,
        },
      ]
    : [];
  return [
    label,
    ...bar,
    { kind: 'dot', x: at(score), y: middle, radius: isMain ? 6 : 4.5, fill },
    { ...right, text: `${t('result.ofFive', { score })}   ${level ?? ''}`, size: 10, fill, bold: true },
  ];
}

function described({ name, score, level, interval }: ScaleRow, { t }: ReportLocale): string {
  if (score === null || level === null) {
    return t('figures.described', { name, value: t('result.notScored') });
  }
  const sentences: string[] = [t('result.ofFive', { score }), t('result.level', { level })];
  if (interval) sentences.push(t('result.interval', { low: interval.low, high: interval.high }));
  return t('figures.described', { name, value: sentences.join(', ') });
}

/** Scores below each other on one scale of six levels, the 90 % interval of each drawn behind its mark. */
export function scaleFigure(rows: readonly ScaleRow[], locale: ReportLocale): Figure {
  const height = TOP + rows.length * ROW;
  const shapes = rows.flatMap((row, n): Shape[] => {
    const y = TOP + n * ROW;
    const rule: Shape[] =
      n === 0 ? [] : [{ kind: 'line', from: [0, y], to: [FIGURE_WIDTH, y], stroke: 'line', width: 0.5 }];
    return [...rule, ...rowShapes(row, y, locale)];
  });
  return {
    width: FIGURE_WIDTH,
    height,
    shapes: [...bands(height), ...shapes],
    alt: `${locale.t('figures.scale')} ${rows.map((row) => described(row, locale)).join(' ')}`,
  };
}
