import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { useSession, useSetup } from '../api/session.ts';
import { LoadingPage } from '../parts/loading-page.tsx';
import { FIELD } from './field.ts';
import { linkToken } from './link-token.ts';
import { NewPasswordInput } from './new-password-input.tsx';
import { SignInFrame } from './sign-in-frame.tsx';

/** The first visit to a new server: makes its owner. */
export function SetupPage() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  if (session === undefined) return <LoadingPage />;
  if (session.user !== null || !session.setupNeeded) return <Navigate to="/" replace />;
  return (
    <SignInFrame title={t('session.setupTitle')} hint={t('session.setupHint')}>
      <SetupForm />
    </SignInFrame>
  );
}

function SetupForm() {
  const { t } = useTranslation();
  const setup = useSetup();
  const [givenToken] = useState(linkToken);
  const form = useForm({
    initialValues: {
      token: givenToken ?? '',
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
            {setup.error.message}
          </Alert>
        )}
        {(givenToken === null || setup.error) && (
          <TextInput
            label={t('session.token')}
            description={t('session.tokenHint')}
            {...FIELD}
            {...form.getInputProps('token')}
          />
        )}
        <TextInput
          label={t('session.organisation')}
          autoComplete="organization"
          {...FIELD}
          {...form.getInputProps('organisation')}
        />
        <TextInput label={t('session.name')} autoComplete="name" {...FIELD} {...form.getInputProps('name')} />
        <TextInput
          label={t('session.email')}
          type="email"
          autoComplete="username"
          {...FIELD}
          {...form.getInputProps('email')}
        />
        <NewPasswordInput {...FIELD} {...form.getInputProps('password')} />
        <Button type="submit" size="md" mt="sm" loading={setup.isPending}>
          {t('session.setUp')}
        </Button>
      </Stack>
    </form>
  );
}
