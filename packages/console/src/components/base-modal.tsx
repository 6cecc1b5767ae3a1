import { Button, Group, Modal, type ModalProps, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorText } from './error-text.tsx';

/** Props of every modal. */
export interface BaseModalProps {
  isOpen: boolean;
  title: string;
  /** Label of the main button. */
  action: string;
  isPending?: boolean;
  /** What went wrong, or the page's own words for it. */
  error?: Error | string | null;
  onClose: () => void;
  children: ReactNode;
}

/** A modal with a title and a close button. */
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

/** The footer of a modal: the error, a cancel button and the main button. */
export function ModalFooter({
  error,
  focusCancel = false,
  onClose,
  children,
}: Pick<BaseModalProps, 'error' | 'onClose' | 'children'> & {
  /** Whether the cancel button gets the initial focus. */
  focusCancel?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <>
      {error && (
        <Text c="red" fz="sm" mt="sm" role="alert">
          {typeof error === 'string' ? error : <ErrorText error={error} />}
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
