import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRescore } from '../../api/revisions.ts';
import { ConfirmModal } from '../../components/confirm-modal.tsx';

/** Scores another speaker after confirmation. */
export function SwitchCandidate({
  runId,
  speaker,
  label,
}: {
  runId: string;
  speaker: string;
  label: string;
}) {
  const { t } = useTranslation();
  const rescore = useRescore(runId);
  const [isConfirming, setConfirming] = useState(false);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`${t('report.candidate.switch')}: ${label}`}
        onClick={() => setConfirming(true)}
      >
        {t('report.candidate.switch')}
      </Button>
      <ConfirmModal
        isOpen={isConfirming}
        title={t('report.candidate.switchTitle', { name: label })}
        action={t('report.candidate.switch')}
        isDestructive={false}
        isPending={rescore.isPending}
        error={rescore.error}
        onConfirm={() => rescore.mutate(speaker, { onSuccess: () => setConfirming(false) })}
        onClose={() => setConfirming(false)}
      >
        <Text>{t('report.candidate.switchHint')}</Text>
      </ConfirmModal>
    </>
  );
}
