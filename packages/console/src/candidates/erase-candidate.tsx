import { Button, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEraseCandidate } from '../api/candidate-rights.ts';
import { ConfirmModal } from '../components/confirm-modal.tsx';

/** Erases every run of a candidate after the id was typed again. */
export function EraseCandidate({ externalId }: { externalId: string }) {
  const { t } = useTranslation();
  const erase = useEraseCandidate();
  const [isConfirming, setConfirming] = useState(false);
  const [typed, setTyped] = useState('');
  const [isMismatch, setMismatch] = useState(false);
  const close = () => {
    setConfirming(false);
    setTyped('');
    setMismatch(false);
  };
  const confirm = () => {
    if (typed.trim() !== externalId) {
      setMismatch(true);
      return;
    }
    erase.mutate(externalId, {
      onSuccess({ erased }) {
        notifications.show({ message: t('rights.erased', { count: erased }) });
        close();
      },
    });
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => setConfirming(true)}
      >
        {t('rights.erase')}
      </Button>
      <ConfirmModal
        isOpen={isConfirming}
        title={t('rights.eraseTitle', { id: externalId })}
        action={t('rights.erase')}
        isPending={erase.isPending}
        error={erase.error}
        onConfirm={confirm}
        onClose={close}
      >
        <Text mb="md">{t('rights.eraseHint')}</Text>
        <TextInput
          label={t('rights.type')}
          description={externalId}
          autoComplete="off"
          value={typed}
          error={isMismatch && t('rights.mismatch')}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setMismatch(false);
          }}
        />
      </ConfirmModal>
    </>
  );
}
