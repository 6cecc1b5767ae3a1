import { Alert, Button } from '@mantine/core';
import { VivavoceError } from '@vivavoce/sdk/console';
import { useTranslation } from 'react-i18next';
import { usePasskeyLogin } from '../api/second-factor.ts';
import { ErrorText } from '../components/error-text.tsx';

/** Signs in with a passkey, or finishes a login with it. */
export function PasskeyButton({ variant }: { variant: 'default' | 'filled' }) {
  const { t } = useTranslation();
  const login = usePasskeyLogin();
  return (
    <>
      {login.error && (
        <Alert color="amber" role="alert">
          {login.error instanceof VivavoceError ? (
            <ErrorText error={login.error} />
          ) : (
            t('account.factor.passkeyFailed')
          )}
        </Alert>
      )}
      <Button variant={variant} size="md" loading={login.isPending} onClick={() => login.mutate(undefined)}>
        {t('session.withPasskey')}
      </Button>
    </>
  );
}
