import { Center, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Holds the place of a page that is on its way. */
export function LoadingPage() {
  const { t } = useTranslation();
  return (
    <Center mih="50vh" role="status" aria-label={t('shell.loading')}>
      <Loader type="bars" size="sm" />
    </Center>
  );
}
