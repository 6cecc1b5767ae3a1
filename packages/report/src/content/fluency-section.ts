import type { MeasureRow } from '../figures/measures-figure.ts';
import { timelineFigure } from '../figures/timeline-figure.ts';
import { clock } from '../transcript/clock.ts';
import type { FluencyTexts } from '../wording/report-wording.ts';
import type { Writing } from '../wording/writing.ts';
import { measureBlocks } from './measure-blocks.ts';
import { quoteOfPause } from './quote.ts';
import type { Block, Section } from './report-content.ts';
import type { ReportSource } from './report-source.ts';

const MOST_PAUSES = 3;

function measureRows({ fluency }: ReportSource['analysis'], write: Writing): MeasureRow[] {
  const { say, decimal, seconds } = write;
  const { silentPauses } = fluency;
  const rows: MeasureRow[] = [
    {
      measure: 'articulationRate',
      name: say.fluency.rate,
      value: fluency.articulationRateSyllablesPerSecond,
      shown: say.fluency.syllablesPerSecond(decimal(fluency.articulationRateSyllablesPerSecond)),
    },
    {
      measure: 'meanLengthOfRun',
      name: say.fluency.runs,
      value: fluency.meanLengthOfRunSyllables,
      shown: decimal(fluency.meanLengthOfRunSyllables),
    },
    {
      measure: 'silentPausesPerMinute',
      name: say.fluency.pausesPerMinute,
      value: silentPauses.perMinute,
      shown: decimal(silentPauses.perMinute),
    },
  ];
  if (silentPauses.meanMs !== null) {
    rows.push({
      measure: 'meanSilentPauseMs',
      name: say.fluency.pauseLength,
      value: silentPauses.meanMs,
      shown: seconds(silentPauses.meanMs),
    });
  }
  return rows;
}

function counts({ fluency }: ReportSource['analysis'], { say, percent, seconds }: Writing): Block {
  const names = say.fluency;
  const { filledPauses, repetitions, selfRepairs, responseLatency } = fluency;
  const items: (readonly [string, string])[] = [
    [names.speakingTime, clock(fluency.speakingTimeMs)],
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

function placeOf({ insideClause }: { readonly insideClause: boolean | null }, say: FluencyTexts): string[] {
  if (insideClause === null) return [];
  return [insideClause ? say.insideClause : say.betweenClauses];
}

/** How smoothly the candidate speaks. */
export function fluencySection(source: ReportSource, write: Writing): Section {
  const { figures, fluency: say } = write.say;
  const { analysis, audio, explainability, scores, transcript } = source;
  const pauses = analysis.fluency.silentPauses.longest
    .slice(0, MOST_PAUSES)
    .map((pause) =>
      quoteOfPause(
        transcript,
        pause,
        [write.seconds(pause.endMs - pause.startMs), ...placeOf(pause, say)].join(', '),
      ),
    );
  const hasSpeech = analysis.fluency.speakingTimeMs > 0;
  return {
    title: say.title,
    badge: write.badge(scores.fluency, scores.fluencyCefr),
    blocks: [
      { kind: 'paragraph', text: explainability.fluency },
      ...(hasSpeech
        ? [
            counts(analysis, write),
            ...measureBlocks(source, measureRows(analysis, write), scores.fluencyCefr, write),
          ]
        : []),
      ...(audio.durationMs > 0 && transcript.segments.length > 0
        ? ([
            {
              kind: 'figure',
              caption: say.conversation,
              figure: timelineFigure(transcript, audio.durationMs, figures),
            },
          ] as const)
        : []),
      ...(pauses.length > 0
        ? ([
            {
              kind: 'quotes',
              title: say.longest(analysis.fluency.silentPauses.count),
              items: pauses,
            },
          ] as const)
        : []),
    ],
  };
}
