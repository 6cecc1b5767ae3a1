import { Button, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useChangePassword, useCurrentSession } from '../api/session.ts';
import { ErrorLine } from '../components/error-text.tsx';
import { NewPasswordInput } from '../login/new-password-input.tsx';

/** Changes the password, or sets a first one. */
export function PasswordForm() {
  const { t } = useTranslation();
  const { user } = useCurrentSession();
  const change = useChangePassword();
  const form = useForm({ initialValues: { currentPassword: '', newPassword: '' } });
  const hasPassword = user?.hasPassword ?? false;
  const submit = form.onSubmit(({ currentPassword, newPassword }) =>
    change.mutate(
      { newPassword, ...(currentPassword !== '' && { currentPassword }) },
      {
        onSuccess() {
          form.reset();
          notifications.show({ message: t('account.changed') });
        },
      },
    ),
  );
  return (
    <form onSubmit={submit} className="surface" style={{ padding: '1.4rem', maxWidth: '30rem' }}>
      <Title order={2} fz="h3" mb="sm">
        {t('account.password')}
      </Title>
      <Stack gap="md">
        {hasPassword ? (
          <PasswordInput
            label={t('account.current')}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('session.show') }}
            {...form.getInputProps('currentPassword')}
          />
        ) : (
          <Text fz="sm">{t('account.noPassword')}</Text>
        )}
        <NewPasswordInput label={t('account.next')} {...form.getInputProps('newPassword')} />
        <ErrorLine error={change.error} />
        <Text fz="xs" c="dimmed">
          {t('account.effect')}
        </Text>
        <Button type="submit" w="fit-content" loading={change.isPending}>
          {t(hasPassword ? 'account.change' : 'account.set')}
        </Button>
      </Stack>
    </form>
  );
}
