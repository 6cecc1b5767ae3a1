import type { Comment, NewComment } from '@vivavoce/contract';
import type { Connection } from './connection.ts';
import { itemPath, jsonRequests, type RequestOptions } from './request.ts';
import { runPath } from './runs.ts';

/** What colleagues say to each other about a recording. */
export interface Comments {
  /** The comments on a run, in the order of their moments. */
  comments(runId: string, options?: RequestOptions): Promise<Comment[]>;
  /** Comments on a moment of the recording, or on all of it. */
  createComment(
    runId: string,
    comment: Pick<NewComment, 'text'> & Partial<NewComment>,
    options?: RequestOptions,
  ): Promise<Comment>;
  /** Deletes a comment of one's own. */
  deleteComment(runId: string, commentId: string, options?: RequestOptions): Promise<void>;
}

const commentsPath = (runId: string): string => runPath(runId, '/comments');

/** The methods of {@link Comments} over a connection. */
export function commentsApi(connection: Connection): Comments {
  const { get, post, remove } = jsonRequests(connection);
  return {
    comments: async (runId, options) =>
      (await get<{ comments: Comment[] }>(commentsPath(runId), options)).comments,
    createComment: (runId, comment, options) => post(commentsPath(runId), comment, options),
    deleteComment: (runId, commentId, options) => remove(itemPath(commentsPath(runId), commentId), options),
  };
}
