import { Button, Group, Textarea } from '@mantine/core';
import { MAX_COMMENT_LENGTH } from '@vivavoce/contract';
import { type FormEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCreateComment } from '../../api/comments.ts';
import { ErrorLine } from '../../components/error-text.tsx';
import { useKeptDraft } from '../../components/kept-draft.ts';
import { useUnsavedWork } from '../../components/unsaved-work.ts';
import { formatTimestamp } from '../../i18n/formats.ts';

/** Writes a comment; what was typed survives a reload of the tab. */
export function CommentForm({
  runId,
  atMs,
  onClose,
}: {
  runId: string;
  /** The moment that it is about; null for the recording as a whole. */
  atMs: number | null;
  /** Absent where the form is always open; it is focused where it was opened. */
  onClose?: () => void;
}) {
  const { t } = useTranslation();
  const create = useCreateComment(runId);
  const [text, setText] = useKeptDraft(`comment-${runId}-${atMs ?? 'all'}`, '');
  useUnsavedWork(text.trim() !== '');
  const field = useRef<HTMLTextAreaElement>(null);
  const isOpened = onClose !== undefined;
  useEffect(() => {
    // Below the last visible line it would be out of sight: the focus scrolls to it.
    if (isOpened) field.current?.focus();
  }, [isOpened]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const finish = () => {
      setText('');
      onClose?.();
    };
    if (text.trim() !== '') create.mutate({ atMs, text }, { onSuccess: finish });
  };
  const label =
    atMs === null ? t('comments.onWhole') : t('comments.onMoment', { time: formatTimestamp(atMs) });
  return (
    <form onSubmit={submit}>
      <Textarea
        ref={field}
        label={label}
        autosize
        minRows={2}
        maxLength={MAX_COMMENT_LENGTH}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ErrorLine mt={4} error={create.error} />
      <Group gap="xs" mt="xs" justify="flex-end">
        {onClose && (
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setText('');
              onClose();
            }}
          >
            {t('shell.cancel')}
          </Button>
        )}
        <Button size="xs" type="submit" disabled={text.trim() === ''} loading={create.isPending}>
          {t('comments.write')}
        </Button>
      </Group>
    </form>
  );
}
