import { Text } from '@mantine/core';
import { IconArrowDownRight, IconArrowUpRight, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.ts';
import type { Dimension, ReportedRun } from '../scored-run.ts';
import classes from './contribution-list.module.css';
import type { Measure } from './measure.ts';

/** Points below which a feature makes no difference that anybody would see. */
const NO_DIFFERENCE = 0.05;

/** What moved a score, the largest first, with direction and weight, from the models' own contributions. */
export function ContributionList({
  run,
  dimension,
  measures,
}: {
  run: ReportedRun;
  dimension: Dimension;
  measures: readonly Measure[];
}) {
  const { t } = useTranslation();
  const { decimal } = useFormats();
  const moved = run.analysis.contributions?.[dimension];
  if (!moved) return null;
  const from = decimal(moved.reference);
  return (
    <div className={classes.contributions}>
      <Text component="h4" fz="sm" fw={650} ff="inherit">
        {t('evidence.contributions.title')}
      </Text>
      <Text fz="xs" c="dimmed">
        {t(
          dimension === 'vocabulary'
            ? 'evidence.contributions.fromLearners'
            : 'evidence.contributions.fromMiddle',
          { score: from },
        )}
      </Text>
      <ul className={classes.list}>
        {moved.features.map(({ feature, points }) => (
          <ContributionRow
            key={feature}
            feature={feature}
            points={points}
            measure={measures.find((one) => one.feature === feature && one.value !== null)}
          />
        ))}
      </ul>
    </div>
  );
}

type Contributor = NonNullable<
  NonNullable<ReportedRun['analysis']['contributions']>[Dimension]
>['features'][number]['feature'];

function ContributionRow({
  feature,
  points,
  measure,
}: {
  feature: Contributor;
  points: number;
  /** The measure that people can picture it by. */
  measure: Measure | undefined;
}) {
  const { t } = useTranslation();
  const { decimal } = useFormats();
  const direction = Math.abs(points) < NO_DIFFERENCE ? 'none' : points > 0 ? 'up' : 'down';
  const name = t(`evidence.contributions.features.${feature}`);
  const Icon = { none: IconMinus, up: IconArrowUpRight, down: IconArrowDownRight }[direction];
  return (
    <li className={classes.row} data-direction={direction}>
      <Icon size={16} stroke={2} aria-hidden className={classes.icon} />
      <span>
        {name}
        {measure && (
          <Text component="span" fz="xs" c="dimmed">
            {' '}
            {measure.name === name
              ? measure.value
              : t('evidence.contributions.measure', { name: measure.name, value: measure.value ?? '' })}
          </Text>
        )}
      </span>
      <Text component="span" fz="sm" fw={600} className="numbers">
        {t(`evidence.contributions.${direction}`, { points: decimal(Math.abs(points)) })}
      </Text>
    </li>
  );
}
