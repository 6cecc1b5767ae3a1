import { Alert, Anchor, Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { SessionUser } from '@vivavoce/contract';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignInAgain } from '../api/session.ts';
import { BaseModal } from '../components/base-modal.tsx';
import { ErrorText } from '../components/error-text.tsx';

/** Where every other way of signing in is, while this page stays. */
const ANOTHER_TAB = { href: '/sign-in', target: '_blank', rel: 'noopener' } as const;

/** Signs in again where the page is: by password here, or in another tab by any other way. Loaded on demand. */
export default function SessionRenewalDialog({
  user,
  onEnd,
}: {
  user: SessionUser;
  onEnd: (isRenewed: boolean) => void;
}) {
  const { t } = useTranslation();
  const signIn = useSignInAgain(user.id);
  const form = useForm({ initialValues: { password: '' } });
  const end = useEffectEvent((isRenewed: boolean) => {
    if (isRenewed) onEnd(true);
  });
  // Of its own, so that looking takes no answer to a password away.
  const { mutateAsync } = useSignInAgain(user.id);
  // The user may have signed in in another tab, by now or when they come back from there.
  useEffect(() => {
    const look = () => void mutateAsync(null).then(end, () => {});
    look();
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [mutateAsync]);
  const submit = form.onSubmit(({ password }) =>
    signIn.mutate({ email: user.email, password }, { onSuccess: (isRenewed) => isRenewed && onEnd(true) }),
  );
  const needsMore = signIn.data === false;
  return (
    <BaseModal
      isOpen
      title={t('session.ended.title')}
      closeOnClickOutside={false}
      onClose={() => onEnd(false)}
    >
      <Stack gap="sm">
        <Text>{t('session.ended.hint')}</Text>
        <Text fw={600}>{user.email}</Text>
        {(signIn.error ?? needsMore) && (
          <Alert color="amber" role="alert">
            {signIn.error ? <ErrorText error={signIn.error} /> : t('session.ended.needsMore')}
          </Alert>
        )}
        {user.hasPassword && (
          <form onSubmit={submit}>
            {/* For password managers. */}
            <input type="hidden" autoComplete="username" value={user.email} readOnly />
            <PasswordInput
              label={t('session.password')}
              autoComplete="current-password"
              visibilityToggleButtonProps={{ 'aria-label': t('session.show') }}
              data-autofocus
              {...form.getInputProps('password')}
            />
            <Button type="submit" mt="md" fullWidth loading={signIn.isPending}>
              {t('session.signIn')}
            </Button>
          </form>
        )}
        <OtherWays isOnly={!user.hasPassword} onLeave={() => onEnd(false)} />
      </Stack>
    </BaseModal>
  );
}

/** Signs in in another tab, or gives the page up. */
function OtherWays({ isOnly, onLeave }: { isOnly: boolean; onLeave: () => void }) {
  const { t } = useTranslation();
  const otherWay = t('session.ended.otherWay');
  return (
    <>
      {isOnly && (
        <Button component="a" {...ANOTHER_TAB} fullWidth data-autofocus>
          {otherWay}
        </Button>
      )}
      <Group justify={isOnly ? 'center' : 'space-between'}>
        {!isOnly && (
          <Anchor {...ANOTHER_TAB} fz="sm">
            {otherWay}
          </Anchor>
        )}
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onLeave}>
          {t('session.ended.leave')}
        </Button>
      </Group>
    </>
  );
}
