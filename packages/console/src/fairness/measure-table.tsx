import { Text, Title } from '@mantine/core';
import type { GroupFairness, MeasureFairness } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../components/data-table.tsx';
import { useFormats } from '../i18n/formats.ts';
import { ImpactRatioChart } from './impact-ratio-chart.tsx';

/** Smaller p-values are shown as "below": three decimals would show zero. */
const MIN_SHOWN_P_VALUE = 0.001;

/** The groups by one measure, and a note on those too small to be shown. */
export function MeasureTable({
  measure,
  smallestGroup,
}: {
  measure: MeasureFairness;
  smallestGroup: number;
}) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { groups, suppressed, median, peopleNeededPerGroup } = measure;
  const name = t(`rights.fairness.measures.${measure.measure}`);
  return (
    <div>
      <Title order={2} fz="h3">
        {name}
      </Title>
      <Text fz="sm" c="dimmed" mb="sm">
        {median === null
          ? t('rights.fairness.selected')
          : t('rights.fairness.median', { median: number(median) })}{' '}
        {peopleNeededPerGroup !== null && t('rights.fairness.needed', { count: peopleNeededPerGroup })}
      </Text>
      {groups.length === 0 ? (
        <Text fz="sm">{t('rights.fairness.noGroups')}</Text>
      ) : (
        <GroupsTable label={name} groups={groups} />
      )}
      {suppressed.groups > 0 && (
        <Text fz="sm" mt="sm">
          {t('rights.fairness.suppressed', {
            count: suppressed.groups,
            people: suppressed.people,
            smallest: smallestGroup,
          })}
        </Text>
      )}
    </div>
  );
}

function GroupsTable({ label, groups }: { label: string; groups: readonly GroupFairness[] }) {
  const { t } = useTranslation();
  const { number, percent, decimal } = useFormats();
  const nameOf = ({ group }: GroupFairness) => Object.values(group).join(' · ');
  return (
    <DataTable
      label={label}
      rows={groups}
      keyOf={nameOf}
      columns={[
        { name: t('rights.fairness.group'), show: nameOf },
        { name: t('rights.fairness.number'), show: ({ people }) => number(people, 0), isNumber: true },
        {
          name: t('rights.fairness.mean'),
          show: ({ meanScore }) => (meanScore === null ? '–' : decimal(meanScore)),
          isNumber: true,
        },
        { name: t('rights.fairness.rate'), show: ({ rate }) => percent(rate), isNumber: true },
        { name: t('rights.fairness.ratio'), show: (group) => <ImpactRatioChart group={group} /> },
        {
          name: t('rights.fairness.p'),
          show: ({ pValue }) => {
            if (pValue === null) return '–';
            return pValue < MIN_SHOWN_P_VALUE ? `< ${number(MIN_SHOWN_P_VALUE, 3)}` : number(pValue, 3);
          },
          isNumber: true,
        },
      ]}
    />
  );
}
