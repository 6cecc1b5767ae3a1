import type { MeasureRow } from '../figures/measures-figure.ts';
import { timelineFigure } from '../figures/timeline-figure.ts';
import type { ReportLocale } from '../report-locale.ts';
import { formatClock } from '../transcript/format-time.ts';
import { measureBlocks } from './measure-blocks.ts';
import { quoteOfPause } from './quote.ts';
import type { Block, Section } from './report-content.ts';
import type { ReportSource } from './report-source.ts';

const MAX_PAUSES = 3;

function measureRows({ fluency }: ReportSource['analysis'], locale: ReportLocale): MeasureRow[] {
  const { t, decimal, seconds } = locale;
  const { silentPauses } = fluency;
  const rows: MeasureRow[] = [
    {
      measure: 'articulationRate',
      name: t('fluency.rate'),
      value: fluency.articulationRateSyllablesPerSecond,
      shown: t('fluency.syllablesPerSecond', { rate: fluency.articulationRateSyllablesPerSecond }),
    },
    {
      measure: 'meanLengthOfRun',
      name: t('fluency.runs'),
      value: fluency.meanLengthOfRunSyllables,
      shown: decimal(fluency.meanLengthOfRunSyllables),
    },
    {
      measure: 'silentPausesPerMinute',
      name: t('fluency.pausesPerMinute'),
      value: silentPauses.perMinute,
      shown: decimal(silentPauses.perMinute),
    },
  ];
  if (silentPauses.meanMs !== null) {
    rows.push({
      measure: 'meanSilentPauseMs',
      name: t('fluency.pauseLength'),
      value: silentPauses.meanMs,
      shown: seconds(silentPauses.meanMs),
    });
  }
  return rows;
}

function counts({ fluency }: ReportSource['analysis'], { t, percent, seconds }: ReportLocale): Block {
  const { filledPauses, repetitions, selfRepairs, responseLatency } = fluency;
  const items: (readonly [string, string])[] = [
    [t('fluency.speakingTime'), formatClock(fluency.speakingTimeMs)],
    [t('fluency.speechShare'), percent(fluency.phonationRatio)],
    [t('fluency.wordsPerMinute'), fluency.speechRateWordsPerMinute.toFixed(0)],
    [t('fluency.fillers'), String(filledPauses.count)],
    [t('fluency.repetitions'), String(repetitions.count)],
  ];
  if (selfRepairs !== null) items.push([t('fluency.selfRepairs'), String(selfRepairs.count)]);
  if (responseLatency.medianMs !== null) {
    items.push([t('fluency.beforeAnswer'), seconds(responseLatency.medianMs)]);
  }
  return { kind: 'facts', items };
}

function placeOf({ insideClause }: { readonly insideClause: boolean | null }, { t }: ReportLocale): string[] {
  if (insideClause === null) return [];
  return [t(insideClause ? 'fluency.insideClause' : 'fluency.betweenClauses')];
}

/** How smoothly the candidate speaks. */
export function fluencySection(source: ReportSource, locale: ReportLocale): Section {
  const { t } = locale;
  const { analysis, audio, explainability, scores, transcript } = source;
  const pauses = analysis.fluency.silentPauses.longest
    .slice(0, MAX_PAUSES)
    .map((pause) =>
      quoteOfPause(
        transcript,
        pause,
        [locale.seconds(pause.endMs - pause.startMs), ...placeOf(pause, locale)].join(', '),
      ),
    );
  const hasSpeech = analysis.fluency.speakingTimeMs > 0;
  return {
    title: t('fluency.title'),
    badge: locale.badge(scores.fluency, scores.fluencyCefr),
    blocks: [
      { kind: 'paragraph', text: explainability.fluency },
      ...(hasSpeech
        ? [
            counts(analysis, locale),
            ...measureBlocks(source, measureRows(analysis, locale), scores.fluencyCefr, locale),
          ]
        : []),
      ...(audio.durationMs > 0 && transcript.segments.length > 0
        ? ([
            {
              kind: 'figure',
              caption: t('fluency.conversation'),
              figure: timelineFigure(transcript, audio.durationMs, analysis.fluency, locale),
            },
          ] as const)
        : []),
      ...(pauses.length > 0
        ? ([
            {
              kind: 'quotes',
              title: t('fluency.longest', { count: analysis.fluency.silentPauses.count }),
              items: pauses,
            },
          ] as const)
        : []),
    ],
  };
}
