import { Button, Group, NativeSelect, SegmentedControl, Stack, Switch, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { AUDIENCES, type Audience, type Share } from '@vivavoce/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCreateShare, useRevokeShare, useShares } from '../../api/shares.ts';
import { BaseModal } from '../../components/base-modal.tsx';
import { ErrorLine } from '../../components/error-text.tsx';
import { SecretModal } from '../../components/secret-modal.tsx';
import { useFormats } from '../../i18n/formats.ts';

const EXPIRY_DAYS = [7, 30, 90];

/** Creates and revokes links to the report for the candidate or a colleague. */
export function ShareModal({
  runId,
  isOpen,
  onClose,
}: {
  runId: string;
  isOpen: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { data } = useShares(runId, isOpen);
  const [link, setLink] = useState<string | null>(null);
  return (
    <>
      <BaseModal isOpen={isOpen && link === null} onClose={onClose} title={t('report.share.title')}>
        <ShareForm runId={runId} onLink={setLink} />
        <ActiveShares runId={runId} shares={data ?? []} />
      </BaseModal>
      <SecretModal
        title={t('report.share.made')}
        hint={t('report.share.once')}
        secret={link}
        onClose={() => setLink(null)}
      />
    </>
  );
}

function ShareForm({ runId, onLink }: { runId: string; onLink: (url: string) => void }) {
  const { t } = useTranslation();
  const create = useCreateShare(runId);
  const form = useForm({
    initialValues: { audience: 'candidate' as Audience, expiresInDays: '30', withAudio: true },
  });
  const submit = form.onSubmit(({ expiresInDays, ...given }) =>
    create.mutate(
      { ...given, expiresInDays: Number(expiresInDays) },
      { onSuccess: ({ url }) => onLink(url) },
    ),
  );
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <SegmentedControl
          fullWidth
          aria-label={t('report.share.audience')}
          data={AUDIENCES.map((value) => ({ value, label: t(`report.share.audiences.${value}`) }))}
          {...form.getInputProps('audience')}
        />
        <Text fz="sm" c="dimmed">
          {t(`report.share.hints.${form.values.audience}`)}
        </Text>
        <NativeSelect
          label={t('report.share.expires')}
          data={EXPIRY_DAYS.map((days) => ({
            value: String(days),
            label: t('report.share.days', { count: days }),
          }))}
          {...form.getInputProps('expiresInDays')}
        />
        <Switch label={t('report.share.audio')} {...form.getInputProps('withAudio', { type: 'checkbox' })} />
        <ErrorLine error={create.error} />
        <Button type="submit" loading={create.isPending}>
          {t('report.share.create')}
        </Button>
      </Stack>
    </form>
  );
}

function ActiveShares({ runId, shares }: { runId: string; shares: readonly Share[] }) {
  const { t } = useTranslation();
  const { ago } = useFormats();
  const revoke = useRevokeShare(runId);
  if (shares.length === 0) return null;
  return (
    <Stack gap="xs" mt="xl">
      <Title order={3} fz="sm" ff="text">
        {t('report.share.open')}
      </Title>
      {shares.map(({ id, audience, expiresAt, lastOpenedAt }) => (
        <Group key={id} justify="space-between" wrap="nowrap">
          <Text fz="sm">
            {t(`report.share.audiences.${audience}`)}
            <Text component="span" fz="xs" c="dimmed" display="block">
              {t('report.share.until', { when: ago(expiresAt) })}
              {lastOpenedAt && ` · ${t('report.share.opened', { when: ago(lastOpenedAt) })}`}
            </Text>
          </Text>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${t('report.share.revoke')}: ${t(`report.share.audiences.${audience}`)}`}
            onClick={() => revoke.mutate(id)}
          >
            {t('report.share.revoke')}
          </Button>
        </Group>
      ))}
    </Stack>
  );
}
