import { Center, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Placeholder of a page that is loading. */
export function LoadingPage() {
  const { t } = useTranslation();
  return (
    <Center mih="50vh" role="status" aria-label={t('shell.loading')}>
      <Loader type="bars" size="sm" />
    </Center>
  );
}
