import { lazy, Suspense } from 'react';
import { useRenewal } from '../api/session-renewal.ts';

const SessionRenewalDialog = lazy(() => import('./session-renewal-dialog.tsx'));

/** Offers to sign in again in place when the session has ended. */
export function SessionRenewal() {
  const renewal = useRenewal();
  if (renewal === null) return null;
  return (
    <Suspense fallback={null}>
      <SessionRenewalDialog user={renewal.user} onEnd={renewal.settle} />
    </Suspense>
  );
}
