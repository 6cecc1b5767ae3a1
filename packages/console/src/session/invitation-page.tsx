import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { useAcceptInvitation, useInvitation } from '../api/session.ts';
import { LinkButton } from '../parts/link-button.tsx';
import { LoadingPage } from '../parts/loading-page.tsx';
import { FIELD } from './field.ts';
import { linkToken } from './link-token.ts';
import { NewPasswordInput } from './new-password-input.tsx';
import { SignInFrame } from './sign-in-frame.tsx';

/** Where an invited person becomes a user. */
export function InvitationPage() {
  const { t } = useTranslation();
  const [token] = useState(() => linkToken() ?? '');
  const invitation = useInvitation(token);
  const accept = useAcceptInvitation(token);
  const form = useForm({ initialValues: { name: '', password: '' } });
  if (accept.isSuccess) return <Navigate to="/" replace />;
  if (invitation.isPending) return <LoadingPage />;
  if (invitation.isError) {
    return (
      <SignInFrame title={t('session.linkFailed')} hint={invitation.error.message}>
        <LinkButton to="/sign-in">{t('session.toSignIn')}</LinkButton>
      </SignInFrame>
    );
  }
  const { organisation, email, role } = invitation.data;
  return (
    <SignInFrame
      title={t('session.invitationTitle', { client: organisation })}
      hint={t('session.invitationHint', { email, role: t(`shell.roles.${role}`) })}
    >
      <form onSubmit={form.onSubmit((given) => accept.mutate(given))}>
        <Stack gap="md">
          {accept.error && (
            <Alert color="amber" role="alert">
              {accept.error.message}
            </Alert>
          )}
          <TextInput
            label={t('session.name')}
            autoComplete="name"
            {...FIELD}
            {...form.getInputProps('name')}
          />
          <NewPasswordInput {...FIELD} {...form.getInputProps('password')} />
          <Button type="submit" size="md" mt="sm" loading={accept.isPending}>
            {t('session.accept')}
          </Button>
        </Stack>
      </form>
    </SignInFrame>
  );
}
