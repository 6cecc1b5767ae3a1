import { Button, Text } from '@mantine/core';
import type { Comment } from '@vivavoce/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeleteComment } from '../../api/comments.ts';
import { ConfirmModal } from '../../components/confirm-modal.tsx';
import { formatTimestamp, useFormats } from '../../i18n/formats.ts';
import { PassageButton } from '../player/passage-button.tsx';
import classes from './comment-list.module.css';

/** How much is played from the moment of a comment, ms. */
const PLAYED_MS = 10_000;

/** Comments, each with its author and time; one's own can be deleted. */
export function CommentList({
  runId,
  comments,
  hasMoments = false,
}: {
  runId: string;
  comments: readonly Comment[];
  /** Whether the moments are shown, to go there. */
  hasMoments?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <ul className={classes.comments} aria-label={t('comments.title')}>
      {comments.map((comment) => (
        <li key={comment.id} className={classes.comment}>
          <CommentHead comment={comment} hasMoment={hasMoments} />
          <Text fz="sm" className={classes.text}>
            {comment.text}
          </Text>
          {comment.isOwn && <DeleteComment runId={runId} comment={comment} />}
        </li>
      ))}
    </ul>
  );
}

function CommentHead({ comment, hasMoment }: { comment: Comment; hasMoment: boolean }) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const { atMs, by, createdAt } = comment;
  return (
    <Text component="div" fz="xs" c="dimmed" className={classes.head}>
      <strong>{by.label}</strong> <span>{dateTime(createdAt)}</span>
      {hasMoment &&
        (atMs === null ? (
          <span>{t('comments.whole')}</span>
        ) : (
          <PassageButton
            passage={{ startMs: atMs, endMs: atMs + PLAYED_MS, label: t('report.player.play') }}
          />
        ))}
    </Text>
  );
}

function DeleteComment({ runId, comment }: { runId: string; comment: Comment }) {
  const { t } = useTranslation();
  const remove = useDeleteComment(runId);
  const [isConfirming, setConfirming] = useState(false);
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        className={classes.delete ?? ''}
        aria-label={
          comment.atMs === null
            ? t('comments.deleteOnWhole')
            : t('comments.deleteAt', { time: formatTimestamp(comment.atMs) })
        }
        onClick={() => setConfirming(true)}
      >
        {t('comments.delete')}
      </Button>
      <ConfirmModal
        isOpen={isConfirming}
        title={t('comments.deleteTitle')}
        action={t('comments.delete')}
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(comment.id, { onSuccess: () => setConfirming(false) })}
        onClose={() => setConfirming(false)}
      >
        <Text fs="italic">{comment.text}</Text>
        <Text mt="xs">{t('comments.deleteHint')}</Text>
      </ConfirmModal>
    </>
  );
}
