import { Button } from '@mantine/core';
import { DialogFoot, DialogFrame, type DialogProps } from './dialog-frame.tsx';

/** Asks before something that cannot be taken back. */
export function ConfirmModal({
  children,
  action,
  isPending = false,
  error = null,
  onConfirm,
  ...frame
}: DialogProps & { onConfirm: () => void }) {
  return (
    <DialogFrame {...frame}>
      {children}
      <DialogFoot error={error} onClose={frame.onClose} isCautious>
        <Button color="red.9" onClick={onConfirm} loading={isPending}>
          {action}
        </Button>
      </DialogFoot>
    </DialogFrame>
  );
}
