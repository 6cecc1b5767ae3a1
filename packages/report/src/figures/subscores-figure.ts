import type { ReportLocale } from '../report-locale.ts';
import { FIGURE_WIDTH, type Figure, type Shape } from './figure.ts';

/** A part of a score, 0 to 5. */
export interface SubscoreRow {
  readonly name: string;
  readonly score: number;
}

const LEFT = 196;
const RIGHT = 84;
const WIDTH = FIGURE_WIDTH - LEFT - RIGHT;
const ROW = 19;
const TOP_SCORE = 5;

/** Parts of a score below each other as bars on the scale of 0 to 5. */
export function subscoresFigure(rows: readonly SubscoreRow[], { t }: ReportLocale): Figure {
  const shapes = rows.flatMap(({ name, score }, n): Shape[] => {
    const y = n * ROW;
    return [
      { kind: 'text', x: 0, y: y + 11, text: name, size: 9, fill: 'ink' },
      { kind: 'rect', x: LEFT, y: y + 4, width: WIDTH, height: 7, fill: 'surface', radius: 3.5 },
      {
        kind: 'rect',
        x: LEFT,
        y: y + 4,
        width: Math.max(7, (score / TOP_SCORE) * WIDTH),
        height: 7,
        fill: 'accent',
        radius: 3.5,
      },
      {
        kind: 'text',
        x: FIGURE_WIDTH,
        y: y + 11,
        text: t('result.ofFive', { score }),
        size: 9,
        fill: 'ink',
        bold: true,
        anchor: 'end',
      },
    ];
  });
  const described = rows.map(({ name, score }) =>
    t('figures.described', { name, value: t('result.ofFive', { score }) }),
  );
  return {
    width: FIGURE_WIDTH,
    height: rows.length * ROW,
    shapes,
    alt: `${t('figures.subscores')} ${described.join(' ')}`,
  };
}
