import { Alert, Button, Stack, Textarea } from '@mantine/core';
import { MAX_RECORDING_PARTS } from '@vivavoce/contract';
import type { SubmitFields } from '@vivavoce/sdk/console';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSubmitLinks } from '../api/link-submission.ts';
import { AFTER_SAVING } from '../app/leave-guard.tsx';
import { useUnsavedWork } from '../components/unsaved-work.ts';
import { parseLinks } from './recording-links.ts';

/** Submits a recording by its link, or by those of its parts, in place of a file; then opens the page of its run. */
export function LinkForm({
  fields,
}: {
  /** What is sent with the recording, as it stands when the links are submitted. */
  fields: () => SubmitFields;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const submit = useSubmitLinks();
  const [text, setText] = useState('');
  const links = parseLinks(text);
  useUnsavedWork(text.trim() !== '');
  const send = () => {
    if (typeof links === 'string' || links.length === 0) return;
    const onSuccess = ({ id }: { id: string }) => void navigate(`/runs/${id}`, { state: AFTER_SAVING });
    submit.mutate({ links, fields: fields() }, { onSuccess });
  };
  return (
    <Stack gap="xs" mt="md">
      <Textarea
        label={t('playground.link.label')}
        description={t('playground.link.hint')}
        placeholder="https://…"
        autosize
        maxRows={6}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={typeof links === 'string' && t(`playground.link.${links}`, { count: MAX_RECORDING_PARTS })}
      />
      {submit.error && (
        <Alert color="amber" role="alert">
          {submit.error.message}
        </Alert>
      )}
      <Button
        variant="default"
        // The page's form sends files.
        type="button"
        onClick={({ currentTarget }) => {
          // What the page requires of a file, such as consent, it requires of a link.
          if (currentTarget.form?.reportValidity() !== false) send();
        }}
        loading={submit.isPending}
        disabled={typeof links === 'string' || links.length === 0}
        style={{ alignSelf: 'start' }}
      >
        {t('playground.link.submit')}
      </Button>
    </Stack>
  );
}
