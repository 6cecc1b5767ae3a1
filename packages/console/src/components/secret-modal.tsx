import { Button, Code, CopyButton, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BaseModal } from './base-modal.tsx';

/** Shows a new secret, once, with a copy button. */
export function SecretModal({
  title,
  hint,
  secret,
  onClose,
}: {
  title: string;
  hint: string;
  secret: string | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <BaseModal isOpen={secret !== null} onClose={onClose} title={title} size="lg" closeOnClickOutside={false}>
      <Text fz="sm">{hint}</Text>
      <Code
        block
        my="md"
        fz="sm"
        style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}
        data-testid="secret"
      >
        {secret}
      </Code>
      <Group justify="flex-end">
        <CopyButton value={secret ?? ''}>
          {({ copied, copy }) => (
            <Button onClick={copy} data-autofocus>
              {copied ? t('shell.copied') : t('shell.copy')}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={onClose}>
          {t('shell.close')}
        </Button>
      </Group>
    </BaseModal>
  );
}
