import { Stack, Textarea } from '@mantine/core';
import { MAX_RECORDING_PARTS } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import type { LinkEntry } from './link-entry.ts';
import { SubmitFailure } from './submit-failure.tsx';

/** Where the links of a recording are typed in place of a file; the button of the page submits them. */
export function LinkField({ entry: { text, setText, fault, error } }: { entry: LinkEntry }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Textarea
        label={t('playground.link.label')}
        description={t('playground.link.hint')}
        placeholder="https://…"
        autosize
        maxRows={6}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={fault && t(`playground.link.${fault}`, { count: MAX_RECORDING_PARTS })}
      />
      {error && <SubmitFailure error={error} />}
    </Stack>
  );
}
