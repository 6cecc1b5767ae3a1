import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A form in a window of its own. */
export function FormModal({
  isOpen,
  title,
  action,
  isPending,
  error,
  onSubmit,
  onClose,
  children,
}: {
  isOpen: boolean;
  title: string;
  action: string;
  isPending: boolean;
  error: Error | null;
  onSubmit: (event?: FormEvent<HTMLFormElement>) => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack gap="md">{children}</Stack>
        {error && (
          <Text c="red" fz="sm" mt="sm" role="alert">
            {error.message}
          </Text>
        )}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('shell.cancel')}
          </Button>
          <Button type="submit" loading={isPending}>
            {action}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
