import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './report.module.css';

/** Placeholder of a report, of the same size. */
export function ReportSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('shell.loading')} className={classes.sections}>
      <Skeleton h={44} w="min(22rem, 70%)" />
      <div className={classes.top}>
        <Skeleton h={230} radius="lg" />
        <Skeleton h={230} radius="lg" />
      </div>
      <div className={classes.dimensions}>
        <Skeleton h={520} radius="lg" />
        <Skeleton h={520} radius="lg" />
        <Skeleton h={520} radius="lg" />
      </div>
    </div>
  );
}
