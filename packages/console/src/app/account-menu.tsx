import { Box, Menu } from '@mantine/core';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { REPORT_LANGUAGES } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLogout } from '../api/session.ts';
import { ownNameOf } from '../i18n/languages.ts';
import { changeLanguage } from '../i18n/setup.ts';
import { AccountButton } from './account-button.tsx';
import { ColorSchemeToggle } from './color-scheme-toggle.tsx';

/** The account menu: language, theme, account, sign out. Loaded when its button is reached, and open where it was pressed. */
export default function AccountMenu({ isOpen, isFocused }: { isOpen: boolean; isFocused: boolean }) {
  const { t } = useTranslation();
  const logout = useLogout();
  return (
    <Menu position="top-start" width={260} shadow="lg" radius="lg" withinPortal defaultOpened={isOpen}>
      <Menu.Target>
        <AccountButton isFocused={isFocused} />
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
