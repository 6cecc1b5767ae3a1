import { Text, type TextProps } from '@mantine/core';
import { VivavoceError } from '@vivavoce/sdk/console';
import type { ConsoleCatalogue } from '@vivavoce/texts/console';
import { useTranslation } from 'react-i18next';
import { isUnreachable } from '../api/reachability.ts';

/** Codes whose sentence says as much as the message of the API: what matters is not in its details. */
type KnownCode = keyof ConsoleCatalogue['errors']['request'];

/** What went wrong in the reader's language where the code of the API has a sentence, else as the API says it, marked as English. */
export function ErrorText({ error }: { error: Error }) {
  const { t, i18n } = useTranslation();
  if (isUnreachable(error)) return t(navigator.onLine ? 'shell.unreachable' : 'shell.offlineTitle');
  const isKnown = (code: string): code is KnownCode => i18n.exists(`errors.request.${code}`);
  if (error instanceof VivavoceError && isKnown(error.code)) return t(`errors.request.${error.code}`);
  return <span lang="en">{error.message}</span>;
}

/** What went wrong with what was just asked for, announced to screen readers; nothing where nothing did. */
export function ErrorLine({ error, ...props }: TextProps & { error: Error | null }) {
  if (error === null) return null;
  return (
    <Text c="red" fz="sm" role="alert" {...props}>
      <ErrorText error={error} />
    </Text>
  );
}
