import { CEFR_LEVELS, type VocabularyAnalysis } from '@vivavoce/contract';
import type { ReportLocale } from '../report-locale.ts';
import { type Colour, FIGURE_WIDTH, type Figure, type Shape } from './figure.ts';

type Bands = NonNullable<VocabularyAnalysis['bands']>;

const COLOURS: readonly Colour[] = ['level1', 'level2', 'level3', 'level4', 'level5', 'level6'];
const LEFT = 120;
const WIDTH = FIGURE_WIDTH - LEFT;
const BAR = 16;
const ROW = 26;
const LEGEND = 16;

function bar(bands: Bands, of: 'tokens' | 'types', y: number, { percent }: ReportLocale): Shape[] {
  let x = LEFT;
  return CEFR_LEVELS.flatMap((level, n): Shape[] => {
    const share = bands[level][of];
    const width = share * WIDTH;
    if (width < 0.2) return [];
    const rect: Shape = { kind: 'rect', x, y, width, height: BAR, fill: COLOURS[n] as Colour };
    const label: Shape = {
      kind: 'text',
      x: x + width / 2,
      y: y + 11.2,
      text: percent(share),
      size: 7.5,
      fill: n < 2 ? 'ink' : 'paper',
      anchor: 'middle',
    };
    x += width;
    return width > 24 ? [rect, label] : [rect];
  });
}

/** The colours of the levels, for who does not see the shares in order. */
function legend(y: number): Shape[] {
  return CEFR_LEVELS.flatMap((level, n): Shape[] => [
    { kind: 'rect', x: LEFT + n * 42, y, width: 8, height: 8, fill: COLOURS[n] as Colour, radius: 1.5 },
    { kind: 'text', x: LEFT + n * 42 + 12, y: y + 7, text: level, size: 7.5, fill: 'quiet' },
  ]);
}

/** What share of the words is of which level: of all that were said, and of the different ones. */
export function bandsFigure(bands: Bands, locale: ReportLocale): Figure {
  const { t } = locale;
  const rows = [
    ['tokens', t('figures.running')],
    ['types', t('figures.different')],
  ] as const;
  const shapes = rows.flatMap(([of, name], n): Shape[] => [
    { kind: 'text', x: 0, y: n * ROW + 11.5, text: name, size: 9, fill: 'ink' },
    ...bar(bands, of, n * ROW, locale),
  ]);
  const described = rows.map(([of, name]) => {
    const shares = CEFR_LEVELS.map((level) => `${level} ${locale.percent(bands[level][of])}`);
    return t('figures.described', { name, value: shares.join(', ') });
  });
  return {
    width: FIGURE_WIDTH,
    height: rows.length * ROW + LEGEND,
    shapes: [...shapes, ...legend(rows.length * ROW + 2)],
    alt: `${t('figures.bands')} ${described.join(' ')}`,
  };
}
