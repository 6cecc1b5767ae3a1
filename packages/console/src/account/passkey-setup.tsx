import { Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useAddPasskey } from '../api/second-factor.ts';
import { FormModal } from '../components/form-modal.tsx';
import { browserName } from './browser-name.ts';

/** Adds a passkey of this browser or of a key that is plugged in. */
export function PasskeySetup({
  onDone,
  onClose,
}: {
  onDone: (recoveryCodes: readonly string[]) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const add = useAddPasskey();
  const { system } = browserName(navigator.userAgent);
  const form = useForm({ initialValues: { name: system ?? '' } });
  return (
    <FormModal
      isOpen
      title={t('account.factor.addPasskey')}
      action={t('account.factor.addPasskey')}
      isPending={add.isPending}
      error={add.error && (isOfBrowser(add.error) ? t('account.factor.passkeyFailed') : add.error)}
      onClose={onClose}
      onSubmit={form.onSubmit(({ name }) =>
        add.mutate(name, { onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes) }),
      )}
    >
      <Text fz="sm">{t('account.factor.addPasskeyHint')}</Text>
      <TextInput
        label={t('account.factor.passkeyName')}
        required
        maxLength={100}
        data-autofocus
        {...form.getInputProps('name')}
      />
    </FormModal>
  );
}

/** Whether an error is the browser's own: those speak to programmers. */
const isOfBrowser = ({ name }: Error): boolean =>
  ['WebAuthnError', 'NotAllowedError', 'AbortError', 'SecurityError', 'InvalidStateError'].includes(name);
