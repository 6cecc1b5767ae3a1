import { Button, Group, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { SecondFactor } from '@vivavoce/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  canUsePasskeys,
  useReauthenticate,
  useRefreshSession,
  useRemovePasskey,
  useRemoveTotp,
  useRenewRecoveryCodes,
  useSecondFactor,
} from '../api/second-factor.ts';
import { ConfirmModal } from '../components/confirm-modal.tsx';
import { DataTable } from '../components/data-table.tsx';
import { ErrorLine, ErrorText } from '../components/error-text.tsx';
import { QueryBoundary } from '../components/query-boundary.tsx';
import { useFormats } from '../i18n/formats.ts';
import { PasskeySetup } from './passkey-setup.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { TotpSetup } from './totp-setup.tsx';

/** The user's second factors: authenticator app, passkeys, recovery codes. */
export function SecondFactorSection() {
  const { t } = useTranslation();
  const factor = useSecondFactor();
  return (
    <section className="surface" style={{ padding: '1.4rem' }} aria-labelledby="second-factor">
      <Title order={2} fz="h3" id="second-factor">
        {t('account.factor.title')}
      </Title>
      <Text fz="sm" c="dimmed" mb="md">
        {t('account.factor.hint')}
      </Text>
      <QueryBoundary query={factor}>{(now) => <Factors factor={now} />}</QueryBoundary>
    </section>
  );
}

/** Factors with what can be done with them, once it is sure that it is the user who asks. */
function Factors({ factor }: { factor: SecondFactor }) {
  const { t } = useTranslation();
  const [setup, setSetup] = useState<'totp' | 'passkey' | null>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const refreshSession = useRefreshSession();
  const isOpen = factor.reauthentication === 'none';
  const done = (recoveryCodes: readonly string[]) => {
    setSetup(null);
    setCodes(recoveryCodes);
    if (recoveryCodes.length === 0) void refreshSession();
  };
  const closeCodes = () => {
    setCodes([]);
    void refreshSession();
  };
  return (
    <Stack gap="md">
      {factor.reauthentication === 'password' && <Reauthentication />}
      {factor.reauthentication === 'sign-in' && <Text fz="sm">{t('account.factor.signInAgain')}</Text>}
      <AppRow isSetUp={factor.totp} isOpen={isOpen} onSetUp={() => setSetup('totp')} />
      <PasskeyRows factor={factor} isOpen={isOpen} onAdd={() => setSetup('passkey')} />
      {(factor.totp || factor.passkeys.length > 0) && (
        <CodesRow count={factor.recoveryCodes} isOpen={isOpen} onCodes={setCodes} />
      )}
      {setup === 'totp' && <TotpSetup onDone={done} onClose={() => setSetup(null)} />}
      {setup === 'passkey' && <PasskeySetup onDone={done} onClose={() => setSetup(null)} />}
      {codes.length > 0 && <RecoveryCodes codes={codes} onClose={closeCodes} />}
    </Stack>
  );
}

function Reauthentication() {
  const { t } = useTranslation();
  const reauthenticate = useReauthenticate();
  const form = useForm({ initialValues: { password: '' } });
  return (
    <form onSubmit={form.onSubmit(({ password }) => reauthenticate.mutate(password))}>
      <Text fz="sm" mb="xs">
        {t('account.factor.passwordAgain')}
      </Text>
      <Group align="flex-end">
        <PasswordInput
          label={t('account.factor.yourPassword')}
          autoComplete="current-password"
          required
          w={260}
          visibilityToggleButtonProps={{ 'aria-label': t('session.show') }}
          error={reauthenticate.error && <ErrorText error={reauthenticate.error} />}
          {...form.getInputProps('password')}
        />
        <Button type="submit" variant="default" loading={reauthenticate.isPending}>
          {t('account.factor.continue')}
        </Button>
      </Group>
    </form>
  );
}

interface RowProps {
  /** Whether changes are allowed now. */
  readonly isOpen: boolean;
}

function AppRow({ isSetUp, isOpen, onSetUp }: RowProps & { isSetUp: boolean; onSetUp: () => void }) {
  const { t } = useTranslation();
  const remove = useRemoveTotp();
  const [isConfirming, setConfirming] = useState(false);
  return (
    <Group justify="space-between">
      <div>
        <Text fw={600}>{t('account.factor.app')}</Text>
        <Text fz="sm" c="dimmed">
          {t(isSetUp ? 'account.factor.appOn' : 'account.factor.appOff')}
        </Text>
      </div>
      <Button
        variant="default"
        size="xs"
        disabled={!isOpen}
        onClick={() => (isSetUp ? setConfirming(true) : onSetUp())}
      >
        {t(isSetUp ? 'account.factor.removeApp' : 'account.factor.setUpApp')}
      </Button>
      <ConfirmModal
        isOpen={isConfirming}
        title={t('account.factor.removeApp')}
        action={t('shell.remove')}
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(undefined, { onSuccess: () => setConfirming(false) })}
        onClose={() => setConfirming(false)}
      >
        <Text>{t('account.factor.removeHint')}</Text>
      </ConfirmModal>
    </Group>
  );
}

function PasskeyRows({
  factor: { passkeys },
  isOpen,
  onAdd,
}: RowProps & { factor: SecondFactor; onAdd: () => void }) {
  const { t } = useTranslation();
  const { ago, dateTime } = useFormats();
  const remove = useRemovePasskey();
  return (
    <div>
      <Group justify="space-between" mb="xs">
        <div>
          <Text fw={600}>{t('account.factor.passkeys')}</Text>
          <Text fz="sm" c="dimmed">
            {t(canUsePasskeys() ? 'account.factor.passkeysHint' : 'account.factor.passkeysUnavailable')}
          </Text>
        </div>
        <Button variant="default" size="xs" disabled={!isOpen || !canUsePasskeys()} onClick={onAdd}>
          {t('account.factor.addPasskey')}
        </Button>
      </Group>
      {passkeys.length > 0 && (
        <DataTable
          label={t('account.factor.passkeys')}
          rows={passkeys}
          keyOf={({ id }) => id}
          columns={[
            { name: t('account.factor.passkeyName'), show: ({ name }) => name },
            { name: t('account.factor.added'), show: ({ createdAt }) => dateTime(createdAt) },
            {
              name: t('account.factor.used'),
              show: ({ lastUsedAt }) => (lastUsedAt ? ago(lastUsedAt) : t('administration.keys.never')),
            },
            {
              name: t('administration.actions'),
              show: ({ id, name }) => (
                <Button
                  size="compact-sm"
                  variant="default"
                  disabled={!isOpen}
                  aria-label={`${t('shell.remove')}: ${name}`}
                  loading={remove.isPending && remove.variables === id}
                  onClick={() => remove.mutate(id)}
                >
                  {t('shell.remove')}
                </Button>
              ),
            },
          ]}
        />
      )}
      <ErrorLine error={remove.error} />
    </div>
  );
}

function CodesRow({
  count,
  isOpen,
  onCodes,
}: RowProps & { count: number; onCodes: (codes: readonly string[]) => void }) {
  const { t } = useTranslation();
  const renew = useRenewRecoveryCodes();
  return (
    <Group justify="space-between">
      <div>
        <Text fw={600}>{t('account.factor.codes')}</Text>
        <Text fz="sm" c="dimmed">
          {t('account.factor.codesLeft', { count })}
        </Text>
      </div>
      <Button
        variant="default"
        size="xs"
        disabled={!isOpen}
        loading={renew.isPending}
        onClick={() => renew.mutate(undefined, { onSuccess: onCodes })}
      >
        {t('account.factor.renewCodes')}
      </Button>
    </Group>
  );
}
