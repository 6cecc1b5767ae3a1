import { ActionIcon, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { candidateNameOf } from '@vivavoce/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useEraseRuns } from '../../api/runs.ts';
import { ConfirmModal } from '../../components/confirm-modal.tsx';

/** Erases the run after confirmation. */
export function EraseRun({ run }: { run: Parameters<typeof candidateNameOf>[0] & { readonly id: string } }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const erase = useEraseRuns();
  const [isConfirming, setConfirming] = useState(false);
  const confirm = () =>
    erase.mutate([run.id], {
      onSuccess() {
        notifications.show({ message: t('runs.erased', { count: 1 }) });
        void navigate('/runs');
      },
    });
  return (
    <>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t('runs.erase')}
        onClick={() => setConfirming(true)}
      >
        <IconTrash size={17} stroke={1.6} />
      </ActionIcon>
      <ConfirmModal
        isOpen={isConfirming}
        title={t('runs.eraseTitle', { count: 1 })}
        action={t('runs.erase')}
        isPending={erase.isPending}
        error={erase.error}
        onConfirm={confirm}
        onClose={() => setConfirming(false)}
      >
        <Text fw={600}>{candidateNameOf(run) ?? run.id}</Text>
        <Text>{t('runs.eraseHint')}</Text>
      </ConfirmModal>
    </>
  );
}
