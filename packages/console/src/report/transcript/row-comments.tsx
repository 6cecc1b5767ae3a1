import type { TranscriptSegment } from '@vivavoce/contract';
import { useState } from 'react';
import { CommentForm } from '../comments/comment-form.tsx';
import { CommentList } from '../comments/comment-list.tsx';
import type { Discussion } from '../comments/discussion.ts';
import { usePlayer } from '../player/player-context.tsx';
import classes from './row-comments.module.css';

/** The comments on a segment, and the form for another one. */
export function RowComments({
  discussion: { runId, bySegment, openAt, open },
  segment,
  index,
}: {
  discussion: Discussion;
  segment: TranscriptSegment;
  index: number;
}) {
  const comments = bySegment.get(index);
  const isOpen = openAt === index;
  if (!comments && !isOpen) return null;
  return (
    <div className={`not-printed ${classes.comments}`}>
      {comments && <CommentList runId={runId} comments={comments} />}
      {isOpen && <FormAtMoment runId={runId} segment={segment} onClose={() => open(null)} />}
    </div>
  );
}

/** Comments on the moment where the player stands, if it stands in the segment; otherwise on the segment's beginning. */
function FormAtMoment({
  runId,
  segment: { startMs, endMs },
  onClose,
}: {
  runId: string;
  segment: TranscriptSegment;
  onClose: () => void;
}) {
  const player = usePlayer();
  // Decided when the form opens: who writes while the recording plays writes about what was played then.
  const [atMs] = useState(() => {
    const playedMs = Math.round(player.timeMs());
    return playedMs > startMs && playedMs < endMs ? playedMs : startMs;
  });
  return <CommentForm runId={runId} atMs={atMs} onClose={onClose} />;
}
