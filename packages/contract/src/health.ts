import { z } from 'zod';

export const healthResponseSchema = z
  .object({
    status: z.literal('ok'),
    live: z.literal(true).describe('The process answers'),
    ready: z.literal(true).describe('It can take work: the database answers'),
    version: z.string(),
  })
  .describe('A server that is not ready answers 503 with the error envelope');

/** The body of a healthy server's answer. */
export type HealthResponse = z.infer<typeof healthResponseSchema>;
