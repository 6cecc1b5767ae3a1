import { AppShell, Burger, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation, useNavigation } from 'react-router';
import { LoadingPage } from '../components/loading-page.tsx';
import { Logo } from '../components/logo.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { Navigation } from './navigation.tsx';
import { OfflineNotice } from './offline-notice.tsx';
import { PageShortcuts } from './page-shortcuts.tsx';
import { Palette } from './palette.tsx';
import { PaletteButton } from './palette-button.tsx';
import { SessionRenewal } from './session-renewal.tsx';
import classes from './shell.module.css';

const CONTENT = 'content';

/** The frame around every page behind the login. */
export function Shell() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const isLoading = useNavigation().state === 'loading';
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const [isPaletteOpen, palette] = useDisclosure(false);
  // A new page starts at its top, with the mobile menu closed.
  useEffect(() => {
    close();
    window.scrollTo(0, 0);
  }, [pathname, close]);
  return (
    <AppShell
      layout="alt"
      navbar={{ width: 244, breakpoint: 'md', collapsed: { mobile: !isOpen } }}
      header={{ height: { base: 56, md: 0 } }}
      padding={0}
    >
      <a href={`#${CONTENT}`} className={classes.skip}>
        {t('shell.skip')}
      </a>
      <AppShell.Header hiddenFrom="md" className={classes.header}>
        <Group h="100%" px="md" justify="space-between">
          <Logo size={26} />
          <Group gap="xs">
            <PaletteButton onOpen={palette.open} isCompact />
            <Burger
              opened={isOpen}
              onClick={toggle}
              size="sm"
              aria-label={t('shell.menu')}
              aria-expanded={isOpen}
            />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} data-closed={!isOpen || undefined}>
        <Navigation onClose={close} onPalette={palette.open} />
      </AppShell.Navbar>
      <AppShell.Main id={CONTENT} tabIndex={-1} className={classes.main} aria-busy={isLoading}>
        {isLoading && <div className={classes.coming} />}
        <OfflineNotice />
        <PageShortcuts />
        <Palette isOpen={isPaletteOpen} onOpen={palette.open} onClose={palette.close} />
        <LeaveGuard />
        <SessionRenewal />
        <div className={classes.page}>
          <Suspense fallback={<LoadingPage />}>
            <Outlet />
          </Suspense>
        </div>
      </AppShell.Main>
    </AppShell>
  );
}
