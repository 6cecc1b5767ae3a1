import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Input for a new password, with its rules. */
export function NewPasswordInput(props: PasswordInputProps) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      label={t('session.newPassword')}
      description={t('session.newPasswordHint')}
      autoComplete="new-password"
      required
      visibilityToggleButtonProps={{ 'aria-label': t('session.show') }}
      {...props}
    />
  );
}
