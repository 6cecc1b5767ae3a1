import { commentListSchema, commentSchema, newCommentSchema } from '../comments.ts';
import { defineOperation, pathId, runParams } from './operation.ts';

/** Operations on comments, which colleagues who review a recording write for each other. */
export const COMMENT_OPERATIONS = {
  listComments: defineOperation({
    id: 'listComments',
    method: 'get',
    path: '/speech/analyze/{id}/comments',
    summary: 'List what colleagues commented on the recording',
    needs: 'speech',
    permission: 'runs.review',
    params: runParams,
    success: {
      status: 200,
      description: 'In the order of their moments',
      bodies: { CommentList: commentListSchema },
    },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND', 'RUN_NOT_FINISHED', 'RUN_HAS_NO_RESULT'],
  }),
  createComment: defineOperation({
    id: 'createComment',
    method: 'post',
    path: '/speech/analyze/{id}/comments',
    summary: 'Comment on a moment of the recording, or on all of it',
    needs: 'speech',
    permission: 'runs.review',
    params: runParams,
    body: { NewComment: newCommentSchema },
    success: { status: 201, description: 'The comment', bodies: { Comment: commentSchema } },
    errors: [
      'INVALID_PARAMETERS',
      'RUN_NOT_FOUND',
      'RUN_NOT_FINISHED',
      'RUN_HAS_NO_RESULT',
      'QUOTA_EXCEEDED',
    ],
  }),
  deleteComment: defineOperation({
    id: 'deleteComment',
    method: 'delete',
    path: '/speech/analyze/{id}/comments/{commentId}',
    summary: 'Delete a comment of one’s own',
    needs: 'speech',
    permission: 'runs.review',
    params: runParams.extend({ commentId: pathId('Comment id') }),
    success: { status: 204, description: 'Deleted' },
    errors: ['INVALID_PARAMETERS', 'RUN_NOT_FOUND', 'RUN_NOT_FINISHED', 'RUN_HAS_NO_RESULT', 'NOT_FOUND'],
  }),
};
