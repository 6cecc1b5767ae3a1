import { Button, Group, Text, Title } from '@mantine/core';
import type { SessionEntry } from '@vivavoce/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRevokeAllSessions, useRevokeSession, useSessions } from '../api/session.ts';
import { ConfirmModal } from '../components/confirm-modal.tsx';
import { DataTable } from '../components/data-table.tsx';
import { QueryBoundary } from '../components/query-boundary.tsx';
import { useFormats } from '../i18n/formats.ts';
import { browserName } from './browser-name.ts';

/** The user's active sessions, each with a button to revoke it. */
export function SessionsTable() {
  const { t } = useTranslation();
  const sessions = useSessions();
  const revokeAll = useRevokeAllSessions();
  const [isConfirming, setConfirming] = useState(false);
  return (
    <div>
      <Group justify="space-between" mb="sm">
        <Title order={2} fz="h3">
          {t('account.sessions')}
        </Title>
        <Button variant="default" size="xs" onClick={() => setConfirming(true)}>
          {t('account.endAll')}
        </Button>
      </Group>
      <QueryBoundary query={sessions}>{(list) => <SessionRows sessions={list} />}</QueryBoundary>
      <ConfirmModal
        isOpen={isConfirming}
        title={t('account.endAll')}
        action={t('account.endAll')}
        isDestructive={false}
        isPending={revokeAll.isPending}
        error={revokeAll.error}
        onConfirm={() => revokeAll.mutate(undefined)}
        onClose={() => setConfirming(false)}
      >
        <Text>{t('account.endAllHint')}</Text>
      </ConfirmModal>
    </div>
  );
}

function SessionRows({ sessions }: { sessions: readonly SessionEntry[] }) {
  const { t } = useTranslation();
  const { dateTime, ago } = useFormats();
  const revoke = useRevokeSession();
  const nameOf = ({ userAgent }: SessionEntry) => {
    const { browser, system } = browserName(userAgent);
    const shown = browser ?? t('account.unknown');
    return system === null ? shown : t('account.on', { browser: shown, system });
  };
  return (
    <DataTable
      label={t('account.sessions')}
      rows={sessions}
      keyOf={({ id }) => id}
      columns={[
        {
          name: t('account.browser'),
          show: (one) => (one.isCurrent ? `${nameOf(one)} (${t('account.here')})` : nameOf(one)),
        },
        {
          name: t('account.began'),
          show: ({ createdAt, origin }) => `${dateTime(createdAt)}, ${t(`account.origins.${origin}`)}`,
        },
        { name: t('account.seen'), show: ({ lastSeenAt }) => ago(lastSeenAt) },
        { name: t('account.address'), show: ({ address }) => address ?? '–' },
        {
          name: t('administration.actions'),
          show: (one) =>
            !one.isCurrent && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('account.endNamed', { name: nameOf(one), when: dateTime(one.createdAt) })}
                loading={revoke.isPending && revoke.variables === one.id}
                onClick={() => revoke.mutate(one.id)}
              >
                {t('account.end')}
              </Button>
            ),
        },
      ]}
    />
  );
}
