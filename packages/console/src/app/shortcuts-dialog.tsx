import { Kbd, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BaseModal } from '../components/base-modal.tsx';
import { paletteKeys } from './palette-shortcut.ts';

const KEYS = [
  [[paletteKeys()], 'palette'],
  [['/'], 'search'],
  [['?'], 'help'],
  [['Space'], 'play'],
  [['←', '→'], 'skip'],
  [['Shift', '← →'], 'turn'],
  [['Enter'], 'match'],
] as const;

/** The keys of the console. Loaded on demand. */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <BaseModal isOpen onClose={onClose} title={t('shell.shortcuts.title')}>
      <Table>
        <Table.Tbody>
          {KEYS.map(([keys, what]) => (
            <Table.Tr key={what}>
              <Table.Td>
                {keys.map((key) => (
                  <Kbd key={key} mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{t(`shell.shortcuts.${what}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </BaseModal>
  );
}
