import { Button } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state.tsx';

const reload = () => window.location.reload();

/** Replaces a page that threw an error, or that could not be loaded because the browser is offline. */
export function PageError() {
  const { t } = useTranslation();
  const { online } = useNetwork();
  useEffect(() => {
    if (online) return;
    window.addEventListener('online', reload);
    return () => window.removeEventListener('online', reload);
  }, [online]);
  return (
    <div role="alert">
      {online ? (
        <EmptyState title={t('shell.crashed')} hint={t('shell.crashedHint')}>
          <Button onClick={reload}>{t('shell.reload')}</Button>
        </EmptyState>
      ) : (
        <EmptyState title={t('shell.offlineTitle')} hint={t('shell.offlineHint')} />
      )}
    </div>
  );
}
