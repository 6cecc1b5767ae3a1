import { Button, Stack } from '@mantine/core';
import type { FormEvent } from 'react';
import { DialogFoot, DialogFrame, type DialogProps } from './dialog-frame.tsx';

/** A form in a window of its own. */
export function FormModal({
  children,
  action,
  isPending = false,
  error = null,
  onSubmit,
  ...frame
}: DialogProps & { onSubmit: (event?: FormEvent<HTMLFormElement>) => void }) {
  return (
    <DialogFrame {...frame}>
      <form onSubmit={onSubmit}>
        <Stack gap="md">{children}</Stack>
        <DialogFoot error={error} onClose={frame.onClose}>
          <Button type="submit" loading={isPending}>
            {action}
          </Button>
        </DialogFoot>
      </form>
    </DialogFrame>
  );
}
