import { Button, Group, Text, Title } from '@mantine/core';
import type { ErasureRequest, SettleErasure } from '@vivavoce/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErasureRequests, useSettleErasure } from '../api/rights.ts';
import { useFormats } from '../language/formats.ts';
import { ConfirmModal } from '../parts/confirm-modal.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import { Loaded } from '../parts/loaded.tsx';

/** What candidates have asked for on shared pages, to be granted or declined. */
export function ErasureRequests() {
  const { t } = useTranslation();
  const asked = useErasureRequests();
  return (
    <div>
      <Title order={2} fz="h3">
        {t('rights.requests.title')}
      </Title>
      <Text fz="sm" c="dimmed" mb="md">
        {t('rights.requests.hint')}
      </Text>
      <Loaded query={asked}>
        {({ requests }) =>
          requests.length === 0 ? (
            <EmptyState title={t('rights.requests.none')} hint={t('rights.requests.noneHint')} />
          ) : (
            <RequestsTable requests={requests} />
          )
        }
      </Loaded>
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
        { name: t('administration.acts'), show: (request) => <RequestActs request={request} /> },
      ]}
    />
  );
}

function RequestActs({ request }: { request: ErasureRequest }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const settle = useSettleErasure();
  const [asked, setAsked] = useState<SettleErasure['decision'] | null>(null);
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
          onClick={() => setAsked(decision)}
        >
          {t(`rights.requests.${decision}`)}
        </Button>
      ))}
      <ConfirmModal
        isOpen={asked !== null}
        title={t(`rights.requests.${asked ?? 'erase'}Title`)}
        action={t(`rights.requests.${asked ?? 'erase'}`)}
        isPending={settle.isPending}
        error={settle.error}
        onConfirm={() =>
          asked && settle.mutate({ id: request.id, decision: asked }, { onSuccess: () => setAsked(null) })
        }
        onClose={() => setAsked(null)}
      >
        <Text>{t(`rights.requests.${asked ?? 'erase'}Hint`)}</Text>
      </ConfirmModal>
    </Group>
  );
}
