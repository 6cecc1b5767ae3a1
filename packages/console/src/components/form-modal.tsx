import { Button, Stack } from '@mantine/core';
import type { FormEvent } from 'react';
import { BaseModal, type BaseModalProps, ModalFooter } from './base-modal.tsx';

/** A form in a modal. */
export function FormModal({
  children,
  action,
  isPending = false,
  error = null,
  onSubmit,
  ...frame
}: BaseModalProps & { onSubmit: (event?: FormEvent<HTMLFormElement>) => void }) {
  return (
    <BaseModal {...frame}>
      <form onSubmit={onSubmit}>
        <Stack gap="md">{children}</Stack>
        <ModalFooter error={error} onClose={frame.onClose}>
          <Button type="submit" loading={isPending}>
            {action}
          </Button>
        </ModalFooter>
      </form>
    </BaseModal>
  );
}
