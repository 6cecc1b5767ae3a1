import { hardSounds } from '@vivavoce/contract';
import type { TFunction } from 'i18next';
import type { Formats } from '../../i18n/formats.ts';
import { candidateTurns } from '../evidence/candidate-turns.ts';
import { clarityExtremes, longestRuns } from '../evidence/evidence-passages.ts';
import type { ReportedRun } from '../scored-run.ts';
import type { Measure } from './measure.ts';

/** The measures of the accent score. */
export function accentMeasures(
  { analysis, transcript }: ReportedRun,
  t: TFunction,
  { number, percent }: Formats,
): Measure[] {
  const { accent } = analysis;
  const turns = candidateTurns(transcript);
  const clarity = clarityExtremes(turns).map(({ startMs, endMs }, at) => ({
    startMs,
    endMs,
    label: t(at === 0 ? 'report.passages.surest' : 'report.passages.leastSure'),
  }));
  const longest = longestRuns(turns, 2).map(({ startMs, endMs }) => ({
    startMs,
    endMs,
    label: t('report.passages.melody'),
  }));
  const sounds = hardSounds(accent)
    .slice(0, 3)
    .flatMap(({ ipa, examples }) =>
      examples.slice(0, 2).map(({ word, startMs, endMs }) => ({ startMs, endMs, label: `/${ipa}/ ${word}` })),
    );
  const subscore = (key: SubscoreKey, score: number | null, passages: Measure['passages']): Measure => ({
    name: t(`report.measures.${key}`),
    meaning: t(`report.meanings.${key}`),
    value: score === null ? null : t('report.units.outOfFive', { value: number(score) }),
    ...(score === null ? {} : { score }),
    passages,
  });
  return [
    { ...subscore('intelligibility', accent.intelligibility, clarity), feature: 'easeOfUnderstanding' },
    { ...subscore('phoneAccuracy', accent.phoneAccuracy, sounds), feature: 'clarityOfSounds' },
    subscore('stressAndIntonation', accent.prosody.stressAndIntonation, longest),
    { ...subscore('delivery', accent.prosody.delivery, longest.slice(0, 1)), feature: 'smoothness' },
    {
      name: t('report.measures.pitchRange'),
      meaning: t('report.meanings.pitchRange'),
      value:
        accent.pitchRangeSemitones === null
          ? null
          : t('report.units.semitones', { value: number(accent.pitchRangeSemitones, 0) }),
      passages: longest.slice(0, 1),
    },
    {
      name: t('report.measures.vowelNpvi'),
      meaning: t('report.meanings.vowelNpvi'),
      value: accent.rhythm.vowelNpvi === null ? null : number(accent.rhythm.vowelNpvi, 0),
      passages: [],
    },
    {
      name: t('report.measures.vowelShare'),
      meaning: t('report.meanings.vowelShare'),
      value: accent.rhythm.vowelShare === null ? null : percent(accent.rhythm.vowelShare),
      passages: [],
    },
  ];
}

type SubscoreKey = 'intelligibility' | 'phoneAccuracy' | 'stressAndIntonation' | 'delivery';
