import { Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type Location, useBlocker } from 'react-router';
import { ConfirmModal } from '../components/confirm-modal.tsx';
import { useHasUnsavedWork } from '../components/unsaved-work.ts';

/** State of a navigation that follows saving, and so loses nothing. */
export const AFTER_SAVING = { isSaved: true } as const;

const isAfterSaving = ({ state }: Location): boolean =>
  (state as Partial<typeof AFTER_SAVING> | null)?.isSaved === true;

/** Asks before something unsaved is left: a recording, corrections, a typed review. */
export function LeaveGuard() {
  const { t } = useTranslation();
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
  return (
    <ConfirmModal
      isOpen={blocker.state === 'blocked'}
      title={t('shell.leave.title')}
      action={t('shell.leave.action')}
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    >
      <Text>{t('shell.leave.hint')}</Text>
    </ConfirmModal>
  );
}
