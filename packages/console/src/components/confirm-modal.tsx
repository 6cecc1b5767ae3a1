import { Button } from '@mantine/core';
import { BaseModal, type BaseModalProps, ModalFooter } from './base-modal.tsx';

/** Asks for confirmation; only what destroys something is red. */
export function ConfirmModal({
  children,
  action,
  isPending = false,
  error = null,
  isDestructive = true,
  onConfirm,
  ...frame
}: BaseModalProps & { isDestructive?: boolean; onConfirm: () => void }) {
  return (
    <BaseModal {...frame}>
      {children}
      <ModalFooter error={error} onClose={frame.onClose} focusCancel>
        <Button {...(isDestructive && { color: 'red.9' })} onClick={onConfirm} loading={isPending}>
          {action}
        </Button>
      </ModalFooter>
    </BaseModal>
  );
}
