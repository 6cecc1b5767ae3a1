import { Alert, Button, Divider, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Navigate, useSearchParams } from 'react-router';
import { useSession, useSignIn } from '../api/session.ts';
import { LoadingPage } from '../parts/loading-page.tsx';
import { FIELD } from './field.ts';
import { LinkSignIn } from './link-sign-in.tsx';
import { linkToken } from './link-token.ts';
import { ownPath } from './own-path.ts';
import { SignInFrame } from './sign-in-frame.tsx';

/** Signing in by password, by a link that works once, or with the organisation's identity provider. */
export function SignInPage() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const { data: session } = useSession();
  const token = linkToken();
  if (session === undefined) return <LoadingPage />;
  if (session.user !== null) return <Navigate to={ownPath(search.get('to'))} replace />;
  if (token !== null) return <LinkSignIn token={token} />;
  if (session.setupNeeded) return <Navigate to="/setup" replace />;
  return (
    <SignInFrame title={t('session.welcome')}>
      <PasswordForm />
      {session.oidc && (
        <>
          <Divider label={t('session.or')} />
          <Button component="a" href={session.oidc.url} variant="default" size="md">
            {t('session.withProvider', { name: session.oidc.name })}
          </Button>
        </>
      )}
    </SignInFrame>
  );
}

function PasswordForm() {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const form = useForm({ initialValues: { email: '', password: '' } });
  return (
    <form onSubmit={form.onSubmit((given) => signIn.mutate(given))}>
      {signIn.error && (
        <Alert color="amber" mb="md" role="alert">
          {signIn.error.message}
        </Alert>
      )}
      <TextInput
        label={t('session.email')}
        type="email"
        autoComplete="username"
        {...FIELD}
        {...form.getInputProps('email')}
      />
      <PasswordInput
        label={t('session.password')}
        autoComplete="current-password"
        mt="md"
        {...FIELD}
        visibilityToggleButtonProps={{ 'aria-label': t('session.show') }}
        {...form.getInputProps('password')}
      />
      <Button type="submit" size="md" fullWidth mt="xl" loading={signIn.isPending}>
        {t('session.signIn')}
      </Button>
    </form>
  );
}
