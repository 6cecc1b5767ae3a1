/** Comments of colleagues on a run. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NewComment } from '@vivavoce/contract';
import { api } from './api-client.ts';
import { runKey } from './runs.ts';

const commentsKey = (runId: string) => [...runKey(runId), 'comments'];

/** The comments on a run, in the order of their moments. */
export function useComments(runId: string, enabled: boolean) {
  return useQuery({
    queryKey: commentsKey(runId),
    queryFn: ({ signal }) => api.comments(runId, { signal }),
    enabled,
  });
}

/** A change of the comments, after which they are read again. */
function useCommentChange<Change>(runId: string, change: (change: Change) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queries.invalidateQueries({ queryKey: commentsKey(runId) }),
  });
}

/** Writes a comment. */
export const useCreateComment = (runId: string) =>
  useCommentChange(runId, (comment: NewComment) => api.createComment(runId, comment));

/** Deletes a comment of one's own. */
export const useDeleteComment = (runId: string) =>
  useCommentChange(runId, (commentId: string) => api.deleteComment(runId, commentId));
