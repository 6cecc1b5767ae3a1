import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageHeading } from '../components/page-heading.tsx';
import { NotificationsSection } from './notifications-section.tsx';
import { PasswordForm } from './password-form.tsx';
import { SecondFactorSection } from './second-factor-section.tsx';
import { SessionsTable } from './sessions-table.tsx';

/** The user's password, second factors, e-mails and sessions. */
export function AccountPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('account.title')} hint={t('account.hint')} />
      <Stack gap="xl">
        <PasswordForm />
        <SecondFactorSection />
        <NotificationsSection />
        <SessionsTable />
      </Stack>
    </>
  );
}
