import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { useSession, useSetup } from '../api/session.ts';
import { ErrorText } from '../components/error-text.tsx';
import { LoadingPage } from '../components/loading-page.tsx';
import { LOGIN_FIELD_PROPS } from './login-field-props.ts';
import { LoginLayout } from './login-layout.tsx';
import { NewPasswordInput } from './new-password-input.tsx';
import { tokenFromUrl } from './url-token.ts';

/** Setup of a new server: creates the owner. */
export function SetupPage() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  if (session === undefined) return <LoadingPage />;
  if (session.user !== null || !session.setupNeeded) return <Navigate to="/" replace />;
  return (
    <LoginLayout title={t('session.setupTitle')} hint={t('session.setupHint')}>
      <SetupForm />
    </LoginLayout>
  );
}

function SetupForm() {
  const { t } = useTranslation();
  const setup = useSetup();
  const [urlToken] = useState(tokenFromUrl);
  const form = useForm({
    initialValues: {
      token: urlToken ?? '',
      organisation: '',
      name: '',
      email: '',
      password: '',
    },
  });
  return (
    <form onSubmit={form.onSubmit((given) => setup.mutate(given))}>
      <Stack gap="md">
        {setup.error && (
          <Alert color="amber" role="alert">
            <ErrorText error={setup.error} />
          </Alert>
        )}
        {(urlToken === null || setup.error) && (
          <TextInput
            label={t('session.token')}
            description={t('session.tokenHint')}
            {...LOGIN_FIELD_PROPS}
            {...form.getInputProps('token')}
          />
        )}
        <TextInput
          label={t('session.organisation')}
          autoComplete="organization"
          {...LOGIN_FIELD_PROPS}
          {...form.getInputProps('organisation')}
        />
        <TextInput
          label={t('session.name')}
          autoComplete="name"
          {...LOGIN_FIELD_PROPS}
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('session.email')}
          type="email"
          autoComplete="username"
          {...LOGIN_FIELD_PROPS}
          {...form.getInputProps('email')}
        />
        <NewPasswordInput {...LOGIN_FIELD_PROPS} {...form.getInputProps('password')} />
        <Button type="submit" size="md" mt="sm" loading={setup.isPending}>
          {t('session.setUp')}
        </Button>
      </Stack>
    </form>
  );
}
