import { Text } from '@mantine/core';
import { CEFR_LEVELS, type CefrLevel, CONTRIBUTORS, cefrOf } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { PassageList } from '../player/passage-button.tsx';
import { CefrScale } from '../scale/cefr-scale.tsx';
import type { Dimension } from '../scored-run.ts';
import type { Measure } from './measure.ts';
import classes from './measure-row.module.css';
import { TypicalRangeChart } from './typical-range-chart.tsx';

/** A measure of a score: name, value, typical range, evidence. */
export function MeasureRow({
  measure,
  dimension,
  comparedAt,
}: {
  measure: Measure;
  /** The score that it is listed under. */
  dimension: Dimension;
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
      <UsedIn measure={measure} dimension={dimension} />
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

/** Says so where no score uses a figure, or another one than it is listed under. */
function UsedIn({ measure: { feature }, dimension }: { measure: Measure; dimension: Dimension }) {
  const { t } = useTranslation();
  if (feature !== undefined && (CONTRIBUTORS[dimension] as readonly string[]).includes(feature)) return null;
  return (
    <Text fz="xs" fs="italic" c="dimmed">
      {feature === undefined ? t('report.measures.unused') : t('report.measures.usedInFluency')}
    </Text>
  );
}
