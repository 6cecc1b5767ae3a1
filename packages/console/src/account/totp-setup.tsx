import { Code, Loader, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfirmTotp, useEnrolTotp } from '../api/second-factor.ts';
import { FormModal } from '../components/form-modal.tsx';
import { QrCode } from './qr-code.tsx';

/** Groups of a secret, for people who type it. */
const GROUPS = /.{1,4}/g;

/** Sets up an authenticator app: its QR code or secret, then its first code. */
export function TotpSetup({
  onDone,
  onClose,
}: {
  onDone: (recoveryCodes: readonly string[]) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { data: enrolment, error, mutate: enrol } = useEnrolTotp();
  const confirm = useConfirmTotp();
  const isRequested = useRef(false);
  useEffect(() => {
    if (isRequested.current) return;
    isRequested.current = true;
    enrol();
  }, [enrol]);
  const form = useForm({ initialValues: { code: '' } });
  return (
    <FormModal
      isOpen
      title={t('account.factor.setUpApp')}
      action={t('account.factor.confirm')}
      isPending={confirm.isPending}
      error={error ?? confirm.error}
      onClose={onClose}
      onSubmit={form.onSubmit(({ code }) =>
        confirm.mutate(code, { onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes) }),
      )}
    >
      <Text fz="sm">{t('account.factor.scan')}</Text>
      {enrolment ? <QrCode text={enrolment.uri} label={t('account.factor.qr')} /> : <Loader />}
      <Text fz="sm">
        {t('account.factor.orType')}{' '}
        <Code data-testid="totp-secret">{enrolment?.secret.match(GROUPS)?.join(' ')}</Code>
      </Text>
      <TextInput
        label={t('session.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        {...form.getInputProps('code')}
      />
    </FormModal>
  );
}
