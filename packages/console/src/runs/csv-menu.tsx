import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import type { RunRow } from '@vivavoce/contract';
import { WARNING_TEXTS } from '@vivavoce/texts/warnings';
import { useTranslation } from 'react-i18next';
import { downloadFile } from '../components/download-file.ts';
import { useReadingLanguage } from '../i18n/languages.ts';
import { toCsv, toReadableCsv } from './runs-csv.ts';

const save = (content: string): void =>
  downloadFile(`vivavoce-${new Date().toISOString().slice(0, 10)}.csv`, content, 'text/csv');

/** Saves runs as a table, for people in the language of the page or for programs. */
export function CsvMenu({ runs }: { runs: readonly RunRow[] }) {
  const { t } = useTranslation();
  const language = useReadingLanguage();
  const saveToRead = async () =>
    save(toReadableCsv(runs, { language, t, warnings: await WARNING_TEXTS[language]() }));
  return (
    <Menu shadow="lg" withinPortal position="bottom-start">
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={15} aria-hidden />}
          rightSection={<IconChevronDown size={15} aria-hidden />}
        >
          CSV
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void saveToRead()}>{t('csv.read')}</Menu.Item>
        <Menu.Item onClick={() => save(toCsv(runs))}>{t('csv.programs')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
