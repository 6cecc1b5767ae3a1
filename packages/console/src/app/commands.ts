import { useMantineColorScheme } from '@mantine/core';
import { IconLanguage, IconLogout, IconMoon, IconNotes, IconUserCircle } from '@tabler/icons-react';
import { REPORT_LANGUAGES } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCurrentSession, useLogout } from '../api/session.ts';
import { ownNameOf } from '../i18n/languages.ts';
import { changeLanguage } from '../i18n/setup.ts';
import {
  ADMINISTRATION_NAVIGATION,
  MAIN_NAVIGATION,
  type NavigationItem,
  permittedItems,
} from './navigation-items.ts';

/** Something that the command palette does. */
export interface Command {
  /** Unique among commands. */
  readonly id: string;
  readonly label: string;
  /** Further words that find it. */
  readonly keywords?: string;
  readonly icon: NavigationItem['icon'];
  readonly run: () => void;
}

/** Pages that everybody may see and that have no item in the navigation. */
const OTHER_PAGES = [
  { to: '/notice', label: 'notice.title', icon: IconNotes },
  { to: '/account', label: 'account.title', icon: IconUserCircle },
] as const;

const SCHEMES = [
  ['auto', 'shell.schemeAuto'],
  ['light', 'shell.schemeLight'],
  ['dark', 'shell.schemeDark'],
] as const;

/** The pages that the user may see, as commands that open them. */
export function usePageCommands(): readonly Command[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const permissions = useCurrentSession().user?.permissions ?? [];
  const items = permittedItems([...MAIN_NAVIGATION, ...ADMINISTRATION_NAVIGATION], permissions);
  return [...items, ...OTHER_PAGES].map(({ to, label, icon }) => ({
    id: to,
    label: t(label),
    icon,
    run: () => void navigate(to),
  }));
}

/** What can be done from anywhere: another theme, another language, signing out. */
export function useActionCommands(): readonly Command[] {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const logout = useLogout();
  const names = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const setting = (what: string, value: string) => t('shell.palette.setting', { what, value });
  const themes = SCHEMES.filter(([scheme]) => scheme !== colorScheme).map(
    ([scheme, label]): Command => ({
      id: `theme-${scheme}`,
      label: setting(t('shell.scheme'), t(label)),
      icon: IconMoon,
      run: () => setColorScheme(scheme),
    }),
  );
  const languages = REPORT_LANGUAGES.filter((language) => language !== i18n.language).map(
    (language): Command => ({
      id: `language-${language}`,
      label: setting(t('shell.language'), ownNameOf(language)),
      keywords: names.of(language) ?? language,
      icon: IconLanguage,
      run: () => void changeLanguage(language),
    }),
  );
  const signOut: Command = {
    id: 'sign-out',
    label: t('shell.signOut'),
    icon: IconLogout,
    run: () => logout.mutate(undefined),
  };
  return [...themes, ...languages, signOut];
}

/** The commands that have all words of a text, whatever the case and the accents. */
export function matchingCommands(commands: readonly Command[], text: string): readonly Command[] {
  const words = plain(text).split(/\s+/);
  return commands.filter(({ label, keywords = '' }) => {
    const found = plain(`${label} ${keywords}`);
    return words.every((word) => found.includes(word));
  });
}

/** A text in small letters without accents. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
