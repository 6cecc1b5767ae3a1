import { Button } from '@mantine/core';
import { BaseModal, type BaseModalProps, ModalFooter } from './base-modal.tsx';

/** Asks for confirmation of an irreversible action. */
export function ConfirmModal({
  children,
  action,
  isPending = false,
  error = null,
  onConfirm,
  ...frame
}: BaseModalProps & { onConfirm: () => void }) {
  return (
    <BaseModal {...frame}>
      {children}
      <ModalFooter error={error} onClose={frame.onClose} focusCancel>
        <Button color="red.9" onClick={onConfirm} loading={isPending}>
          {action}
        </Button>
      </ModalFooter>
    </BaseModal>
  );
}
