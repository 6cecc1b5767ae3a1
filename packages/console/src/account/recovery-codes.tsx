import { Button, Code, CopyButton, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BaseModal } from '../components/base-modal.tsx';
import { downloadFile } from '../components/download-file.ts';

const FILE_NAME = 'vivavoce-recovery-codes.txt';

/** Shows new recovery codes, once, to be copied or saved. */
export function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation();
  const text = codes.join('\n');
  const save = () => downloadFile(FILE_NAME, `${text}\n`, 'text/plain');
  return (
    <BaseModal isOpen onClose={onClose} title={t('account.factor.codes')} closeOnClickOutside={false}>
      <Text fz="sm">{t('account.factor.codesHint')}</Text>
      <Code block my="md" fz="sm" data-testid="recovery-codes">
        {text}
      </Code>
      <Group justify="flex-end">
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t('shell.copied') : t('shell.copy')}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={save}>
          {t('account.factor.saveCodes')}
        </Button>
        <Button onClick={onClose} data-autofocus>
          {t('account.factor.codesKept')}
        </Button>
      </Group>
    </BaseModal>
  );
}
