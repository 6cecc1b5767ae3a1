import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sharedSource, useRequestErasure, useSharedReport } from '../api/run-acts.ts';
import { SchemeSwitch } from '../app/account-menu.tsx';
import { useFormats } from '../language/formats.ts';
import { ConfirmModal } from '../parts/confirm-modal.tsx';
import { FailedNotice } from '../parts/failed-notice.tsx';
import { LoadingPage } from '../parts/loading-page.tsx';
import { Logo } from '../parts/logo.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { PlayerProvider } from '../report/player/player-context.tsx';
import { SharedReportBody } from '../report/report.tsx';
import { linkToken } from '../session/link-token.ts';
import classes from './shared-page.module.css';

/** A report behind a link, for its candidate or for a colleague. */
export function SharedPage() {
  const { t } = useTranslation();
  const [token] = useState(() => linkToken() ?? '');
  const { data: shared, error } = useSharedReport(token);
  usePageTitle(t('shared.title'));
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <Logo size={28} />
        <div className={classes.scheme}>
          <SchemeSwitch />
        </div>
      </header>
      <main className={classes.main}>
        {error && <FailedNotice error={error} />}
        {!error && !shared && <LoadingPage />}
        {shared && (
          <PlayerProvider source={shared.hasAudio ? sharedSource(token) : null}>
            <SharedReportBody
              run={shared.report}
              corrected={shared.corrected}
              intro={t(`shared.intro.${shared.audience}`, { organisation: shared.organisation })}
            />
            {shared.audience === 'candidate' && (
              <AskErasure token={token} askedAt={shared.erasureRequestedAt} />
            )}
          </PlayerProvider>
        )}
      </main>
    </div>
  );
}

/** What the candidate can ask for. */
function AskErasure({ token, askedAt }: { token: string; askedAt: string | null }) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const ask = useRequestErasure(token);
  const [isAsking, setAsking] = useState(false);
  return (
    <section className={`surface ${classes.rights}`} aria-label={t('shared.rights')}>
      <Text fw={600}>{t('shared.rights')}</Text>
      <Text fz="sm" c="dimmed" my="xs">
        {t('shared.rightsHint')}
      </Text>
      {askedAt ? (
        <Text role="status">{t('shared.asked', { when: dateTime(askedAt) })}</Text>
      ) : (
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('shared.ask')}
        </Button>
      )}
      <ConfirmModal
        isOpen={isAsking}
        title={t('shared.askTitle')}
        action={t('shared.ask')}
        isPending={ask.isPending}
        error={ask.error}
        onConfirm={() => ask.mutate(undefined, { onSuccess: () => setAsking(false) })}
        onClose={() => setAsking(false)}
      >
        <Text>{t('shared.askHint')}</Text>
      </ConfirmModal>
    </section>
  );
}
