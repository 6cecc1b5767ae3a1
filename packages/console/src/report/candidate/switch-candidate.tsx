import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRescore } from '../../api/run-acts.ts';
import { ConfirmModal } from '../../parts/confirm-modal.tsx';

/** Scores another speaker instead, after asking. */
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
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`${t('report.candidate.switch')}: ${label}`}
        onClick={() => setAsking(true)}
      >
        {t('report.candidate.switch')}
      </Button>
      <ConfirmModal
        isOpen={isAsking}
        title={t('report.candidate.switchTitle', { name: label })}
        action={t('report.candidate.switch')}
        isPending={rescore.isPending}
        error={rescore.error}
        onConfirm={() => rescore.mutate(speaker, { onSuccess: () => setAsking(false) })}
        onClose={() => setAsking(false)}
      >
        <Text>{t('report.candidate.switchHint')}</Text>
      </ConfirmModal>
    </>
  );
}
