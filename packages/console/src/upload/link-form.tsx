import { Button, Stack, Textarea } from '@mantine/core';
import { MAX_RECORDING_PARTS } from '@vivavoce/contract';
import { randomHex, type SubmitFields } from '@vivavoce/sdk/console';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSubmitLinks } from '../api/link-submission.ts';
import { AFTER_SAVING } from '../app/leave-guard.tsx';
import { useUnsavedWork } from '../components/unsaved-work.ts';
import { parseLinks } from './recording-links.ts';
import { SubmitFailure } from './submit-failure.tsx';

/** Submits a recording by its link, or by those of its parts, in place of a file; then opens the page of its run. */
export function LinkForm({
  fields,
}: {
  /** What is sent with the recording, as it stands when the links are submitted. @param startedAt of the first attempt. */
  fields: (startedAt: Date) => SubmitFields;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const submit = useSubmitLinks();
  const attemptOf = useAttempts();
  const [text, setText] = useState('');
  const links = parseLinks(text);
  useUnsavedWork(text.trim() !== '');
  const send = () => {
    if (typeof links === 'string' || links.length === 0) return;
    const { idempotencyKey, startedAt } = attemptOf(links);
    const onSuccess = ({ id }: { id: string }) => void navigate(`/runs/${id}`, { state: AFTER_SAVING });
    submit.mutate({ links, fields: fields(startedAt), idempotencyKey }, { onSuccess });
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
      {submit.error && <SubmitFailure error={submit.error} />}
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

interface Attempt {
  readonly idempotencyKey: string;
  readonly startedAt: Date;
}

/** The key of the same links stays the same over all attempts: one whose answer was lost may have become a run. */
function useAttempts(): (links: readonly URL[]) => Attempt {
  const attempts = useRef(new Map<string, Attempt>());
  return (urls) => {
    const links = urls.join('\n');
    const known = attempts.current.get(links);
    if (known) return known;
    const attempt = { idempotencyKey: randomHex(16), startedAt: new Date() };
    attempts.current.set(links, attempt);
    return attempt;
  };
}
