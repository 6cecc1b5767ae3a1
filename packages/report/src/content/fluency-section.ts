import type { MeasureRow } from '../figures/measures-figure.ts';
import { timelineFigure } from '../figures/timeline-figure.ts';
import type { ReportLocale } from '../locales/report-locale.ts';
import type { FluencyTexts } from '../locales/report-texts.ts';
import { formatClock } from '../transcript/format-time.ts';
import { measureBlocks } from './measure-blocks.ts';
import { quoteOfPause } from './quote.ts';
import type { Block, Section } from './report-content.ts';
import type { ReportSource } from './report-source.ts';

const MAX_PAUSES = 3;

function measureRows({ fluency }: ReportSource['analysis'], locale: ReportLocale): MeasureRow[] {
  const { texts, decimal, seconds } = locale;
  const { silentPauses } = fluency;
  const rows: MeasureRow[] = [
    {
      measure: 'articulationRate',
      name: texts.fluency.rate,
      value: fluency.articulationRateSyllablesPerSecond,
      shown: texts.fluency.syllablesPerSecond(decimal(fluency.articulationRateSyllablesPerSecond)),
    },
    {
      measure: 'meanLengthOfRun',
      name: texts.fluency.runs,
      value: fluency.meanLengthOfRunSyllables,
      shown: decimal(fluency.meanLengthOfRunSyllables),
    },
    {
      measure: 'silentPausesPerMinute',
      name: texts.fluency.pausesPerMinute,
      value: silentPauses.perMinute,
      shown: decimal(silentPauses.perMinute),
    },
  ];
  if (silentPauses.meanMs !== null) {
    rows.push({
      measure: 'meanSilentPauseMs',
      name: texts.fluency.pauseLength,
      value: silentPauses.meanMs,
      shown: seconds(silentPauses.meanMs),
    });
  }
  return rows;
}

function counts({ fluency }: ReportSource['analysis'], { texts, percent, seconds }: ReportLocale): Block {
  const names = texts.fluency;
  const { filledPauses, repetitions, selfRepairs, responseLatency } = fluency;
  const items: (readonly [string, string])[] = [
    [names.speakingTime, formatClock(fluency.speakingTimeMs)],
    [names.speechShare, percent(fluency.phonationRatio)],
    [names.wordsPerMinute, fluency.speechRateWordsPerMinute.toFixed(0)],
    [names.fillers, String(filledPauses.count)],
    [names.repetitions, String(repetitions.count)],
  ];
  if (selfRepairs !== null) items.push([names.selfRepairs, String(selfRepairs.count)]);
  if (responseLatency.medianMs !== null) {
    items.push([names.beforeAnswer, seconds(responseLatency.medianMs)]);
  }
  return { kind: 'facts', items };
}

function placeOf({ insideClause }: { readonly insideClause: boolean | null }, texts: FluencyTexts): string[] {
  if (insideClause === null) return [];
  return [insideClause ? texts.insideClause : texts.betweenClauses];
}

/** How smoothly the candidate speaks. */
export function fluencySection(source: ReportSource, locale: ReportLocale): Section {
  const { figures, fluency: texts } = locale.texts;
  const { analysis, audio, explainability, scores, transcript } = source;
  const pauses = analysis.fluency.silentPauses.longest
    .slice(0, MAX_PAUSES)
    .map((pause) =>
      quoteOfPause(
        transcript,
        pause,
        [locale.seconds(pause.endMs - pause.startMs), ...placeOf(pause, texts)].join(', '),
      ),
    );
  const hasSpeech = analysis.fluency.speakingTimeMs > 0;
  return {
    title: texts.title,
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
              caption: texts.conversation,
              figure: timelineFigure(transcript, audio.durationMs, figures),
            },
          ] as const)
        : []),
      ...(pauses.length > 0
        ? ([
            {
              kind: 'quotes',
              title: texts.longest(analysis.fluency.silentPauses.count),
              items: pauses,
            },
          ] as const)
        : []),
    ],
  };
}
