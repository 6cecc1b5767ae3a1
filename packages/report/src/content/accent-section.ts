import { type PartRow, partsFigure } from '../figures/parts-figure.ts';
import { clock } from '../transcript/clock.ts';
import type { Block, Section } from './report-content.ts';
import type { ReportSource } from './report-source.ts';
import { badge } from './wording.ts';

const MOST_SOUNDS = 5;
const MOST_EXAMPLES = 3;

function parts({ accent }: ReportSource['analysis']): Block[] {
  const { intelligibility, phoneAccuracy, prosody } = accent;
  const all: readonly (readonly [string, number | null])[] = [
    ['Easily understood', intelligibility],
    ['Sounds told apart', phoneAccuracy],
    ['Stress and intonation', prosody.stressAndIntonation],
    ['Smoothness', prosody.delivery],
  ];
  const rows = all.flatMap(([name, score]): PartRow[] => (score === null ? [] : [{ name, score }]));
  if (rows.length === 0) return [];
  return [{ kind: 'figure', caption: 'Its parts, as experts would judge them', figure: partsFigure(rows) }];
}

function sounds({ accent }: ReportSource['analysis']): Block[] {
  const found = accent.costliestPhones.filter(({ unclear }) => unclear > 0).slice(0, MOST_SOUNDS);
  if (found.length === 0) return [];
  return [
    {
      kind: 'table',
      title: 'Sounds that were hard to make out',
      head: ['Sound', 'Unclear', 'Where to hear it'],
      widths: [0.14, 0.2, 0.66],
      rows: found.map(({ ipa, unclear, count, examples }) => [
        `/${ipa}/`,
        `${unclear} of ${count}`,
        examples
          .slice(0, MOST_EXAMPLES)
          .map(({ word, startMs }) => `${word} (${clock(startMs)})`)
          .join(', '),
      ]),
    },
  ];
}

/** How easily the candidate is understood; never how close the accent is to anybody's. */
export function accentSection(source: ReportSource): Section {
  const { analysis, explainability, scores } = source;
  return {
    title: 'Accent',
    badge: badge(scores.accent, scores.accentCefr),
    blocks: [
      { kind: 'paragraph', text: explainability.accent },
      ...parts(analysis),
      ...sounds(analysis),
      {
        kind: 'paragraph',
        isQuiet: true,
        text: 'Accent here means how easily the speech is understood. Nobody has to sound like a native speaker.',
      },
    ],
  };
}
