import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CommentForm } from './comment-form.tsx';
import { CommentList } from './comment-list.tsx';
import classes from './comments-panel.module.css';
import type { Discussion } from './discussion.ts';

/** Everything that colleagues said about the recording, and a field for more. */
export function CommentsPanel({ discussion: { runId, comments } }: { discussion: Discussion }) {
  const { t } = useTranslation();
  return (
    <section className={`surface not-printed ${classes.panel}`} aria-labelledby="comments-title">
      <Title order={2} fz="h3" id="comments-title">
        {t('comments.title')}
      </Title>
      <Text fz="sm" c="dimmed">
        {t('comments.hint')}
      </Text>
      {comments.length > 0 && <CommentList runId={runId} comments={comments} hasMoments />}
      <CommentForm runId={runId} atMs={null} />
    </section>
  );
}
