import { Button, Group, Text, Title } from '@mantine/core';
import type { ErasureRequest, SettleErasure } from '@vivavoce/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErasureRequests, useSettleErasureRequest } from '../api/candidate-rights.ts';
import { ConfirmModal } from '../components/confirm-modal.tsx';
import { DataTable } from '../components/data-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { LinkButton } from '../components/link-button.tsx';
import { QueryBoundary } from '../components/query-boundary.tsx';
import { useFormats } from '../i18n/formats.ts';

/** Erasure requests of candidates, to be granted or declined. */
export function ErasureRequests() {
  const { t } = useTranslation();
  const query = useErasureRequests();
  return (
    <div>
      <Title order={2} fz="h3">
        {t('rights.requests.title')}
      </Title>
      <Text fz="sm" c="dimmed" mb="md">
        {t('rights.requests.hint')}
      </Text>
      <QueryBoundary query={query}>
        {(requests) =>
          requests.length === 0 ? (
            <EmptyState title={t('rights.requests.none')} hint={t('rights.requests.noneHint')} />
          ) : (
            <RequestsTable requests={requests} />
          )
        }
      </QueryBoundary>
    </div>
  );
}

function RequestsTable({ requests }: { requests: readonly ErasureRequest[] }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  return (
    <DataTable
      label={t('rights.requests.title')}
      rows={requests}
      keyOf={({ id }) => id}
      columns={[
        {
          name: t('rights.requests.of'),
          show: ({ externalId }) => externalId ?? t('rights.requests.unnamed'),
        },
        { name: t('rights.requests.asked'), show: ({ requestedAt }) => date(requestedAt) },
        {
          name: t('rights.requests.state'),
          show: ({ decision, settledAt }) =>
            `${t(`rights.requests.${decision ?? 'open'}`)}${settledAt ? ` · ${date(settledAt)}` : ''}`,
        },
        { name: t('administration.actions'), show: (request) => <RequestActions request={request} /> },
      ]}
    />
  );
}

function RequestActions({ request }: { request: ErasureRequest }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const settle = useSettleErasureRequest();
  const [pendingDecision, setPendingDecision] = useState<SettleErasure['decision'] | null>(null);
  if (request.decision !== null) return null;
  const name = request.externalId ?? t('rights.requests.unnamed');
  const date = formats.date(request.requestedAt);
  return (
    <Group gap={6} wrap="nowrap">
      <LinkButton size="compact-sm" variant="subtle" to={`/runs/${request.runId}`}>
        {t('rights.requests.report')}
      </LinkButton>
      {(['erase', 'decline'] as const).map((decision) => (
        <Button
          key={decision}
          size="compact-sm"
          variant="default"
          aria-label={t(`rights.requests.${decision}Named`, { name, date })}
          onClick={() => setPendingDecision(decision)}
        >
          {t(`rights.requests.${decision}`)}
        </Button>
      ))}
      <ConfirmModal
        isOpen={pendingDecision !== null}
        title={t(`rights.requests.${pendingDecision ?? 'erase'}Title`)}
        action={t(`rights.requests.${pendingDecision ?? 'erase'}`)}
        isPending={settle.isPending}
        error={settle.error}
        onConfirm={() =>
          pendingDecision &&
          settle.mutate(
            { id: request.id, decision: pendingDecision },
            { onSuccess: () => setPendingDecision(null) },
          )
        }
        onClose={() => setPendingDecision(null)}
      >
        <Text>{t(`rights.requests.${pendingDecision ?? 'erase'}Hint`)}</Text>
      </ConfirmModal>
    </Group>
  );
}
