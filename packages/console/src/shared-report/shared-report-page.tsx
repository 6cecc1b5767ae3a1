import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { recordingOfSharedReport } from '../api/recording.ts';
import { useRequestErasure, useSharedReport } from '../api/shares.ts';
import { ColorSchemeToggle } from '../app/account-menu.tsx';
import { ConfirmModal } from '../components/confirm-modal.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { LoadingPage } from '../components/loading-page.tsx';
import { Logo } from '../components/logo.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { useFormats } from '../i18n/formats.ts';
import { tokenFromUrl } from '../login/url-token.ts';
import { PlayerProvider } from '../report/player/player-context.tsx';
import { SharedReportBody } from '../report/report.tsx';
import classes from './shared-report-page.module.css';

/** The report behind a share link, for the candidate or a colleague. */
export function SharedReportPage() {
  const { t } = useTranslation();
  const [token] = useState(() => tokenFromUrl() ?? '');
  const { data: shared, error } = useSharedReport(token);
  usePageTitle(t('shared.title'));
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <Logo size={28} />
        <div className={classes.scheme}>
          <ColorSchemeToggle />
        </div>
      </header>
      <main className={classes.main}>
        {error && <ErrorNotice error={error} />}
        {!error && !shared && <LoadingPage />}
        {shared && (
          <PlayerProvider source={shared.hasAudio ? recordingOfSharedReport(token) : null}>
            <SharedReportBody
              run={shared.report}
              corrected={shared.corrected}
              intro={t(`shared.intro.${shared.audience}`, { organisation: shared.organisation })}
            />
            {shared.audience === 'candidate' && (
              <ErasureRequest token={token} requestedAt={shared.erasureRequestedAt} />
            )}
          </PlayerProvider>
        )}
      </main>
    </div>
  );
}

/** Lets the candidate request erasure. */
function ErasureRequest({ token, requestedAt }: { token: string; requestedAt: string | null }) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const requestErasure = useRequestErasure(token);
  const [isConfirming, setConfirming] = useState(false);
  return (
    <section className={`surface ${classes.rights}`} aria-label={t('shared.rights')}>
      <Text fw={600}>{t('shared.rights')}</Text>
      <Text fz="sm" c="dimmed" my="xs">
        {t('shared.rightsHint')}
      </Text>
      {requestedAt ? (
        <Text role="status">{t('shared.asked', { when: dateTime(requestedAt) })}</Text>
      ) : (
        <Button variant="default" onClick={() => setConfirming(true)}>
          {t('shared.ask')}
        </Button>
      )}
      <ConfirmModal
        isOpen={isConfirming}
        title={t('shared.askTitle')}
        action={t('shared.ask')}
        isPending={requestErasure.isPending}
        error={requestErasure.error}
        onConfirm={() => requestErasure.mutate(undefined, { onSuccess: () => setConfirming(false) })}
        onClose={() => setConfirming(false)}
      >
        <Text>{t('shared.askHint')}</Text>
      </ConfirmModal>
    </section>
  );
}
