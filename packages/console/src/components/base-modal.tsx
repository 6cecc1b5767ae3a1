import { Button, Group, Modal, type ModalProps, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** What every window over the page is told. */
export interface BaseModalProps {
  isOpen: boolean;
  title: string;
  /** What its main button says. */
  action: string;
  isPending?: boolean;
  error?: Error | null;
  onClose: () => void;
  children: ReactNode;
}

/** A window over the page with its title and a way to close it. */
export function BaseModal({
  isOpen,
  title,
  onClose,
  children,
  ...rest
}: Pick<BaseModalProps, 'isOpen' | 'title' | 'onClose' | 'children'> &
  Pick<ModalProps, 'size' | 'closeOnClickOutside'>) {
  const { t } = useTranslation();
  return (
    <Modal
      {...rest}
      opened={isOpen}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      {children}
    </Modal>
  );
}

/** The end of such a window: what went wrong, a way out, and the main button. */
export function ModalFooter({
  error,
  focusCancel = false,
  onClose,
  children,
}: Pick<BaseModalProps, 'error' | 'onClose' | 'children'> & {
  /** Whether the way out has the focus at first. */
  focusCancel?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <>
      {error && (
        <Text c="red" fz="sm" mt="sm" role="alert">
          {error.message}
        </Text>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus={focusCancel || undefined}>
          {t('shell.cancel')}
        </Button>
        {children}
      </Group>
    </>
  );
}
