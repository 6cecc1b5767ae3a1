import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { useAcceptInvitation, useInvitation } from '../api/session.ts';
import { ErrorText } from '../components/error-text.tsx';
import { LinkButton } from '../components/link-button.tsx';
import { LoadingPage } from '../components/loading-page.tsx';
import { LOGIN_FIELD_PROPS } from './login-field-props.ts';
import { LoginLayout } from './login-layout.tsx';
import { NewPasswordInput } from './new-password-input.tsx';
import { tokenFromUrl } from './url-token.ts';

/** Accepts an invitation. */
export function InvitationPage() {
  const { t } = useTranslation();
  const [token] = useState(() => tokenFromUrl() ?? '');
  const invitation = useInvitation(token);
  const accept = useAcceptInvitation(token);
  const form = useForm({ initialValues: { name: '', password: '' } });
  if (accept.isSuccess) return <Navigate to="/" replace />;
  if (invitation.isPending) return <LoadingPage />;
  if (invitation.isError) {
    return (
      <LoginLayout title={t('session.linkFailed')} hint={<ErrorText error={invitation.error} />}>
        <LinkButton to="/sign-in">{t('session.toSignIn')}</LinkButton>
      </LoginLayout>
    );
  }
  const { organisation, email, role } = invitation.data;
  return (
    <LoginLayout
      title={t('session.invitationTitle', { client: organisation })}
      hint={t('session.invitationHint', { email, role: t(`shell.roles.${role}`) })}
    >
      <form onSubmit={form.onSubmit((given) => accept.mutate(given))}>
        <Stack gap="md">
          {accept.error && (
            <Alert color="amber" role="alert">
              <ErrorText error={accept.error} />
            </Alert>
          )}
          <TextInput
            label={t('session.name')}
            autoComplete="name"
            {...LOGIN_FIELD_PROPS}
            {...form.getInputProps('name')}
          />
          <NewPasswordInput {...LOGIN_FIELD_PROPS} {...form.getInputProps('password')} />
          <Button type="submit" size="md" mt="sm" loading={accept.isPending}>
            {t('session.accept')}
          </Button>
        </Stack>
      </form>
    </LoginLayout>
  );
}
