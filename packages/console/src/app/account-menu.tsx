import {
  Avatar,
  Box,
  Menu,
  SegmentedControl,
  Text,
  UnstyledButton,
  useMantineColorScheme,
} from '@mantine/core';
import { IconLogout, IconSelector, IconUserCircle } from '@tabler/icons-react';
import { REPORT_LANGUAGES } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCurrentSession, useLogout } from '../api/session.ts';
import { ownNameOf } from '../i18n/languages.ts';
import { changeLanguage } from '../i18n/setup.ts';
import classes from './account-menu.module.css';

/** The account menu: user, language, theme, sign out. */
export function AccountMenu() {
  const { t } = useTranslation();
  const { user, client } = useCurrentSession();
  const logout = useLogout();
  if (user === null) return null;
  return (
    <Box p="sm" className={classes.foot}>
      <Menu position="top-start" width={260} shadow="lg" radius="lg" withinPortal>
        <Menu.Target>
          <UnstyledButton className={classes.person}>
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
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('shell.language')}</Menu.Label>
          <LanguageItems />
          <Menu.Divider />
          <Menu.Label>{t('shell.scheme')}</Menu.Label>
          <Box px="xs" pb="xs">
            <ColorSchemeToggle />
          </Box>
          <Menu.Divider />
          <Menu.Item component={Link} to="/account" leftSection={<IconUserCircle size={16} aria-hidden />}>
            {t('account.title')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLogout size={16} aria-hidden />}
            onClick={() => logout.mutate(undefined)}
          >
            {t('shell.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Box>
  );
}

function LanguageItems() {
  const { i18n } = useTranslation();
  return REPORT_LANGUAGES.map((language) => (
    <Menu.Item
      key={language}
      lang={language}
      onClick={() => void changeLanguage(language)}
      rightSection={i18n.language === language ? <span aria-hidden>✓</span> : null}
      aria-current={i18n.language === language ? 'true' : undefined}
    >
      {ownNameOf(language)}
    </Menu.Item>
  ));
}

/** Light, dark, or the system's setting. */
export function ColorSchemeToggle() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={t('shell.scheme')}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as typeof colorScheme)}
      data={[
        { value: 'auto', label: t('shell.schemeAuto') },
        { value: 'light', label: t('shell.schemeLight') },
        { value: 'dark', label: t('shell.schemeDark') },
      ]}
    />
  );
}
