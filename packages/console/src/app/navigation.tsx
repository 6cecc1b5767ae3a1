import { Burger, Group, NavLink, Stack, Text } from '@mantine/core';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useCurrentSession } from '../api/session.ts';
import { Logo } from '../components/logo.tsx';
import { Account } from './account.tsx';
import classes from './navigation.module.css';
import {
  ADMINISTRATION_NAVIGATION,
  isPathWithin,
  MAIN_NAVIGATION,
  type NavigationItem,
  permittedItems,
} from './navigation-items.ts';
import { PaletteButton } from './palette-button.tsx';

/** Links to all pages that the user's role permits. */
export function Navigation({ onClose, onPalette }: { onClose: () => void; onPalette: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack h="100%" gap={0}>
      <Group px="lg" pt="lg" pb="md" justify="space-between">
        <Link to="/" className={classes.home} aria-label={t('shell.product')}>
          <Logo />
        </Link>
        <Burger opened onClick={onClose} size="sm" hiddenFrom="md" aria-label={t('shell.close')} />
      </Group>
      <PaletteButton onOpen={onPalette} />
      <div className={classes.pages}>
        <nav aria-label={t('shell.menu')}>
          <NavigationSection items={MAIN_NAVIGATION} />
          <NavigationSection items={ADMINISTRATION_NAVIGATION} title={t('shell.settings')} />
        </nav>
      </div>
      <Account />
    </Stack>
  );
}

function NavigationSection({ items, title }: { items: readonly NavigationItem[]; title?: string }) {
  const { user } = useCurrentSession();
  const { pathname } = useLocation();
  const { t } = useTranslation();
  const permitted = permittedItems(items, user?.permissions ?? []);
  if (permitted.length === 0) return null;
  return (
    <>
      {title && (
        <Text component="h2" className={classes.group}>
          {title}
        </Text>
      )}
      {permitted.map(({ to, label, icon }) => (
        <NavLink
          key={to}
          component={Link}
          to={to}
          label={t(label)}
          leftSection={<Icon of={icon} />}
          active={isPathWithin(pathname, to)}
          aria-current={pathname === to ? 'page' : undefined}
          className={classes.link ?? ''}
        />
      ))}
    </>
  );
}

function Icon({ of: Shape }: { of: ComponentType<{ size: number; stroke: number; 'aria-hidden': true }> }) {
  return <Shape size={18} stroke={1.6} aria-hidden />;
}
