import { Anchor, Code, CopyButton, SegmentedControl, Title, UnstyledButton } from '@mantine/core';
import type { SubmitFields } from '@vivavoce/sdk/console';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './request-code.module.css';
import { curlOf, sdkCodeOf } from './submission.ts';

/** The request that the form makes, for a program to make it. */
export function RequestCode({ fields, fileName }: { fields: SubmitFields; fileName: string }) {
  const { t } = useTranslation();
  const [as, setAs] = useState<'curl' | 'sdk'>('curl');
  const code = (as === 'curl' ? curlOf : sdkCodeOf)(fields, fileName, window.location.origin);
  return (
    <section className={`surface ${classes.panel}`} aria-labelledby="code-title">
      <div className={classes.head}>
        <Title order={2} fz="h3" id="code-title">
          {t('playground.code')}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={t('playground.codeAs')}
          value={as}
          onChange={(value) => setAs(value === 'curl' ? 'curl' : 'sdk')}
          data={[
            { value: 'curl', label: 'curl' },
            { value: 'sdk', label: 'SDK' },
          ]}
        />
      </div>
      <Code block className={classes.code} tabIndex={0}>
        {code}
      </Code>
      <div className={classes.foot}>
        <CopyButton value={code}>
          {({ copied, copy }) => (
            <UnstyledButton className={classes.copy} onClick={copy}>
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
