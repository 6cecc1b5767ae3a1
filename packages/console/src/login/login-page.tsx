import { Alert, Button, Divider, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Navigate, useSearchParams } from 'react-router';
import { canUsePasskeys } from '../api/second-factor.ts';
import { useLogin, useSession } from '../api/session.ts';
import { ErrorText } from '../components/error-text.tsx';
import { LoadingPage } from '../components/loading-page.tsx';
import { LinkLogin } from './link-login.tsx';
import { LOGIN_FIELD_PROPS } from './login-field-props.ts';
import { LoginLayout } from './login-layout.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { safeRedirectPath } from './safe-redirect.ts';
import { SecondFactorForm } from './second-factor-form.tsx';
import { tokenFromUrl } from './url-token.ts';

/** Signs in with a password, a one-time link, or the identity provider. */
export function LoginPage() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const { data: session } = useSession();
  const token = tokenFromUrl();
  if (session === undefined) return <LoadingPage />;
  if (session.user !== null) return <Navigate to={safeRedirectPath(search.get('to'))} replace />;
  if (session.pendingSignIn) return <SecondFactorForm pending={session.pendingSignIn} />;
  if (token !== null) return <LinkLogin token={token} />;
  if (session.setupNeeded) return <Navigate to="/setup" replace />;
  return (
    <LoginLayout title={t('session.welcome')}>
      <PasswordLoginForm />
      {canUsePasskeys() && <PasskeyButton variant="default" />}
      {session.oidc && (
        <>
          <Divider label={t('session.or')} />
          <Button component="a" href={session.oidc.url} variant="default" size="md">
            {t('session.withProvider', { name: session.oidc.name })}
          </Button>
        </>
      )}
    </LoginLayout>
  );
}

function PasswordLoginForm() {
  const { t } = useTranslation();
  const login = useLogin();
  const form = useForm({ initialValues: { email: '', password: '' } });
  return (
    <form onSubmit={form.onSubmit((given) => login.mutate(given))}>
      {login.error && (
        <Alert color="amber" mb="md" role="alert">
          <ErrorText error={login.error} />
        </Alert>
      )}
      <TextInput
        label={t('session.email')}
        type="email"
        autoComplete="username"
        {...LOGIN_FIELD_PROPS}
        {...form.getInputProps('email')}
      />
      <PasswordInput
        label={t('session.password')}
        autoComplete="current-password"
        mt="md"
        {...LOGIN_FIELD_PROPS}
        visibilityToggleButtonProps={{ 'aria-label': t('session.show') }}
        {...form.getInputProps('password')}
      />
      <Button type="submit" size="md" fullWidth mt="xl" loading={login.isPending}>
        {t('session.signIn')}
      </Button>
    </form>
  );
}
