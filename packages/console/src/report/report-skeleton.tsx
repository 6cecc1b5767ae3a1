import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './report.module.css';

/** Placeholder of a report, of the same size. */
export function ReportSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('shell.loading')} className={classes.sections}>
      <Skeleton h={44} w="min(22rem, 70%)" />
      <Skeleton h={320} radius="lg" />
      <div className={classes.skeletons}>
        <Skeleton h={520} radius="lg" />
        <Skeleton h={520} radius="lg" />
      </div>
    </div>
  );
}
