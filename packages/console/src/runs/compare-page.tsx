import { Text } from '@mantine/core';
import { candidateNameOf, SCORE_NAMES } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useScoredRuns } from '../api/runs.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { LinkButton } from '../components/link-button.tsx';
import { LoadingPage } from '../components/loading-page.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { CompareAnswers } from './compare-answers.tsx';
import classes from './compare-page.module.css';
import { ComparedScore } from './compared-score.tsx';
import { comparedScores } from './compared-scores.ts';

const MAX_COMPARED = 4;

/** Up to four candidates side by side, with the interval of each score. */
export function ComparePage() {
  const { t } = useTranslation();
  const [address] = useSearchParams();
  const { runs, error, isPending, retry } = useScoredRuns(address.getAll('id').slice(0, MAX_COMPARED));
  if (error) return <ErrorNotice error={error} onRetry={retry} isPage />;
  if (isPending) return <LoadingPage />;
  if (runs.length < 2) {
    return (
      <EmptyState title={t('runs.compareTooFew')} hint={t('runs.compareTooFewHint')} isPage>
        <LinkButton to="/runs">{t('shell.runs')}</LinkButton>
      </EmptyState>
    );
  }
  const names = runs.map((run) => candidateNameOf(run) ?? run.id);
  return (
    <>
      <PageHeading title={t('runs.compareTitle')} hint={t('runs.compareHint')} />
      <div className={classes.rows}>
        {SCORE_NAMES.map((of) => (
          <ComparedScore
            key={of}
            of={of}
            scores={comparedScores(runs, of)}
            names={names}
            ids={runs.map(({ id }) => id)}
          />
        ))}
      </div>
      <CompareAnswers runs={runs} names={names} />
      <Text fz="sm" c="dimmed" mt="lg">
        {t('runs.compareNote')}
      </Text>
    </>
  );
}
