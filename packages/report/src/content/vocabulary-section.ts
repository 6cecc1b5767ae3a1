import { bandsFigure } from '../figures/bands-figure.ts';
import type { MeasureRow } from '../figures/measures-figure.ts';
import type { VocabularyTexts } from '../wording/report-wording.ts';
import type { Writing } from '../wording/writing.ts';
import { measureBlocks } from './measure-blocks.ts';
import { quoteAt } from './quote.ts';
import type { Block, Section } from './report-content.ts';
import type { ReportSource } from './report-source.ts';

const MOST_QUOTES = 5;
const MOST_OVERUSED = 4;

function measureRows({ vocabulary }: ReportSource['analysis'], { say, decimal }: Writing): MeasureRow[] {
  const { mattr, mtld } = vocabulary;
  const rows: MeasureRow[] = [];
  if (mattr !== null) {
    rows.push({
      measure: 'mattr',
      name: say.vocabulary.mattr,
      value: mattr,
      shown: decimal(mattr, 2),
    });
  }
  if (mtld !== null) {
    rows.push({ measure: 'mtld', name: say.vocabulary.mtld, value: mtld, shown: decimal(mtld, 0) });
  }
  return rows;
}

function overused({ analysis }: ReportSource, say: VocabularyTexts): Block[] {
  const words = analysis.vocabulary.overusedWords.slice(0, MOST_OVERUSED);
  if (words.length === 0) return [];
  return [
    {
      kind: 'table',
      title: say.overused,
      head: say.overusedHead,
      widths: [0.25, 0.2, 0.55],
      rows: words.map(({ word, count, alternatives }) => [
        word,
        say.times(count),
        alternatives.join(', ') || say.noneKnown,
      ]),
    },
  ];
}

/** Which words the candidate has at hand. */
export function vocabularySection(source: ReportSource, write: Writing): Section {
  const say = write.say.vocabulary;
  const { analysis, explainability, scores, transcript } = source;
  const { words, bands, advancedWords } = analysis.vocabulary;
  const quotes = advancedWords
    .slice(0, MOST_QUOTES)
    .map((word) => quoteAt(transcript, word, `${word.word}: ${word.level}`));
  return {
    title: say.title,
    badge: write.badge(scores.vocabulary, scores.vocabularyCefr),
    blocks: [
      { kind: 'paragraph', text: explainability.vocab },
      ...measureBlocks(source, measureRows(analysis, write), scores.vocabularyCefr, write),
      ...(words > 0 && bands !== null
        ? ([{ kind: 'figure', caption: say.bands, figure: bandsFigure(bands, write) }] as const)
        : []),
      ...(quotes.length > 0 ? ([{ kind: 'quotes', title: say.advanced, items: quotes }] as const) : []),
      ...overused(source, say),
    ],
  };
}
