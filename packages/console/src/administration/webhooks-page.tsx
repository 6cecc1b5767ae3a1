import { Button, Code, Group, NativeSelect, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import {
  DELIVERY_STATUSES,
  type DeliveryStatus,
  type WebhookDelivery,
  type WebhookEndpoint,
} from '@vivavoce/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  useAddWebhookEndpoint,
  useRemoveWebhookEndpoint,
  useReplayWebhookDelivery,
  useRotateWebhookSecret,
  useTestWebhookEndpoint,
  useToggleWebhookEndpoint,
  useWebhookDeliveries,
  useWebhookEndpoints,
} from '../api/administration.ts';
import { DataTable } from '../components/data-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { FormModal } from '../components/form-modal.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { QueryBoundary } from '../components/query-boundary.tsx';
import { SecretModal } from '../components/secret-modal.tsx';
import { useFormats } from '../i18n/formats.ts';

/** Webhook endpoints and deliveries. */
export function WebhooksPage() {
  const { t } = useTranslation();
  const endpoints = useWebhookEndpoints();
  const rotate = useRotateWebhookSecret();
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <>
      <PageHeading title={t('shell.webhooks')} hint={t('administration.webhooks.hint')}>
        <Button
          variant="default"
          loading={rotate.isPending}
          onClick={() => rotate.mutate(undefined, { onSuccess: (made) => setSecret(made.secret) })}
        >
          {t('administration.webhooks.rotate')}
        </Button>
        <Button onClick={() => setAdding(true)}>{t('administration.webhooks.add')}</Button>
      </PageHeading>
      <QueryBoundary query={endpoints}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState
              title={t('administration.webhooks.none')}
              hint={t('administration.webhooks.noneHint')}
            />
          ) : (
            <EndpointsTable endpoints={list} />
          )
        }
      </QueryBoundary>
      <Deliveries />
      {isAdding && <AddEndpointModal onClose={() => setAdding(false)} />}
      <SecretModal
        title={t('administration.webhooks.secret')}
        hint={t('administration.webhooks.secretHint')}
        secret={secret}
        onClose={() => setSecret(null)}
      />
    </>
  );
}

function EndpointsTable({ endpoints }: { endpoints: readonly WebhookEndpoint[] }) {
  const { t } = useTranslation();
  const { ago } = useFormats();
  return (
    <DataTable
      label={t('administration.webhooks.endpoints')}
      rows={endpoints}
      keyOf={({ id }) => id}
      columns={[
        { name: t('administration.webhooks.url'), show: ({ url }) => <Code>{url}</Code> },
        {
          name: t('administration.keys.state'),
          show: ({ disabledAt, disabledReason, failingSince }) => {
            if (disabledAt) return disabledReason ?? t('administration.webhooks.off');
            return failingSince
              ? t('administration.webhooks.failing', { since: ago(failingSince) })
              : t('administration.webhooks.on');
          },
        },
        { name: t('administration.actions'), show: (endpoint) => <EndpointActions endpoint={endpoint} /> },
      ]}
    />
  );
}

function EndpointActions({ endpoint: { id, url, disabledAt } }: { endpoint: WebhookEndpoint }) {
  const { t } = useTranslation();
  const test = useTestWebhookEndpoint();
  const toggle = useToggleWebhookEndpoint();
  const remove = useRemoveWebhookEndpoint();
  const label = (action: string) => `${action}: ${url}`;
  const toggleLabel = disabledAt ? t('administration.webhooks.turnOn') : t('administration.webhooks.turnOff');
  return (
    <>
      <Group gap={6} wrap="nowrap">
        <Button
          size="compact-sm"
          variant="default"
          aria-label={label(t('administration.webhooks.test'))}
          loading={test.isPending}
          onClick={() => test.mutate(id)}
        >
          {t('administration.webhooks.test')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={label(toggleLabel)}
          onClick={() => toggle.mutate({ id, enabled: disabledAt !== null })}
        >
          {toggleLabel}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={label(t('shell.remove'))}
          onClick={() => remove.mutate(id)}
        >
          {t('shell.remove')}
        </Button>
      </Group>
      <Text fz="xs" c="dimmed" role="status" mt={4}>
        {test.data && `${test.data.status ?? ''} ${test.data.answer} (${test.data.durationMs} ms)`}
        {test.error?.message}
      </Text>
    </>
  );
}

function AddEndpointModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const add = useAddWebhookEndpoint();
  const form = useForm({ initialValues: { url: '' } });
  return (
    <FormModal
      isOpen
      title={t('administration.webhooks.add')}
      action={t('administration.webhooks.add')}
      isPending={add.isPending}
      error={add.error}
      onClose={onClose}
      onSubmit={form.onSubmit(({ url }) => add.mutate(url, { onSuccess: onClose }))}
    >
      <TextInput
        type="url"
        label={t('administration.webhooks.url')}
        description={t('administration.webhooks.urlHint')}
        placeholder="https://example.com/vivavoce"
        required
        data-autofocus
        {...form.getInputProps('url')}
      />
    </FormModal>
  );
}

function Deliveries() {
  const { t } = useTranslation();
  const [status, setStatus] = useState<DeliveryStatus | ''>('');
  const deliveries = useWebhookDeliveries(status === '' ? {} : { status });
  return (
    <>
      <Group justify="space-between" mt="xl" mb="sm">
        <Title order={2} fz="h3">
          {t('administration.webhooks.deliveries')}
        </Title>
        <NativeSelect
          size="xs"
          aria-label={t('administration.keys.state')}
          value={status}
          onChange={(event) => setStatus(event.currentTarget.value as DeliveryStatus | '')}
          data={[
            { value: '', label: t('runs.anyStatus') },
            ...DELIVERY_STATUSES.map((value) => ({
              value,
              label: t(`administration.webhooks.states.${value}`),
            })),
          ]}
        />
      </Group>
      <QueryBoundary query={deliveries}>
        {(list) =>
          list.length === 0 ? (
            <Text c="dimmed">{t('administration.webhooks.noDeliveries')}</Text>
          ) : (
            <DeliveriesTable rows={list} />
          )
        }
      </QueryBoundary>
      {deliveries.hasNextPage && (
        <Button variant="default" mt="md" onClick={() => void deliveries.fetchNextPage()}>
          {t('shell.more')}
        </Button>
      )}
    </>
  );
}

function DeliveriesTable({ rows }: { rows: readonly WebhookDelivery[] }) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const replay = useReplayWebhookDelivery();
  return (
    <DataTable
      label={t('administration.webhooks.deliveries')}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { name: t('administration.credits.date'), show: ({ createdAt }) => dateTime(createdAt) },
        { name: t('administration.credits.type'), show: ({ type }) => <code>{type}</code> },
        { name: t('administration.webhooks.url'), show: ({ url }) => url },
        {
          name: t('administration.keys.state'),
          show: (one) => t(`administration.webhooks.states.${one.status}`),
        },
        {
          name: t('administration.webhooks.answer'),
          show: ({ attempts, lastStatus, lastAnswer }) =>
            attempts === 0
              ? '–'
              : `${lastStatus ?? ''} ${(lastAnswer ?? '').slice(0, 80)} (${t('administration.webhooks.tries', { count: attempts })})`,
        },
        {
          name: t('administration.actions'),
          show: ({ id }) => (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`${t('administration.webhooks.replay')}: ${id}`}
              loading={replay.isPending && replay.variables === id}
              onClick={() => replay.mutate(id)}
            >
              {t('administration.webhooks.replay')}
            </Button>
          ),
        },
      ]}
    />
  );
}
