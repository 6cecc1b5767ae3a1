import { Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from './error-notice.tsx';

/** Shows the data of a query once it is loaded, before that a placeholder or the error. */
export function QueryBoundary<Data>({
  query,
  children,
}: {
  query: { readonly data: Data | undefined; readonly error: Error | null; refetch: () => unknown };
  children: (data: Data) => ReactNode;
}) {
  const { t } = useTranslation();
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Stack gap={6} role="status" aria-label={t('shell.loading')}>
      {[0, 1, 2, 3].map((at) => (
        <Skeleton key={at} h={52} radius="md" />
      ))}
    </Stack>
  );
}
