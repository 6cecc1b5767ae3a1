import { Avatar, Text, UnstyledButton, type UnstyledButtonProps } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import type { ComponentPropsWithRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrentSession } from '../api/session.ts';
import classes from './account-button.module.css';

/** Who is signed in, and where. */
export function AccountButton({
  isFocused = false,
  ...button
}: UnstyledButtonProps & ComponentPropsWithRef<'button'> & { isFocused?: boolean }) {
  const { t } = useTranslation();
  const { user, client } = useCurrentSession();
  if (user === null) return null;
  // Opened, it takes the place of the button that was pressed, and its focus.
  return (
    <UnstyledButton {...button} autoFocus={isFocused} className={classes.person}>
      <Avatar name={user.name} color="petrol" size={34} radius="xl" aria-hidden />
      <span className={classes.names}>
        <Text component="span" fz="sm" fw={600} truncate>
          {user.name}
        </Text>
        <Text component="span" fz="xs" c="dimmed" truncate>
          {client?.name} · {t(`shell.roles.${user.role}`)}
        </Text>
      </span>
      <IconSelector size={16} stroke={1.6} aria-hidden />
    </UnstyledButton>
  );
}
