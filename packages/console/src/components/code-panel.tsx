import { Anchor, Code, CopyButton, SegmentedControl, Text, Title, UnstyledButton } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './code-panel.module.css';

/** A request as code to copy: curl and SDK. */
export function CodePanel({
  title,
  hint,
  curl,
  sdk,
}: {
  title: string;
  hint?: string;
  curl: string;
  /** Null where the SDK has no method for it. */
  sdk: string | null;
}) {
  const { t } = useTranslation();
  const id = useId();
  const [format, setFormat] = useState<'curl' | 'sdk'>('curl');
  const code = format === 'curl' ? curl : sdk;
  return (
    <section className={`surface ${classes.panel}`} aria-labelledby={id}>
      <div className={classes.head}>
        <Title order={2} fz="h3" id={id}>
          {title}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={t('playground.codeAs')}
          value={format}
          onChange={(value) => setFormat(value === 'curl' ? 'curl' : 'sdk')}
          data={[
            { value: 'curl', label: 'curl' },
            { value: 'sdk', label: 'SDK' },
          ]}
        />
      </div>
      {hint && (
        <Text fz="sm" c="dimmed">
          {hint}
        </Text>
      )}
      {code === null ? (
        <Text fz="sm" my="md">
          {t('developers.noSdk')}
        </Text>
      ) : (
        <Code block className={classes.code} tabIndex={0}>
          {code}
        </Code>
      )}
      <div className={classes.foot}>
        <CopyButton value={code ?? ''}>
          {({ copied, copy }) => (
            <UnstyledButton className={classes.copy} onClick={copy} disabled={code === null}>
              {copied ? t('shell.copied') : t('shell.copy')}
            </UnstyledButton>
          )}
        </CopyButton>
        <Anchor href="/api/v1/docs" fz="sm">
          {t('playground.docs')}
        </Anchor>
      </div>
    </section>
  );
}
