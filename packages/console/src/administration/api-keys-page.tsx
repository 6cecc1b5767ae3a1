import { Button, Group, NativeSelect, NumberInput, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ApiKey } from '@vivavoce/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  useApiKeys,
  useCreateApiKey,
  useProjects,
  useRevokeApiKey,
  useRotateApiKey,
} from '../api/administration.ts';
import { ConfirmModal } from '../components/confirm-modal.tsx';
import { DataTable } from '../components/data-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { FormModal } from '../components/form-modal.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { QueryBoundary } from '../components/query-boundary.tsx';
import { SecretModal } from '../components/secret-modal.tsx';
import { useFormats } from '../i18n/formats.ts';

/** API keys: create, rotate, revoke. */
export function ApiKeysPage() {
  const { t } = useTranslation();
  const keys = useApiKeys();
  const [isCreating, setCreating] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <>
      <PageHeading title={t('shell.keys')} hint={t('administration.keys.hint')}>
        <Button onClick={() => setCreating(true)}>{t('administration.keys.create')}</Button>
      </PageHeading>
      <QueryBoundary query={keys}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title={t('administration.keys.none')} hint={t('administration.keys.noneHint')} />
          ) : (
            <ApiKeysTable keys={list} onSecret={setSecret} />
          )
        }
      </QueryBoundary>
      {isCreating && <CreateApiKeyModal onClose={() => setCreating(false)} onSecret={setSecret} />}
      <SecretModal
        title={t('administration.keys.made')}
        hint={t('administration.keys.once')}
        secret={secret}
        onClose={() => setSecret(null)}
      />
    </>
  );
}

function ApiKeysTable({ keys, onSecret }: { keys: readonly ApiKey[]; onSecret: (key: string) => void }) {
  const { t } = useTranslation();
  const { date, ago, number } = useFormats();
  return (
    <DataTable
      label={t('shell.keys')}
      rows={keys}
      keyOf={({ id }) => id}
      columns={[
        {
          name: t('administration.keys.key'),
          show: ({ lastFour }) => <code style={{ whiteSpace: 'nowrap' }}>…{lastFour}</code>,
        },
        { name: t('administration.keys.project'), show: ({ project }) => project ?? t('shell.none') },
        {
          name: t('administration.keys.state'),
          show: (key) => t(`administration.keys.states.${stateOf(key)}`),
        },
        {
          name: t('administration.keys.used'),
          show: ({ lastUsedAt }) => (lastUsedAt ? ago(lastUsedAt) : t('administration.keys.never')),
        },
        {
          name: t('administration.keys.expires'),
          show: ({ expiresAt }) => (expiresAt ? date(expiresAt) : t('administration.keys.never')),
        },
        {
          name: t('administration.keys.networks'),
          show: ({ allowedNetworks }) => allowedNetworks.join(', ') || t('administration.keys.everywhere'),
        },
        {
          name: t('administration.keys.rate'),
          show: ({ requestsPerMinute }) => (requestsPerMinute === null ? '–' : number(requestsPerMinute)),
          isNumber: true,
        },
        {
          name: t('administration.actions'),
          show: (key) => <ApiKeyActions apiKey={key} onSecret={onSecret} />,
        },
      ]}
    />
  );
}

function stateOf({ revokedAt, expiresAt }: ApiKey): 'revoked' | 'expired' | 'active' {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && Date.parse(expiresAt) < Date.now() ? 'expired' : 'active';
}

function ApiKeyActions({ apiKey, onSecret }: { apiKey: ApiKey; onSecret: (key: string) => void }) {
  const { t } = useTranslation();
  const rotate = useRotateApiKey();
  const revoke = useRevokeApiKey();
  const [isConfirming, setConfirming] = useState(false);
  if (stateOf(apiKey) !== 'active') return null;
  const name = `…${apiKey.lastFour}`;
  return (
    <Group gap={6} wrap="nowrap">
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('administration.keys.rotateNamed', { name })}
        loading={rotate.isPending}
        onClick={() => rotate.mutate(apiKey.id, { onSuccess: ({ key }) => onSecret(key) })}
      >
        {t('administration.keys.rotate')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('administration.keys.revokeNamed', { name })}
        onClick={() => setConfirming(true)}
      >
        {t('administration.keys.revoke')}
      </Button>
      <ConfirmModal
        isOpen={isConfirming}
        title={t('administration.keys.revokeTitle', { name })}
        action={t('administration.keys.revoke')}
        isPending={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoke.mutate(apiKey.id, { onSuccess: () => setConfirming(false) })}
        onClose={() => setConfirming(false)}
      >
        <Text>{t('administration.keys.revokeHint')}</Text>
      </ConfirmModal>
    </Group>
  );
}

function CreateApiKeyModal({ onClose, onSecret }: { onClose: () => void; onSecret: (key: string) => void }) {
  const { t } = useTranslation();
  const create = useCreateApiKey();
  const projects = useProjects();
  const form = useForm({
    initialValues: { projectId: '', expires: '', networks: '', requestsPerMinute: '' as number | '' },
  });
  const submit = form.onSubmit(({ projectId, expires, networks, requestsPerMinute }) =>
    create.mutate(
      {
        projectId: projectId || null,
        expiresAt: expires ? new Date(`${expires}T23:59:59`).toISOString() : null,
        allowedNetworks: networks.split(/[\s,]+/).filter(Boolean),
        requestsPerMinute: requestsPerMinute === '' ? null : Number(requestsPerMinute),
      },
      {
        onSuccess({ key }) {
          onClose();
          onSecret(key);
        },
      },
    ),
  );
  return (
    <FormModal
      isOpen
      title={t('administration.keys.create')}
      action={t('administration.keys.create')}
      isPending={create.isPending}
      error={create.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <NativeSelect
        label={t('administration.keys.project')}
        data={[
          { value: '', label: t('shell.none') },
          ...(projects.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        {...form.getInputProps('projectId')}
      />
      <TextInput type="date" label={t('administration.keys.expires')} {...form.getInputProps('expires')} />
      <Textarea
        label={t('administration.keys.networks')}
        description={t('administration.keys.networksHint')}
        autosize
        {...form.getInputProps('networks')}
      />
      <NumberInput
        label={t('administration.keys.rate')}
        description={t('administration.keys.rateHint')}
        min={1}
        hideControls
        {...form.getInputProps('requestsPerMinute')}
      />
    </FormModal>
  );
}
