import { Button, Code } from '@mantine/core';
import { VivavoceError } from '@vivavoce/sdk/console';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state.tsx';

/** Shows an error with the message of the API, and a retry button. */
export function ErrorNotice({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const { t } = useTranslation();
  const { title, hint } = useErrorText(error);
  const requestId = error instanceof VivavoceError ? error.requestId : undefined;
  return (
    <div role="alert">
      <EmptyState title={title} hint={hint}>
        {onRetry && (
          <Button variant="default" onClick={onRetry}>
            {t('shell.again')}
          </Button>
        )}
        {requestId && <Code fz="xs">{t('shell.requestId', { id: requestId })}</Code>}
      </EmptyState>
    </div>
  );
}

/** Errors that a retry cannot fix have titles of their own. */
function useErrorText(error: Error): { title: string; hint: string } {
  const { t } = useTranslation();
  const status = error instanceof VivavoceError ? error.status : 0;
  if (status === 403) return { title: t('shell.forbidden'), hint: t('shell.forbiddenHint') };
  if (status === 404) return { title: t('shell.notFound'), hint: error.message };
  return { title: t('shell.failed'), hint: error.message };
}
