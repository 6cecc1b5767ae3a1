import { type CefrLevel, isScoredAsEnglish } from '@vivavoce/contract';
import { type MeasureRow, measuresFigure } from '../figures/measures-figure.ts';
import type { ReportLocale } from '../report-locale.ts';
import type { Block } from './report-content.ts';
import type { ReportSource } from './report-source.ts';

/**
 * Measures behind a score against what is usual at its level; as they are, with a note, where that is not known.
 * @param level of the score; null where it was not made, and then no measure is shown.
 */
export function measureBlocks(
  source: ReportSource,
  rows: readonly MeasureRow[],
  level: CefrLevel | null,
  locale: ReportLocale,
): Block[] {
  const { t } = locale;
  if (level === null || rows.length === 0) return [];
  if (isScoredAsEnglish(source)) {
    return [
      {
        kind: 'figure',
        caption: t('figures.comparison'),
        figure: measuresFigure(rows, level, locale),
      },
    ];
  }
  return [
    { kind: 'facts', items: rows.map(({ name, shown }) => [name, shown]) },
    {
      kind: 'paragraph',
      isQuiet: true,
      text: t('figures.noTypicalRanges'),
    },
  ];
}
