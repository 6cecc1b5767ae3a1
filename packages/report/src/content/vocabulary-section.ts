import { bandsFigure } from '../figures/bands-figure.ts';
import type { MeasureRow } from '../figures/measures-figure.ts';
import type { ReportLocale } from '../locales/report-locale.ts';
import type { VocabularyTexts } from '../locales/report-texts.ts';
import { measureBlocks } from './measure-blocks.ts';
import { quoteAt } from './quote.ts';
import type { Block, Section } from './report-content.ts';
import type { ReportSource } from './report-source.ts';

const MOST_QUOTES = 5;
const MOST_OVERUSED = 4;

function measureRows(
  { vocabulary }: ReportSource['analysis'],
  { texts, decimal }: ReportLocale,
): MeasureRow[] {
  const { mattr, mtld } = vocabulary;
  const rows: MeasureRow[] = [];
  if (mattr !== null) {
    rows.push({
      measure: 'mattr',
      name: texts.vocabulary.mattr,
      value: mattr,
      shown: decimal(mattr, 2),
    });
  }
  if (mtld !== null) {
    rows.push({ measure: 'mtld', name: texts.vocabulary.mtld, value: mtld, shown: decimal(mtld, 0) });
  }
  return rows;
}

function overused({ analysis }: ReportSource, texts: VocabularyTexts): Block[] {
  const words = analysis.vocabulary.overusedWords.slice(0, MOST_OVERUSED);
  if (words.length === 0) return [];
  return [
    {
      kind: 'table',
      title: texts.overused,
      head: texts.overusedHead,
      widths: [0.25, 0.2, 0.55],
      rows: words.map(({ word, count, alternatives }) => [
        word,
        texts.times(count),
        alternatives.join(', ') || texts.noAlternatives,
      ]),
    },
  ];
}

/** Which words the candidate has at hand. */
export function vocabularySection(source: ReportSource, locale: ReportLocale): Section {
  const texts = locale.texts.vocabulary;
  const { analysis, explainability, scores, transcript } = source;
  const { words, bands, advancedWords } = analysis.vocabulary;
  const quotes = advancedWords
    .slice(0, MOST_QUOTES)
    .map((word) => quoteAt(transcript, word, `${word.word}: ${word.level}`));
  return {
    title: texts.title,
    badge: locale.badge(scores.vocabulary, scores.vocabularyCefr),
    blocks: [
      { kind: 'paragraph', text: explainability.vocab },
      ...measureBlocks(source, measureRows(analysis, locale), scores.vocabularyCefr, locale),
      ...(words > 0 && bands !== null
        ? ([{ kind: 'figure', caption: texts.bands, figure: bandsFigure(bands, locale) }] as const)
        : []),
      ...(quotes.length > 0 ? ([{ kind: 'quotes', title: texts.advanced, items: quotes }] as const) : []),
      ...overused(source, texts),
    ],
  };
}
