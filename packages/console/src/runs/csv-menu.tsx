import type { RunRow } from '@vivavoce/contract';
import { WARNING_TEXTS } from '@vivavoce/texts/warnings';
import { useTranslation } from 'react-i18next';
import { downloadFile } from '../components/download-file.ts';
import { TableMenu } from '../components/table-menu.tsx';
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
  return <TableMenu read={() => void saveToRead()} programs={() => save(toCsv(runs))} size="xs" />;
}
