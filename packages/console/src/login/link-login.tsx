import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLinkLogin } from '../api/session.ts';
import { LinkButton } from '../components/link-button.tsx';
import { LoadingPage } from '../components/loading-page.tsx';
import { LoginLayout } from './login-layout.tsx';

/** Signs in with a one-time link; the page around it redirects once the session exists. */
export function LinkLogin({ token }: { token: string }) {
  const { t } = useTranslation();
  const { mutate, isError } = useLinkLogin();
  const isRequested = useRef(false);
  useEffect(() => {
    if (isRequested.current) return;
    isRequested.current = true;
    mutate(token);
  }, [mutate, token]);
  if (!isError) return <LoadingPage />;
  return (
    <LoginLayout title={t('session.linkFailed')} hint={t('session.linkFailedHint')}>
      <LinkButton to="/sign-in" size="md">
        {t('session.toSignIn')}
      </LinkButton>
    </LoginLayout>
  );
}
