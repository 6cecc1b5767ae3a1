import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { SecondFactorSection } from '../account/second-factor-section.tsx';
import { useLogout, useSession } from '../api/session.ts';
import { LoadingPage } from '../components/loading-page.tsx';
import { LoginLayout } from './login-layout.tsx';

/** Where users set up the second factor that their organisation requires, before anything else. */
export function EnrolmentPage() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const logout = useLogout();
  if (session === undefined) return <LoadingPage />;
  if (!session.user?.needsSecondFactor) return <Navigate to="/" replace />;
  return (
    <LoginLayout
      title={t('session.factorRequired')}
      hint={t('session.factorRequiredHint', { client: session.client?.name ?? '' })}
    >
      <SecondFactorSection />
      <Button variant="subtle" onClick={() => logout.mutate(undefined)}>
        {t('session.startOver')}
      </Button>
    </LoginLayout>
  );
}
