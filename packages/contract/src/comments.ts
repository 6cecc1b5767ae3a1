import { z } from 'zod';
import { actorSchema } from './audit.ts';
import { isLength, isStorable } from './text.ts';

/** Longest text of a comment, characters. */
export const MAX_COMMENT_LENGTH = 2000;
/** Most comments on one run. */
export const MAX_COMMENTS = 500;

const atMs = z
  .int()
  .min(0)
  .max(24 * 60 * 60_000)
  .nullable()
  .describe('The moment of the recording, ms from its start; null for the recording as a whole');

export const newCommentSchema = z
  .strictObject({
    atMs: atMs.default(null),
    text: z
      .string()
      .trim()
      .refine(
        (text) => isLength(text, 1, MAX_COMMENT_LENGTH) && isStorable(text),
        `must have 1 to ${MAX_COMMENT_LENGTH} characters`,
      ),
  })
  .describe('A comment on a recording, for colleagues');

export const commentSchema = z
  .object({
    id: z.string(),
    atMs,
    text: z.string(),
    createdAt: z.iso.datetime(),
    by: actorSchema,
    isOwn: z.boolean().describe('Whether the caller wrote it, and can delete it'),
  })
  .describe('A comment on a recording; links to reports never show it');

export const commentListSchema = z
  .object({ comments: z.array(commentSchema) })
  .describe('The comments on a recording, in the order of their moments');

/** A comment to write. */
export type NewComment = z.infer<typeof newCommentSchema>;
/** A comment on a recording. */
export type Comment = z.infer<typeof commentSchema>;
/** The comments on a recording. */
export type CommentList = z.infer<typeof commentListSchema>;
