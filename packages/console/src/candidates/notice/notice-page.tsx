import { Button, NativeSelect } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconPrinter } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKnownSession } from '../../api/session.ts';
import { LANGUAGE_NAMES, LANGUAGES, type Language, loadCatalogue } from '../../language/languages.ts';
import { LoadingPage } from '../../parts/loading-page.tsx';
import { PageHeading } from '../../parts/page-heading.tsx';
import { NoticeBlanks } from './notice-blanks.tsx';
import classes from './notice-page.module.css';
import { type Blanks, NoticePaper, type NoticeText } from './notice-paper.tsx';

/** The notice for candidates: a template whose blanks the organisation fills in, to be printed. */
export function NoticePage() {
  const { t, i18n } = useTranslation();
  const { client } = useKnownSession();
  const [language, setLanguage] = useState(i18n.language as Language);
  const text = useNoticeText(language);
  const [kept, setKept] = useLocalStorage<Partial<Blanks>>({
    key: `vivavoce-notice-${client?.id ?? ''}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  });
  const blanks: Blanks = { ...EMPTY, organisation: client?.name ?? '', ...kept };
  return (
    <>
      <div className="not-printed">
        <PageHeading title={t('notice.title')} hint={t('notice.hint')}>
          <NativeSelect
            aria-label={t('notice.language')}
            value={language}
            onChange={(event) => setLanguage(event.currentTarget.value as Language)}
            data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          />
          <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
            {t('notice.print')}
          </Button>
        </PageHeading>
      </div>
      <div className={classes.columns}>
        <NoticeBlanks blanks={blanks} onChange={(name, value) => setKept({ ...kept, [name]: value })} />
        {text ? <NoticePaper text={text} language={language} blanks={blanks} /> : <LoadingPage />}
      </div>
    </>
  );
}

const EMPTY: Blanks = {
  organisation: '',
  purpose: '',
  decider: '',
  contact: '',
  audioDays: '',
  resultDays: '',
  authority: '',
  version: '',
};

/** The texts of the notice in a language, which need not be that of the console. */
function useNoticeText(language: Language): NoticeText | null {
  const [fetched, setFetched] = useState<Partial<Record<Language, NoticeText>>>({});
  useEffect(() => {
    let isWanted = true;
    void loadCatalogue(language).then(({ notice }) => {
      if (isWanted) setFetched((before) => ({ ...before, [language]: notice.text }));
    });
    return () => {
      isWanted = false;
    };
  }, [language]);
  return fetched[language] ?? null;
}
