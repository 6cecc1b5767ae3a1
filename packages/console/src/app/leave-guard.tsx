import { lazy, Suspense, useEffect } from 'react';
import { type Location, useBlocker } from 'react-router';
import { useHasUnsavedWork } from '../components/unsaved-work.ts';

const LeaveDialog = lazy(() => import('./leave-dialog.tsx'));

/** State of a navigation that follows saving, and so loses nothing. */
export const AFTER_SAVING = { isSaved: true } as const;

const isAfterSaving = ({ state }: Location): boolean =>
  (state as Partial<typeof AFTER_SAVING> | null)?.isSaved === true;

/** Asks before something unsaved is left: a recording, corrections, a typed review. */
export function LeaveGuard() {
  const hasUnsavedWork = useHasUnsavedWork();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      hasUnsavedWork && currentLocation.pathname !== nextLocation.pathname && !isAfterSaving(nextLocation),
  );
  useEffect(() => {
    if (!hasUnsavedWork) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [hasUnsavedWork]);
  if (blocker.state !== 'blocked') return null;
  return (
    <Suspense fallback={null}>
      <LeaveDialog onLeave={() => blocker.proceed()} onStay={() => blocker.reset()} />
    </Suspense>
  );
}
