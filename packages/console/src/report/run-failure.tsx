import { Code } from '@mantine/core';
import type { PollResponse } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/empty-state.tsx';
import { LinkButton } from '../components/link-button.tsx';

/** A run without a result: why, and what to do now. */
export function RunFailure({ run }: { run: Extract<PollResponse, { status: 'failed' }> }) {
  const { t } = useTranslation();
  return (
    <EmptyState title={t('report.failure.title')} hint={`${run.error.message} ${t('report.failure.free')}`}>
      <LinkButton to="/playground">{t('report.failure.again')}</LinkButton>
      <Code fz="xs">{run.error.code}</Code>
    </EmptyState>
  );
}
