import { type PartRow, partsFigure } from '../figures/parts-figure.ts';
import { clock } from '../transcript/clock.ts';
import type { AccentTexts } from '../wording/report-wording.ts';
import type { Writing } from '../wording/writing.ts';
import type { Block, Section } from './report-content.ts';
import type { ReportSource } from './report-source.ts';

const MOST_SOUNDS = 5;
const MOST_EXAMPLES = 3;

function parts({ accent }: ReportSource['analysis'], write: Writing): Block[] {
  const say = write.say.accent;
  const { intelligibility, phoneAccuracy, prosody } = accent;
  const all: readonly (readonly [string, number | null])[] = [
    [say.intelligibility, intelligibility],
    [say.phoneAccuracy, phoneAccuracy],
    [say.stressAndIntonation, prosody.stressAndIntonation],
    [say.delivery, prosody.delivery],
  ];
  const rows = all.flatMap(([name, score]): PartRow[] => (score === null ? [] : [{ name, score }]));
  if (rows.length === 0) return [];
  return [{ kind: 'figure', caption: say.parts, figure: partsFigure(rows, write) }];
}

function sounds({ accent }: ReportSource['analysis'], say: AccentTexts): Block[] {
  const found = accent.costliestPhones.filter(({ unclear }) => unclear > 0).slice(0, MOST_SOUNDS);
  if (found.length === 0) return [];
  return [
    {
      kind: 'table',
      title: say.unclear,
      head: say.unclearHead,
      widths: [0.14, 0.2, 0.66],
      rows: found.map(({ ipa, unclear, count, examples }) => [
        `/${ipa}/`,
        say.unclearTimes(unclear, count),
        examples
          .slice(0, MOST_EXAMPLES)
          .map(({ word, startMs }) => `${word} (${clock(startMs)})`)
          .join(', '),
      ]),
    },
  ];
}

/** How easily the candidate is understood; never how close the accent is to anybody's. */
export function accentSection(source: ReportSource, write: Writing): Section {
  const say = write.say.accent;
  const { analysis, explainability, scores } = source;
  return {
    title: say.title,
    badge: write.badge(scores.accent, scores.accentCefr),
    blocks: [
      { kind: 'paragraph', text: explainability.accent },
      ...parts(analysis, write),
      ...sounds(analysis, say),
      {
        kind: 'paragraph',
        isQuiet: true,
        text: say.meaning,
      },
    ],
  };
}
