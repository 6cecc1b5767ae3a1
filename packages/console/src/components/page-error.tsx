import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state.tsx';

/** Replaces a page that threw an error. */
export function PageError() {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <EmptyState title={t('shell.crashed')} hint={t('shell.crashedHint')}>
        <Button onClick={() => window.location.reload()}>{t('shell.reload')}</Button>
      </EmptyState>
    </div>
  );
}
