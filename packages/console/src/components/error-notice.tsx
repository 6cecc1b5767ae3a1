import { Button, Code } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { VivavoceError } from '@vivavoce/sdk/console';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isUnreachable, useServerReturn } from '../api/reachability.ts';
import { EmptyState } from './empty-state.tsx';
import { ErrorText } from './error-text.tsx';

/** Shows an error with the message of the API, and a retry button; where the server did not answer, it retries by itself. */
export function ErrorNotice({
  error,
  onRetry,
  isPage = false,
  children,
}: {
  error: Error;
  onRetry?: () => void;
  /** It takes the place of a page, and its title is the page's heading. */
  isPage?: boolean;
  /** Where else to go. */
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const { title, hint } = useErrorText(error);
  useServerReturn(onRetry !== undefined && isUnreachable(error), () => onRetry?.());
  // What is not there does not appear by asking again.
  const isFinal = error instanceof VivavoceError && error.status === 404;
  const requestId = error instanceof VivavoceError ? error.requestId : undefined;
  return (
    <div role="alert">
      <EmptyState title={title} hint={hint} isPage={isPage}>
        {onRetry && !isFinal && (
          <Button variant="default" onClick={onRetry}>
            {t('shell.again')}
          </Button>
        )}
        {children}
        {requestId && <Code fz="xs">{t('shell.requestId', { id: requestId })}</Code>}
      </EmptyState>
    </div>
  );
}

/** Errors that a retry cannot fix, and those that waiting fixes, have titles of their own. */
function useErrorText(error: Error): { title: string; hint: ReactNode } {
  const { t } = useTranslation();
  const { online } = useNetwork();
  const status = error instanceof VivavoceError ? error.status : 0;
  if (status === 403) return { title: t('shell.forbidden'), hint: t('shell.forbiddenHint') };
  if (status === 404) return { title: t('shell.notFound'), hint: t('shell.notFoundHint') };
  if (!isUnreachable(error)) return { title: t('shell.failed'), hint: <ErrorText error={error} /> };
  return online
    ? { title: t('shell.unreachable'), hint: t('shell.unreachableHint') }
    : { title: t('shell.offlineTitle'), hint: t('shell.offlineHint') };
}
