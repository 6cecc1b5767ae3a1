import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLinkSignIn } from '../api/session.ts';
import { LinkButton } from '../parts/link-button.tsx';
import { LoadingPage } from '../parts/loading-page.tsx';
import { SignInFrame } from './sign-in-frame.tsx';

/** Signs in by a link that works once; the page around it goes on once somebody is signed in. */
export function LinkSignIn({ token }: { token: string }) {
  const { t } = useTranslation();
  const { mutate, isError } = useLinkSignIn();
  const isAsked = useRef(false);
  useEffect(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    mutate(token);
  }, [mutate, token]);
  if (!isError) return <LoadingPage />;
  return (
    <SignInFrame title={t('session.linkFailed')} hint={t('session.linkFailedHint')}>
      <LinkButton to="/sign-in" size="md">
        {t('session.toSignIn')}
      </LinkButton>
    </SignInFrame>
  );
}
