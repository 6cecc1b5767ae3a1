import type { TFunction } from 'i18next';
import type { Formats } from '../../i18n/formats.ts';
import { candidateTurns } from '../evidence/candidate-turns.ts';
import { varietyExtremes } from '../evidence/evidence-passages.ts';
import type { ReportedRun } from '../scored-run.ts';
import type { Measure } from './measure.ts';

/** The measures of the vocabulary score. */
export function vocabularyMeasures(
  { analysis, transcript }: ReportedRun,
  t: TFunction,
  formats: Formats,
): Measure[] {
  const { vocabulary } = analysis;
  const { number, percent } = formats;
  const turns = candidateTurns(transcript);
  const varied = varietyExtremes(turns).map(({ startMs, endMs, value }, at) => ({
    startMs,
    endMs,
    label: t(at === 0 ? 'report.passages.mostVaried' : 'report.passages.leastVaried', {
      share: percent(value),
    }),
  }));
  const advanced = vocabulary.advancedWords.map(({ word, level, ...span }) => ({
    ...span,
    label: `${word} (${level})`,
  }));
  const { bands } = vocabulary;
  const beyond =
    bands && percent((['B2', 'C1', 'C2'] as const).reduce((sum, level) => sum + bands[level].types, 0));
  return [
    {
      ...labels(t, 'mattr'),
      feature: 'variety',
      value: vocabulary.mattr === null ? null : percent(vocabulary.mattr),
      ...typicalRange('mattr', vocabulary.mattr, percent),
      passages: varied,
    },
    {
      ...labels(t, 'mtld'),
      feature: 'variety',
      value: vocabulary.mtld === null ? null : number(vocabulary.mtld, 0),
      ...typicalRange('mtld', vocabulary.mtld, (value) => number(value, 0)),
      passages: varied.slice(0, 1),
    },
    {
      ...labels(t, 'types'),
      value: t('report.measures.typesValue', {
        types: number(vocabulary.types),
        words: number(vocabulary.words),
      }),
      passages: [],
    },
    { ...labels(t, 'beyondB1'), feature: 'reach', value: beyond, passages: advanced.slice(0, 6) },
    {
      ...labels(t, 'meanLogFrequency'),
      feature: 'reach',
      value: vocabulary.meanLogFrequency === null ? null : number(vocabulary.meanLogFrequency, 2),
      passages: advanced.slice(0, 3),
    },
  ];
}

type MeasureKey = 'mattr' | 'mtld' | 'types' | 'beyondB1' | 'meanLogFrequency';

function labels(t: TFunction, key: MeasureKey) {
  return { name: t(`report.measures.${key}`), meaning: t(`report.meanings.${key}`) };
}

function typicalRange(measure: 'mattr' | 'mtld', value: number | null, show: (value: number) => string) {
  return value === null ? {} : { typical: { measure, value, show } };
}
