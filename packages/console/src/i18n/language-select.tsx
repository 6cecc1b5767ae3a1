import { NativeSelect } from '@mantine/core';
import { REPORT_LANGUAGES, type ReportLanguage } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { ownNameOf } from './languages.ts';
import { changeLanguage } from './setup.ts';

/** Chooses the language of the page. */
export function LanguageSelect() {
  const { t, i18n } = useTranslation();
  return (
    <NativeSelect
      size="xs"
      aria-label={t('shell.language')}
      value={i18n.language}
      onChange={(event) => void changeLanguage(event.currentTarget.value as ReportLanguage)}
      data={REPORT_LANGUAGES.map((language) => ({ value: language, label: ownNameOf(language) }))}
    />
  );
}
