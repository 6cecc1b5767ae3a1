import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useScoredRuns } from '../api/runs.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { FailedNotice } from '../parts/failed-notice.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import { LoadingPage } from '../parts/loading-page.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { DIMENSIONS, nameOf } from '../report/scored-run.ts';
import classes from './compare-page.module.css';
import { ComparedScore } from './compared-score.tsx';
import { comparedScores } from './compared-scores.ts';

const MOST = 4;

/** Up to four candidates side by side, with how sure each score is. */
export function ComparePage() {
  const { t } = useTranslation();
  const [address] = useSearchParams();
  const { runs, error, isPending } = useScoredRuns(address.getAll('id').slice(0, MOST));
  if (error) return <FailedNotice error={error} />;
  if (isPending) return <LoadingPage />;
  if (runs.length < 2) {
    return (
      <EmptyState title={t('runs.compareTooFew')} hint={t('runs.compareTooFewHint')}>
        <LinkButton to="/runs">{t('shell.runs')}</LinkButton>
      </EmptyState>
    );
  }
  const names = runs.map((run) => nameOf(run) ?? run.id);
  return (
    <>
      <PageHeading title={t('runs.compareTitle')} hint={t('runs.compareHint')} />
      <div className={classes.rows}>
        {(['overall', ...DIMENSIONS] as const).map((of) => (
          <ComparedScore
            key={of}
            of={of}
            scores={comparedScores(runs, of)}
            names={names}
            ids={runs.map(({ id }) => id)}
          />
        ))}
      </div>
      <Text fz="sm" c="dimmed" mt="lg">
        {t('runs.compareNote')}
      </Text>
    </>
  );
}
