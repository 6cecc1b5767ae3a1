import { Burger, Group, NavLink, ScrollArea, Stack, Text } from '@mantine/core';
import type { Action } from '@vivavoce/contract';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useKnownSession } from '../api/session.ts';
import { Logo } from '../parts/logo.tsx';
import { AccountMenu } from './account-menu.tsx';
import { ADMINISTRATION, type Destination, WORK } from './destinations.ts';
import classes from './navigation.module.css';

/** The ways to all pages that the person's role opens. */
export function Navigation({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack h="100%" gap={0}>
      <Group px="lg" pt="lg" pb="md" justify="space-between">
        <Link to="/" className={classes.home} aria-label={t('shell.product')}>
          <Logo />
        </Link>
        <Burger opened onClick={onClose} size="sm" hiddenFrom="md" aria-label={t('shell.close')} />
      </Group>
      <ScrollArea flex={1} px="sm" type="never">
        <nav aria-label={t('shell.menu')}>
          <Destinations of={WORK} />
          <Destinations of={ADMINISTRATION} title={t('shell.settings')} />
        </nav>
      </ScrollArea>
      <AccountMenu />
    </Stack>
  );
}

function Destinations({ of, title }: { of: readonly Destination[]; title?: string }) {
  const { user } = useKnownSession();
  const { pathname } = useLocation();
  const { t } = useTranslation();
  const open = of.filter(({ needs }) => needs === undefined || isPermitted(user?.permissions, needs));
  if (open.length === 0) return null;
  return (
    <>
      {title && (
        <Text component="h2" className={classes.group}>
          {title}
        </Text>
      )}
      {open.map(({ to, label, icon }) => (
        <NavLink
          key={to}
          component={Link}
          to={to}
          label={t(label)}
          leftSection={<Icon of={icon} />}
          active={to === '/' ? pathname === '/' : pathname.startsWith(to)}
          aria-current={pathname === to ? 'page' : undefined}
          className={classes.link ?? ''}
        />
      ))}
    </>
  );
}

const isPermitted = (permissions: readonly Action[] = [], needs: Action): boolean =>
  permissions.includes(needs);

function Icon({ of: Shape }: { of: ComponentType<{ size: number; stroke: number; 'aria-hidden': true }> }) {
  return <Shape size={18} stroke={1.6} aria-hidden />;
}
