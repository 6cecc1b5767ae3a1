import { bandsFigure } from '../figures/bands-figure.ts';
import type { MeasureRow } from '../figures/measures-figure.ts';
import { measureBlocks } from './measure-blocks.ts';
import { quoteAt } from './quote.ts';
import type { Block, Section } from './report-content.ts';
import type { ReportSource } from './report-source.ts';
import { badge, counted } from './wording.ts';

const MOST_QUOTES = 5;
const MOST_OVERUSED = 4;

function measureRows({ vocabulary }: ReportSource['analysis']): MeasureRow[] {
  const { mattr, mtld } = vocabulary;
  const rows: MeasureRow[] = [];
  if (mattr !== null) {
    rows.push({
      measure: 'mattr',
      name: 'Different words in any 50 (MATTR)',
      value: mattr,
      shown: mattr.toFixed(2),
    });
  }
  if (mtld !== null) {
    rows.push({ measure: 'mtld', name: 'Variety of the text (MTLD)', value: mtld, shown: mtld.toFixed(0) });
  }
  return rows;
}

function overused({ analysis }: ReportSource): Block[] {
  const words = analysis.vocabulary.overusedWords.slice(0, MOST_OVERUSED);
  if (words.length === 0) return [];
  return [
    {
      kind: 'table',
      title: 'Words that come back often',
      head: ['Word', 'How often', 'Words that may fit instead'],
      widths: [0.25, 0.2, 0.55],
      rows: words.map(({ word, count, alternatives }) => [
        word,
        counted(count, 'time'),
        alternatives.join(', ') || 'none known',
      ]),
    },
  ];
}

/** Which words the candidate has at hand. */
export function vocabularySection(source: ReportSource): Section {
  const { analysis, explainability, scores, transcript } = source;
  const { words, bands, advancedWords } = analysis.vocabulary;
  const quotes = advancedWords
    .slice(0, MOST_QUOTES)
    .map((word) => quoteAt(transcript, word, `${word.word}: ${word.level}`));
  return {
    title: 'Vocabulary',
    badge: badge(scores.vocabulary, scores.vocabularyCefr),
    blocks: [
      { kind: 'paragraph', text: explainability.vocab },
      ...measureBlocks(source, measureRows(analysis), scores.vocabularyCefr),
      ...(words > 0 && bands !== null
        ? ([
            { kind: 'figure', caption: 'Words by their estimated level', figure: bandsFigure(bands) },
          ] as const)
        : []),
      ...(quotes.length > 0
        ? ([{ kind: 'quotes', title: 'The most advanced words', items: quotes }] as const)
        : []),
      ...overused(source),
    ],
  };
}
