import { Button, Group, Text, Title } from '@mantine/core';
import type { SessionEntry } from '@vivavoce/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEndSession, useEndSessions, useSessions } from '../api/session.ts';
import { useFormats } from '../language/formats.ts';
import { ConfirmModal } from '../parts/confirm-modal.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { browserName } from './browser-name.ts';

/** The browsers that the person is signed in with, each of which can be signed out. */
export function SessionsTable() {
  const { t } = useTranslation();
  const sessions = useSessions();
  const endAll = useEndSessions();
  const [isAsking, setAsking] = useState(false);
  return (
    <div>
      <Group justify="space-between" mb="sm">
        <Title order={2} fz="h3">
          {t('account.sessions')}
        </Title>
        <Button variant="default" size="xs" onClick={() => setAsking(true)}>
          {t('account.endAll')}
        </Button>
      </Group>
      <Loaded query={sessions}>{(list) => <Rows sessions={list.sessions} />}</Loaded>
      <ConfirmModal
        isOpen={isAsking}
        title={t('account.endAll')}
        action={t('account.endAll')}
        isPending={endAll.isPending}
        error={endAll.error}
        onConfirm={() => endAll.mutate(undefined)}
        onClose={() => setAsking(false)}
      >
        <Text>{t('account.endAllHint')}</Text>
      </ConfirmModal>
    </div>
  );
}

function Rows({ sessions }: { sessions: readonly SessionEntry[] }) {
  const { t } = useTranslation();
  const { dateTime, ago } = useFormats();
  const end = useEndSession();
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
          name: t('administration.acts'),
          show: (one) =>
            !one.isCurrent && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('account.endNamed', { name: nameOf(one), when: dateTime(one.createdAt) })}
                loading={end.isPending && end.variables === one.id}
                onClick={() => end.mutate(one.id)}
              >
                {t('account.end')}
              </Button>
            ),
        },
      ]}
    />
  );
}
