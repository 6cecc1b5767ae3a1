import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ConfirmModal } from '../components/confirm-modal.tsx';

/** Asks whether unsaved work may be left. Loaded on demand. */
export default function LeaveDialog({ onLeave, onStay }: { onLeave: () => void; onStay: () => void }) {
  const { t } = useTranslation();
  return (
    <ConfirmModal
      isOpen
      title={t('shell.leave.title')}
      action={t('shell.leave.action')}
      onConfirm={onLeave}
      onClose={onStay}
    >
      <Text>{t('shell.leave.hint')}</Text>
    </ConfirmModal>
  );
}
