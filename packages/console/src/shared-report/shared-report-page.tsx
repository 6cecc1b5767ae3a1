import { candidateNameOf } from '@vivavoce/contract';
import { VivavoceError } from '@vivavoce/sdk/console';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOwnRequests } from '../api/candidate-requests.ts';
import { recordingOfSharedReport } from '../api/recording.ts';
import { useSharedReport, useSharedReportPdfUrl } from '../api/shares.ts';
import { ColorSchemeToggle } from '../app/color-scheme-toggle.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { LoadingPage } from '../components/loading-page.tsx';
import { Logo } from '../components/logo.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { useFormats } from '../i18n/formats.ts';
import { LanguageSelect } from '../i18n/language-select.tsx';
import { tokenFromUrl } from '../login/url-token.ts';
import { PlayerProvider } from '../report/player/player-context.tsx';
import { SharedReportBody } from '../report/report.tsx';
import { ExpiredRequests, OwnRequests } from './own-requests.tsx';
import classes from './shared-report-page.module.css';

/** The report behind a share link, for the candidate or a colleague. */
export function SharedReportPage() {
  const [token] = useState(() => tokenFromUrl() ?? '');
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <Logo size={28} />
        <div className={classes.settings}>
          <LanguageSelect />
          <div className={classes.scheme}>
            <ColorSchemeToggle />
          </div>
        </div>
      </header>
      <main className={classes.main}>
        <SharedReport token={token} />
      </main>
    </div>
  );
}

function SharedReport({ token }: { token: string }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const pdfUrl = useSharedReportPdfUrl(token);
  const { data: shared, error, refetch } = useSharedReport(token);
  const name = shared && candidateNameOf({ metadata: {}, externalId: null, ...shared.report });
  // Whoever has several of them open can tell them apart.
  usePageTitle(
    shared
      ? [t('shared.title'), name, shared.organisation, date(shared.report.timestamp)]
          .filter(Boolean)
          .join(', ')
      : t('shared.title'),
  );
  const isGone = error instanceof VivavoceError && error.status === 404;
  // Of an expired link the answers to requests are left.
  const { data: requests, isLoading } = useOwnRequests(token, shared?.audience === 'candidate' || isGone);
  if (error) {
    if (isGone && requests) return <ExpiredRequests token={token} list={requests} />;
    if (isLoading) return <LoadingPage />;
    if (isGone) return <EmptyState title={t('shared.gone')} hint={t('shared.goneHint')} isPage />;
    return <ErrorNotice error={error} onRetry={() => void refetch()} isPage />;
  }
  if (!shared) return <LoadingPage />;
  return (
    <PlayerProvider
      source={shared.hasAudio ? recordingOfSharedReport(token, shared.report.audio.parts) : null}
    >
      <SharedReportBody
        run={shared.report}
        corrected={shared.corrected}
        name={name ?? null}
        pdfUrl={pdfUrl}
        intro={t(`shared.intro.${shared.audience}`, { organisation: shared.organisation })}
      />
      {requests && <OwnRequests token={token} list={requests} />}
    </PlayerProvider>
  );
}
