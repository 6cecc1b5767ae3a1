import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { candidateNameOf } from '@vivavoce/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useEraseRuns } from '../../api/runs.ts';
import { useHasPermission } from '../../api/session.ts';
import { ConfirmModal } from '../../components/confirm-modal.tsx';

/** Stops a run that is not finished, which erases it, after confirmation. */
export function StopRun({ run }: { run: Parameters<typeof candidateNameOf>[0] & { readonly id: string } }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const erase = useEraseRuns();
  const mayErase = useHasPermission('runs.erase');
  const [isConfirming, setConfirming] = useState(false);
  if (!mayErase) return null;
  const confirm = () =>
    erase.mutate([run.id], {
      onSuccess() {
        notifications.show({ message: t('report.progress.stopped') });
        void navigate('/runs');
      },
    });
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setConfirming(true)}>
        {t('report.progress.stop')}
      </Button>
      <ConfirmModal
        isOpen={isConfirming}
        title={t('report.progress.stopTitle')}
        action={t('report.progress.stopAction')}
        isPending={erase.isPending}
        error={erase.error}
        onConfirm={confirm}
        onClose={() => setConfirming(false)}
      >
        <Text fw={600}>{candidateNameOf(run) ?? run.id}</Text>
        <Text>{t('report.progress.stopHint')}</Text>
      </ConfirmModal>
    </>
  );
}
