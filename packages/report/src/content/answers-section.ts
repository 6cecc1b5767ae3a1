import { type Answer, namedLevels } from '@vivavoce/contract';
import type { ReportLocale } from '../report-locale.ts';
import { formatClock } from '../transcript/format-time.ts';
import type { Section } from './report-content.ts';
import type { ReportSource } from './report-source.ts';

const DIMENSIONS = ['vocabulary', 'fluency', 'accent'] as const;

/** The levels that the interval of one answer names; a dash where it is too short for a score. */
function levelRange(score: Answer['scores']['accent'], { t }: ReportLocale): string {
  if (score === null) return '–';
  const { low, high } = namedLevels(score);
  return low === high ? low : t('answers.range', { low, high });
}

/** The interview question by question; none in results from before it existed, and where nothing was asked. */
export function answersSection({ analysis }: ReportSource, locale: ReportLocale): Section[] {
  const { answers = [] } = analysis;
  if (answers.length === 0) return [];
  const { t } = locale;
  const rows = answers.map((answer) => [
    formatClock(answer.startMs),
    answer.question?.text ?? t('answers.noQuestion'),
    formatClock(answer.endMs - answer.startMs),
    answer.latencyMs === null ? '–' : locale.seconds(Math.max(0, answer.latencyMs)),
    DIMENSIONS.map((dimension) => levelRange(answer.scores[dimension], locale)).join(' · '),
  ]);
  return [
    {
      title: t('answers.title'),
      blocks: [
        { kind: 'paragraph', text: t('answers.hint') },
        {
          kind: 'table',
          head: [
            t('answers.head.time'),
            t('answers.head.question'),
            t('answers.head.length'),
            t('answers.head.latency'),
            t('answers.head.levels'),
          ],
          widths: [0.09, 0.45, 0.1, 0.11, 0.25],
          rows,
        },
      ],
    },
  ];
}
