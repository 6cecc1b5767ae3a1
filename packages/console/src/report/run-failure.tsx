import { Text } from '@mantine/core';
import { candidateNameOf, type PollResponse } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { useHasPermission } from '../api/session.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { LinkButton } from '../components/link-button.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { useFormats } from '../i18n/formats.ts';
import { EraseRun } from './actions/erase-run.tsx';

/** A failed run: whose it is, the reason, and what to do next. */
export function RunFailure({ run }: { run: Extract<PollResponse, { status: 'failed' }> }) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const mayErase = useHasPermission('runs.erase');
  const maySubmit = useHasPermission('runs.submit');
  const name = candidateNameOf(run);
  const facts = [
    dateTime(run.timestamp),
    ...(run.externalId && run.externalId !== name ? [run.externalId] : []),
  ];
  return (
    <>
      <PageHeading title={name ?? t('report.head.unnamed')} hint={facts.join(' · ')}>
        {mayErase && <EraseRun run={run} />}
      </PageHeading>
      <EmptyState
        title={t('report.failure.title')}
        hint={`${t(`errors.run.${run.error.code}`)} ${t('report.failure.free')}`}
      >
        <Text fz="sm" c="dimmed" lang="en" ta="center">
          {run.error.message}
        </Text>
        {maySubmit && <LinkButton to="/playground">{t('report.failure.again')}</LinkButton>}
      </EmptyState>
    </>
  );
}
