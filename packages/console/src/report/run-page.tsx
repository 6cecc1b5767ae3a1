import { useParams, useSearchParams } from 'react-router';
import { useRevision } from '../api/run-acts.ts';
import { sourceOf, useRun } from '../api/runs.ts';
import { FailedNotice } from '../parts/failed-notice.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { PlayerProvider } from './player/player-context.tsx';
import { Report } from './report.tsx';
import { ReportSkeleton } from './report-skeleton.tsx';
import { RunFailure } from './run-failure.tsx';
import { RunProgress } from './run-progress.tsx';
import { nameOf, type ScoredRun } from './scored-run.ts';

/** One run: on its way, failed, or its report. */
export function RunPage() {
  const { id = '' } = useParams();
  const { data: run, error, refetch } = useRun(id);
  usePageTitle(run ? (nameOf(run) ?? run.id) : null);
  if (run === undefined) {
    return error ? <FailedNotice error={error} onRetry={() => void refetch()} /> : <ReportSkeleton />;
  }
  switch (run.status) {
    case 'queued':
    case 'processing':
      return <RunProgress run={run} />;
    case 'failed':
      return <RunFailure run={run} />;
    default:
      return (
        <PlayerProvider source={sourceOf(run.id)}>
          <ChosenResult run={run} />
        </PlayerProvider>
      );
  }
}

/** The newest result, or the older one that the address asks for. */
function ChosenResult({ run }: { run: ScoredRun }) {
  const [search] = useSearchParams();
  const wanted = Number(search.get('result'));
  const isOlder = Number.isInteger(wanted) && wanted > 0 && wanted < (run.revision?.number ?? 1);
  const { data: older, error, refetch } = useRevision(run.id, isOlder ? wanted : null);
  if (!isOlder) return <Report key="newest" run={run} />;
  if (error) return <FailedNotice error={error} onRetry={() => void refetch()} />;
  return older ? <Report key={wanted} run={older} isOlder /> : <ReportSkeleton />;
}
