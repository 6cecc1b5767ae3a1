import { Navigate, Outlet, useLocation } from 'react-router';
import { useSession } from '../api/session.ts';
import { ErrorNotice } from '../components/error-notice.tsx';
import { LoadingPage } from '../components/loading-page.tsx';
import { OfflineNotice } from './offline-notice.tsx';

/** Renders its routes for signed-in users only; others are sent to the login and come back afterwards. */
export function RequireLogin() {
  const { data: session, error, refetch } = useSession();
  const { pathname, search } = useLocation();
  if (session === undefined) {
    return (
      <>
        <OfflineNotice />
        {error ? <ErrorNotice error={error} onRetry={() => void refetch()} isPage /> : <LoadingPage />}
      </>
    );
  }
  if (session.setupNeeded && session.user === null) return <Navigate to="/setup" replace />;
  if (session.user === null) {
    const returnTo = new URLSearchParams({ to: `${pathname}${search}` });
    return <Navigate to={`/sign-in?${returnTo}`} replace />;
  }
  if (session.user.needsSecondFactor) return <Navigate to="/second-factor" replace />;
  return <Outlet />;
}
