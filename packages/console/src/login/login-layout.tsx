import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Logo } from '../components/logo.tsx';
import { LanguageSelect } from '../i18n/language-select.tsx';
import classes from './login-layout.module.css';

/** The layout of the login pages: the form next to the product's benefits. */
export function LoginLayout({
  title,
  hint,
  children,
}: {
  title: string;
  hint?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className={classes.frame}>
      <aside className={classes.promise}>
        <WaveformDecoration />
        <Stack gap="xl" className={classes.words}>
          <p className={classes.quote}>{t('session.quote')}</p>
          <ul className={classes.promises}>
            <li>{t('session.promises.evidence')}</li>
            <li>{t('session.promises.honest')}</li>
            <li>{t('session.promises.home')}</li>
          </ul>
        </Stack>
      </aside>
      <main className={classes.form}>
        <Stack gap="lg" w="100%" maw={380}>
          <Group justify="space-between">
            <Logo size={34} />
            <LanguageSelect />
          </Group>
          <div>
            <Title order={1} mt="md">
              {title}
            </Title>
            {hint && (
              <Text c="dimmed" mt={6}>
                {hint}
              </Text>
            )}
          </div>
          {children}
        </Stack>
      </main>
    </div>
  );
}

/** A decorative waveform: bar heights that rise and fall as in speech. */
function WaveformDecoration() {
  return (
    <svg
      className={classes.voice}
      viewBox="0 0 475 160"
      preserveAspectRatio="xMinYMid meet"
      aria-hidden="true"
    >
      {Array.from({ length: 60 }, (_, at) => {
        const swell = Math.abs(Math.sin(at * 0.37) * Math.cos(at * 0.113 + 1.1));
        const height = 6 + 128 * swell * (0.55 + 0.45 * Math.abs(Math.sin(at * 1.7)));
        return <rect key={at} x={at * 8} y={80 - height / 2} width="3" height={height} rx="1.500" />;
      })}
    </svg>
  );
}
