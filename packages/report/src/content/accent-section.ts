import { hardSounds } from '@vivavoce/contract';
import { type SubscoreRow, subscoresFigure } from '../figures/subscores-figure.ts';
import type { ReportLocale } from '../report-locale.ts';
import { formatClock } from '../transcript/format-time.ts';
import type { Block, Section } from './report-content.ts';
import type { ReportSource } from './report-source.ts';

const MAX_SOUNDS = 5;
const MAX_EXAMPLES = 3;

function subscores({ accent }: ReportSource['analysis'], locale: ReportLocale): Block[] {
  const { t } = locale;
  const { intelligibility, phoneAccuracy, prosody } = accent;
  const all: readonly (readonly [string, number | null])[] = [
    [t('accent.intelligibility'), intelligibility],
    [t('accent.phoneAccuracy'), phoneAccuracy],
    [t('accent.stressAndIntonation'), prosody.stressAndIntonation],
    [t('accent.delivery'), prosody.delivery],
  ];
  const rows = all.flatMap(([name, score]): SubscoreRow[] => (score === null ? [] : [{ name, score }]));
  if (rows.length === 0) return [];
  return [{ kind: 'figure', caption: t('accent.subscores'), figure: subscoresFigure(rows, locale) }];
}

function unclearSounds({ accent }: ReportSource['analysis'], { t }: ReportLocale): Block[] {
  const found = hardSounds(accent).slice(0, MAX_SOUNDS);
  if (found.length === 0) return [];
  return [
    {
      kind: 'table',
      title: t('accent.unclear'),
      head: [t('accent.unclearHead.sound'), t('accent.unclearHead.unclear'), t('accent.unclearHead.where')],
      widths: [0.14, 0.2, 0.66],
      rows: found.map(({ ipa, unclear, count, examples }) => [
        `/${ipa}/`,
        t('accent.unclearTimes', { times: unclear, due: count }),
        examples
          .slice(0, MAX_EXAMPLES)
          .map(({ word, startMs }) => `${word} (${formatClock(startMs)})`)
          .join(', '),
      ]),
    },
  ];
}

/** How easily the candidate is understood; never how close the accent is to anybody's. */
export function accentSection(source: ReportSource, locale: ReportLocale): Section {
  const { t } = locale;
  const { analysis, explainability, scores } = source;
  return {
    title: t('accent.title'),
    badge: locale.badge(scores.accent, scores.accentCefr),
    blocks: [
      { kind: 'paragraph', text: explainability.accent },
      ...subscores(analysis, locale),
      ...unclearSounds(analysis, locale),
      {
        kind: 'paragraph',
        isQuiet: true,
        text: t('accent.meaning'),
      },
    ],
  };
}
