import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { SessionState } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { canUsePasskeys, useConfirmLogin } from '../api/second-factor.ts';
import { useLogout } from '../api/session.ts';
import { ErrorText } from '../components/error-text.tsx';
import { LOGIN_FIELD_PROPS } from './login-field-props.ts';
import { LoginLayout } from './login-layout.tsx';
import { PasskeyButton } from './passkey-button.tsx';

/** The second step of a login: a code of the app, a passkey or a recovery code. */
export function SecondFactorForm({ pending }: { pending: NonNullable<SessionState['pendingSignIn']> }) {
  const { t } = useTranslation();
  const confirm = useConfirmLogin();
  const giveUp = useLogout();
  const form = useForm({ initialValues: { code: '' } });
  const { totp, passkey } = pending;
  return (
    <LoginLayout
      title={t('session.secondStep')}
      hint={t(totp ? 'session.secondStepApp' : 'session.secondStepPasskey')}
    >
      <Stack gap="md">
        {passkey && canUsePasskeys() && <PasskeyButton variant={totp ? 'default' : 'filled'} />}
        <form onSubmit={form.onSubmit(({ code }) => confirm.mutate(code))}>
          {confirm.error && (
            <Alert color="amber" mb="md" role="alert">
              <ErrorText error={confirm.error} />
            </Alert>
          )}
          <TextInput
            label={t(totp ? 'session.code' : 'session.recoveryCode')}
            description={t(totp ? 'session.codeHint' : 'session.recoveryCodeHint')}
            autoComplete="one-time-code"
            autoFocus={totp}
            {...LOGIN_FIELD_PROPS}
            {...form.getInputProps('code')}
          />
          <Button type="submit" size="md" fullWidth mt="lg" loading={confirm.isPending}>
            {t('session.signIn')}
          </Button>
        </form>
        <Button variant="subtle" onClick={() => giveUp.mutate(undefined)}>
          {t('session.startOver')}
        </Button>
      </Stack>
    </LoginLayout>
  );
}
