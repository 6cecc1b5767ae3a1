import { Button, NativeSelect } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconPrinter } from '@tabler/icons-react';
import { REPORT_LANGUAGES, type ReportLanguage } from '@vivavoce/contract';
import { CONSOLE_CATALOGUES } from '@vivavoce/texts/console';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrentSession } from '../../api/session.ts';
import { LoadingPage } from '../../components/loading-page.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { ownNameOf } from '../../i18n/languages.ts';
import { NoticeDocument, type NoticeFields, type NoticeText } from './notice-document.tsx';
import { NoticeForm } from './notice-form.tsx';
import classes from './notice-page.module.css';

/** The notice for candidates: a template to fill in and print. */
export function NoticePage() {
  const { t, i18n } = useTranslation();
  const { client } = useCurrentSession();
  const [language, setLanguage] = useState(i18n.language as ReportLanguage);
  const text = useNoticeText(language);
  const [saved, setSaved] = useLocalStorage<Partial<NoticeFields>>({
    key: `vivavoce-notice-${client?.id ?? ''}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  });
  const blanks: NoticeFields = { ...EMPTY_FIELDS, organisation: client?.name ?? '', ...saved };
  return (
    <>
      <div className="not-printed">
        <PageHeading title={t('notice.title')} hint={t('notice.hint')}>
          <NativeSelect
            aria-label={t('notice.language')}
            value={language}
            onChange={(event) => setLanguage(event.currentTarget.value as ReportLanguage)}
            data={REPORT_LANGUAGES.map((value) => ({ value, label: ownNameOf(value) }))}
          />
          <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
            {t('notice.print')}
          </Button>
        </PageHeading>
      </div>
      <div className={classes.columns}>
        <NoticeForm blanks={blanks} onChange={(name, value) => setSaved({ ...saved, [name]: value })} />
        {text ? <NoticeDocument text={text} language={language} blanks={blanks} /> : <LoadingPage />}
      </div>
    </>
  );
}

const EMPTY_FIELDS: NoticeFields = {
  organisation: '',
  purpose: '',
  decider: '',
  contact: '',
  audioDays: '',
  resultDays: '',
  authority: '',
  version: '',
};

/** The texts of the notice in a language, which may differ from the console's. */
function useNoticeText(language: ReportLanguage): NoticeText | null {
  const [fetched, setFetched] = useState<Partial<Record<ReportLanguage, NoticeText>>>({});
  useEffect(() => {
    let isWanted = true;
    void CONSOLE_CATALOGUES[language]().then(({ notice }) => {
      if (isWanted) setFetched((before) => ({ ...before, [language]: notice.text }));
    });
    return () => {
      isWanted = false;
    };
  }, [language]);
  return fetched[language] ?? null;
}
