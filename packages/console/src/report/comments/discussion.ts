import type { Comment } from '@vivavoce/contract';
import { useMemo, useState } from 'react';
import { useComments } from '../../api/comments.ts';
import type { ScoredRun } from '../scored-run.ts';

/** The comments on a run, by the place in the transcript that each belongs to, and the place where one is being written. */
export interface Discussion {
  readonly runId: string;
  readonly comments: readonly Comment[];
  /** By the index of the segment that was heard at the moment, or before it. */
  readonly bySegment: ReadonlyMap<number, readonly Comment[]>;
  /** The segment below which a comment is being written; null for none. */
  readonly openAt: number | null;
  /** Opens a segment for a comment, or none. */
  open(segment: number | null): void;
}

/** What colleagues say about a run; undefined for readers without the right to it. */
export function useDiscussion(run: ScoredRun, isPermitted: boolean): Discussion | undefined {
  const { data: comments } = useComments(run.id, isPermitted);
  const [openAt, open] = useState<number | null>(null);
  const { segments } = run.transcript;
  return useMemo(() => {
    if (!isPermitted) return undefined;
    const all = comments ?? [];
    const atMoments = all.filter(({ atMs }) => atMs !== null);
    const bySegment = Map.groupBy(atMoments, ({ atMs }) =>
      Math.max(
        0,
        segments.findLastIndex(({ startMs }) => startMs <= (atMs ?? 0)),
      ),
    );
    return { runId: run.id, comments: all, bySegment, openAt, open };
  }, [isPermitted, comments, segments, run.id, openAt]);
}
