import { bandsFigure } from '../figures/bands-figure.ts';
import type { MeasureRow } from '../figures/measures-figure.ts';
import type { ReportLocale } from '../report-locale.ts';
import { measureBlocks } from './measure-blocks.ts';
import { quoteAt } from './quote.ts';
import type { Block, Section } from './report-content.ts';
import type { ReportSource } from './report-source.ts';

const MOST_QUOTES = 5;
const MOST_OVERUSED = 4;

function measureRows({ vocabulary }: ReportSource['analysis'], { t, fixed }: ReportLocale): MeasureRow[] {
  const { mattr, mtld } = vocabulary;
  const rows: MeasureRow[] = [];
  if (mattr !== null) {
    rows.push({
      measure: 'mattr',
      name: t('vocabulary.mattr'),
      value: mattr,
      shown: fixed(mattr, 2),
    });
  }
  if (mtld !== null) {
    rows.push({ measure: 'mtld', name: t('vocabulary.mtld'), value: mtld, shown: fixed(mtld, 0) });
  }
  return rows;
}

function overused({ analysis }: ReportSource, { t }: ReportLocale): Block[] {
  const words = analysis.vocabulary.overusedWords.slice(0, MOST_OVERUSED);
  if (words.length === 0) return [];
  return [
    {
      kind: 'table',
      title: t('vocabulary.overused'),
      head: [
        t('vocabulary.overusedHead.word'),
        t('vocabulary.overusedHead.often'),
        t('vocabulary.overusedHead.instead'),
      ],
      widths: [0.25, 0.2, 0.55],
      rows: words.map(({ word, count, alternatives }) => [
        word,
        t('vocabulary.times', { count }),
        alternatives.join(', ') || t('vocabulary.noAlternatives'),
      ]),
    },
  ];
}

/** Which words the candidate has at hand. */
export function vocabularySection(source: ReportSource, locale: ReportLocale): Section {
  const { t } = locale;
  const { analysis, explainability, scores, transcript } = source;
  const { words, bands, advancedWords } = analysis.vocabulary;
  const quotes = advancedWords
    .slice(0, MOST_QUOTES)
    .map((word) => quoteAt(transcript, word, `${word.word}: ${word.level}`));
  return {
    title: t('vocabulary.title'),
    badge: locale.badge(scores.vocabulary, scores.vocabularyCefr),
    blocks: [
      { kind: 'paragraph', text: explainability.vocab },
      ...measureBlocks(source, measureRows(analysis, locale), scores.vocabularyCefr, locale),
      ...(words > 0 && bands !== null
        ? ([{ kind: 'figure', caption: t('vocabulary.bands'), figure: bandsFigure(bands, locale) }] as const)
        : []),
      ...(quotes.length > 0
        ? ([{ kind: 'quotes', title: t('vocabulary.advanced'), items: quotes }] as const)
        : []),
      ...overused(source, locale),
    ],
  };
}
