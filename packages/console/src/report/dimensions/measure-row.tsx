import { Text } from '@mantine/core';
import { CEFR_LEVELS, type CefrLevel, cefrOf } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { PassageList } from '../player/passage-button.tsx';
import { CefrScale } from '../scale/cefr-scale.tsx';
import type { Measure } from './measure.ts';
import classes from './measure-row.module.css';
import { TypicalRangeChart } from './typical-range-chart.tsx';

/** A measure of a score: name, value, typical range, evidence. */
export function MeasureRow({
  measure,
  comparedAt,
}: {
  measure: Measure;
  /** The level whose typical range is shown; null where none is known. */
  comparedAt: CefrLevel | null;
}) {
  const { t } = useTranslation();
  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <Text component="h4" fz="sm" fw={600} ff="inherit">
          {measure.name}
        </Text>
        <Text component="span" fz="sm" fw={600} className={`numbers ${classes.value}`}>
          {measure.value ?? t('report.measures.notMade')}
        </Text>
      </div>
      <Text fz="xs" c="dimmed" className={classes.meaning}>
        {measure.meaning}
      </Text>
      {measure.typical && comparedAt && <TypicalRangeChart typical={measure.typical} level={comparedAt} />}
      {measure.score !== undefined && (
        <CefrScale
          name={measure.name}
          score={measure.score}
          level={cefrOf(measure.score) ?? CEFR_LEVELS[0]}
          interval={null}
        />
      )}
      {measure.value !== null && (
        <PassageList
          passages={measure.passages}
          label={t('report.dimensions.examplesOf', { name: measure.name })}
        />
      )}
    </li>
  );
}
