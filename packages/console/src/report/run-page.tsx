import { candidateNameOf } from '@vivavoce/contract';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { recordingOfRun } from '../api/recording.ts';
import { useRevision } from '../api/revisions.ts';
import { useRun } from '../api/runs.ts';
import { ErrorNotice } from '../components/error-notice.tsx';
import { LinkButton } from '../components/link-button.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { PlayerProvider } from './player/player-context.tsx';
import { RunProgress } from './progress/run-progress.tsx';
import { Report } from './report.tsx';
import { ReportSkeleton } from './report-skeleton.tsx';
import { RunFailure } from './run-failure.tsx';
import type { ScoredRun } from './scored-run.ts';
import { TRANSCRIPT_TITLE_ID } from './transcript/transcript-panel.tsx';

/** One run: its progress, its failure, or its report. */
export function RunPage() {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const { data: run, error, refetch, isServerAway } = useRun(id);
  usePageTitle(run ? (candidateNameOf(run) ?? run.id) : null);
  if (run === undefined) {
    return error ? <NoRun error={error} onRetry={() => void refetch()} /> : <ReportSkeleton />;
  }
  switch (run.status) {
    case 'queued':
    case 'processing':
      return <RunProgress run={run} isServerAway={isServerAway} />;
    case 'failed':
      return <RunFailure run={run} />;
    default:
      return (
        <PlayerProvider source={recordingOfRun(run.id, run.audio.parts)} startMs={momentOf(search)}>
          <ReportOfRevision run={run} />
        </PlayerProvider>
      );
  }
}

/** Why there is no run to show, and the way to those that there are. */
function NoRun({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <ErrorNotice error={error} onRetry={onRetry} isPage>
      <LinkButton to="/runs" variant="default">
        {t('shell.runs')}
      </LinkButton>
    </ErrorNotice>
  );
}

/** What is left above the transcript where a link leads into it, px. */
const ABOVE_TRANSCRIPT_PX = 24;

/** The latest result, or the older one in the address. */
function ReportOfRevision({ run }: { run: ScoredRun }) {
  const [search] = useSearchParams();
  const revisionNumber = Number(search.get('result'));
  const isOlder =
    Number.isInteger(revisionNumber) && revisionNumber > 0 && revisionNumber < (run.revision?.number ?? 1);
  const isAtMoment = momentOf(search) > 0;
  // Another result starts at its top, as another page would; a link to a moment where it is spoken.
  useEffect(() => {
    const title = isAtMoment ? document.getElementById(TRANSCRIPT_TITLE_ID) : null;
    const top = title === null ? 0 : window.scrollY + title.getBoundingClientRect().top - ABOVE_TRANSCRIPT_PX;
    // Some browsers give a promise back, which is nothing to clean up with.
    window.scrollTo(0, top);
  }, [revisionNumber, isAtMoment]);
  const { data: older, error, refetch } = useRevision(run.id, isOlder ? revisionNumber : null);
  if (!isOlder) return <Report key="newest" run={run} />;
  if (error) return <NoRun error={error} onRetry={() => void refetch()} />;
  return older ? <Report key={revisionNumber} run={older} isOlder /> : <ReportSkeleton />;
}

/** The moment that a link points to, `t` in seconds as other players have it; the start without one. */
function momentOf(search: URLSearchParams): number {
  const seconds = Number(search.get('t'));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}
