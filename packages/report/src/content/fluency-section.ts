import type { MeasureRow } from '../figures/measures-figure.ts';
import { timelineFigure } from '../figures/timeline-figure.ts';
import { clock } from '../transcript/clock.ts';
import { measureBlocks } from './measure-blocks.ts';
import { quoteOfPause } from './quote.ts';
import type { Block, Section } from './report-content.ts';
import type { ReportSource } from './report-source.ts';
import { badge, counted, percent, seconds } from './wording.ts';

const MOST_PAUSES = 3;

function measureRows({ fluency }: ReportSource['analysis']): MeasureRow[] {
  const { silentPauses } = fluency;
  const rows: MeasureRow[] = [
    {
      measure: 'articulationRate',
      name: 'Speed while speaking',
      value: fluency.articulationRateSyllablesPerSecond,
      shown: `${fluency.articulationRateSyllablesPerSecond.toFixed(1)} syll./s`,
    },
    {
      measure: 'meanLengthOfRun',
      name: 'Syllables between pauses',
      value: fluency.meanLengthOfRunSyllables,
      shown: fluency.meanLengthOfRunSyllables.toFixed(1),
    },
    {
      measure: 'silentPausesPerMinute',
      name: 'Silent pauses a minute',
      value: silentPauses.perMinute,
      shown: silentPauses.perMinute.toFixed(1),
    },
  ];
  if (silentPauses.meanMs !== null) {
    rows.push({
      measure: 'meanSilentPauseMs',
      name: 'Length of a pause',
      value: silentPauses.meanMs,
      shown: seconds(silentPauses.meanMs),
    });
  }
  return rows;
}

function counts({ fluency }: ReportSource['analysis']): Block {
  const { filledPauses, repetitions, selfRepairs, responseLatency } = fluency;
  const items: (readonly [string, string])[] = [
    ['Speaking time', clock(fluency.speakingTimeMs)],
    ['Of it without pauses', percent(fluency.phonationRatio)],
    ['Words a minute', fluency.speechRateWordsPerMinute.toFixed(0)],
    ['Fillers (um, uh)', String(filledPauses.count)],
    ['Repetitions', String(repetitions.count)],
  ];
  if (selfRepairs !== null) items.push(['Self-repairs', String(selfRepairs.count)]);
  if (responseLatency.medianMs !== null) {
    items.push(['Time before an answer', seconds(responseLatency.medianMs)]);
  }
  return { kind: 'facts', items };
}

function placeOf({ insideClause }: { readonly insideClause: boolean | null }): string[] {
  if (insideClause === null) return [];
  return [insideClause ? 'inside a clause' : 'between clauses'];
}

/** How smoothly the candidate speaks. */
export function fluencySection(source: ReportSource): Section {
  const { analysis, audio, explainability, scores, transcript } = source;
  const pauses = analysis.fluency.silentPauses.longest
    .slice(0, MOST_PAUSES)
    .map((pause) =>
      quoteOfPause(transcript, pause, [seconds(pause.endMs - pause.startMs), ...placeOf(pause)].join(', ')),
    );
  const hasSpeech = analysis.fluency.speakingTimeMs > 0;
  return {
    title: 'Fluency',
    badge: badge(scores.fluency, scores.fluencyCefr),
    blocks: [
      { kind: 'paragraph', text: explainability.fluency },
      ...(hasSpeech
        ? [counts(analysis), ...measureBlocks(source, measureRows(analysis), scores.fluencyCefr)]
        : []),
      ...(audio.durationMs > 0 && transcript.segments.length > 0
        ? ([
            {
              kind: 'figure',
              caption: 'The conversation from start to end',
              figure: timelineFigure(transcript, audio.durationMs),
            },
          ] as const)
        : []),
      ...(pauses.length > 0
        ? ([
            {
              kind: 'quotes',
              title: `The longest of ${counted(analysis.fluency.silentPauses.count, 'pause')}`,
              items: pauses,
            },
          ] as const)
        : []),
    ],
  };
}
