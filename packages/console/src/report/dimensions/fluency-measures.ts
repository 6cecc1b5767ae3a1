import type { TypicalMeasure } from '@vivavoce/contract';
import type { TFunction } from 'i18next';
import type { Formats } from '../../i18n/formats.ts';
import { candidateTurns } from '../evidence/candidate-turns.ts';
import {
  type EvidencePassage,
  longestPauses,
  longestRuns,
  paceExtremes,
} from '../evidence/evidence-passages.ts';
import type { Passage } from '../player/recording-player.ts';
import type { ReportedRun } from '../scored-run.ts';
import type { Measure } from './measure.ts';

/** The measures of the fluency score. */
export function fluencyMeasures(run: ReportedRun, t: TFunction, formats: Formats): Measure[] {
  const { fluency } = run.analysis;
  const { number, percent } = formats;
  const passages = passagesOf(run, t, formats);
  const seconds = (ms: number) => t('report.units.seconds', { value: number(ms / 1000, 2) });
  const { silentPauses } = fluency;
  return [
    {
      ...labels(t, 'articulationRate'),
      feature: 'articulationRate',
      value: t('report.units.syllablesPerSecond', {
        value: number(fluency.articulationRateSyllablesPerSecond),
      }),
      ...typicalRange('articulationRate', fluency.articulationRateSyllablesPerSecond, (value) =>
        number(value),
      ),
      passages: passages.pace,
    },
    {
      ...labels(t, 'meanLengthOfRun'),
      feature: 'lengthOfRun',
      value: t('report.units.syllables', { value: number(fluency.meanLengthOfRunSyllables) }),
      ...typicalRange('meanLengthOfRun', fluency.meanLengthOfRunSyllables, (value) => number(value)),
      passages: passages.runs,
    },
    {
      ...labels(t, 'phonationRatio'),
      value: percent(fluency.phonationRatio),
      ...typicalRange('phonationRatio', fluency.phonationRatio, percent),
      passages: passages.pauses.slice(0, 2),
    },
    {
      ...labels(t, 'silentPausesPerMinute'),
      feature: 'lengthOfRun',
      value: t('report.units.perMinute', { value: number(silentPauses.perMinute) }),
      ...typicalRange('silentPausesPerMinute', silentPauses.perMinute, (value) => number(value)),
      passages: passages.pauses,
    },
    {
      ...labels(t, 'meanSilentPauseMs'),
      value: silentPauses.meanMs === null ? null : seconds(silentPauses.meanMs),
      ...(silentPauses.meanMs === null
        ? {}
        : typicalRange('meanSilentPauseMs', silentPauses.meanMs, seconds)),
      passages: passages.pauses.slice(0, 3),
    },
    {
      ...labels(t, 'speechRate'),
      feature: 'speechRate',
      value: t('report.units.wordsPerMinute', { value: number(fluency.speechRateWordsPerMinute, 0) }),
      passages: passages.pace,
    },
    ...countedMeasures(run, t, formats),
  ];
}

/** Measures that count things, each with passages to play. */
function countedMeasures({ analysis }: ReportedRun, t: TFunction, { number }: Formats): Measure[] {
  const { filledPauses, repetitions, selfRepairs, responseLatency } = analysis.fluency;
  const toPassages = (items: readonly { text: string; startMs: number; endMs: number }[]): Passage[] =>
    items.slice(0, 8).map(({ text, startMs, endMs }) => ({ startMs, endMs, label: text }));
  return [
    {
      ...labels(t, 'filledPauses'),
      feature: 'hesitation',
      value: t('report.units.perMinute', { value: number(filledPauses.perMinute) }),
      passages: toPassages(filledPauses.items),
    },
    {
      ...labels(t, 'repetitions'),
      feature: 'hesitation',
      value: t('report.units.perHundredWords', { value: number(repetitions.perHundredWords) }),
      passages: toPassages(repetitions.items),
    },
    {
      ...labels(t, 'selfRepairs'),
      feature: 'hesitation',
      value: selfRepairs && t('report.units.perHundredWords', { value: number(selfRepairs.perHundredWords) }),
      passages: toPassages(selfRepairs?.items ?? []),
    },
    {
      ...labels(t, 'responseLatency'),
      value:
        responseLatency.medianMs === null
          ? null
          : t('report.units.seconds', { value: number(responseLatency.medianMs / 1000, 2) }),
      passages: responseLatency.items.slice(0, 6).map(({ startMs, endMs, latencyMs }) => ({
        startMs,
        endMs,
        label: t('report.units.seconds', { value: number(latencyMs / 1000) }),
      })),
    },
  ];
}

function passagesOf({ transcript }: ReportedRun, t: TFunction, { number }: Formats) {
  const turns = candidateTurns(transcript);
  const labelled = (found: EvidencePassage, label: string): Passage => ({
    startMs: found.startMs,
    endMs: found.endMs,
    label,
  });
  return {
    pace: paceExtremes(turns).map((found, at) =>
      labelled(
        found,
        t(at === 0 ? 'report.passages.fastest' : 'report.passages.slowest', { rate: number(found.value, 0) }),
      ),
    ),
    runs: longestRuns(turns, 2).map((found) =>
      labelled(found, t('report.passages.run', { count: found.value })),
    ),
    pauses: longestPauses(turns, 5).map((found) =>
      labelled(found, t('report.units.seconds', { value: number(found.value / 1000) })),
    ),
  };
}

type MeasureKey =
  | 'articulationRate'
  | 'meanLengthOfRun'
  | 'phonationRatio'
  | 'silentPausesPerMinute'
  | 'meanSilentPauseMs'
  | 'speechRate'
  | 'filledPauses'
  | 'repetitions'
  | 'selfRepairs'
  | 'responseLatency';

function labels(t: TFunction, key: MeasureKey) {
  return { name: t(`report.measures.${key}`), meaning: t(`report.meanings.${key}`) };
}

function typicalRange(measure: TypicalMeasure, value: number, show: (value: number) => string) {
  return { typical: { measure, value, show } };
}
