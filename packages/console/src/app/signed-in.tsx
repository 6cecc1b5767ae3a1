import { Navigate, Outlet, useLocation } from 'react-router';
import { useSession } from '../api/session.ts';
import { FailedNotice } from '../parts/failed-notice.tsx';
import { LoadingPage } from '../parts/loading-page.tsx';

/** Shows what is below only to people who are signed in; others are asked to, and come back afterwards. */
export function SignedIn() {
  const { data: session, error, refetch } = useSession();
  const { pathname, search } = useLocation();
  if (session === undefined) {
    return error ? <FailedNotice error={error} onRetry={() => void refetch()} /> : <LoadingPage />;
  }
  if (session.setupNeeded && session.user === null) return <Navigate to="/setup" replace />;
  if (session.user === null) {
    const back = new URLSearchParams({ to: `${pathname}${search}` });
    return <Navigate to={`/sign-in?${back}`} replace />;
  }
  return <Outlet />;
}
