import { Kbd, Modal, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

/** Fields in which a character is typed. */
const FIELDS = 'input:not([type=checkbox],[type=radio],[type=range]),textarea,select,[contenteditable=true]';

const KEYS = [
  [['/'], 'search'],
  [['?'], 'help'],
  [['Space'], 'play'],
  [['←', '→'], 'skip'],
  [['Shift', '← →'], 'turn'],
  [['Enter'], 'match'],
] as const;

/** `/` goes to the search of the page, or to the list of runs where it has none; `?` shows the keys. */
export function PageShortcuts() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isOpen, help] = useDisclosure(false);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (document.activeElement?.matches(FIELDS)) return;
    if (event.key === '?') help.open();
    if (event.key !== '/') return;
    event.preventDefault();
    const field = document.querySelector<HTMLInputElement>('main input[type=search]');
    if (field) field.focus();
    else void navigate('/runs');
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
  return (
    <Modal opened={isOpen} onClose={help.close} title={t('shell.shortcuts.title')}>
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
    </Modal>
  );
}
