import { Code, Text } from '@mantine/core';
import type { PollResponse } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/empty-state.tsx';
import { LinkButton } from '../components/link-button.tsx';

/** A failed run: the reason, and what to do next. */
export function RunFailure({ run }: { run: Extract<PollResponse, { status: 'failed' }> }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('report.failure.title')}
      hint={`${t(`errors.run.${run.error.code}`)} ${t('report.failure.free')}`}
    >
      <LinkButton to="/playground">{t('report.failure.again')}</LinkButton>
      <Text fz="sm" c="dimmed" lang="en">
        {run.error.message}
      </Text>
      <Code fz="xs">{run.error.code}</Code>
    </EmptyState>
  );
}
