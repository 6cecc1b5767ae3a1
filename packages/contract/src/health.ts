import { z } from 'zod';

const endpointState = z
  .enum(['ok', 'failing'])
  .describe('failing: it is left alone for a while after several failures, and runs wait for it');

export const endpointStatesSchema = z
  .object({ transcription: endpointState, chat: endpointState })
  .partial()
  .describe('The models behind endpoints that the operator named; absent where none are');

export const healthResponseSchema = z
  .object({
    status: z.literal('ok'),
    live: z.literal(true).describe('The process answers'),
    ready: z.literal(true).describe('It can take work: the database answers'),
    version: z.string(),
    endpoints: endpointStatesSchema.optional(),
  })
  .describe('A server that is not ready answers 503 with the error envelope');

/** The body of a healthy server's answer. */
export type HealthResponse = z.infer<typeof healthResponseSchema>;
/** How the operator's endpoints are doing. */
export type EndpointStates = z.infer<typeof endpointStatesSchema>;

export const livenessResponseSchema = z
  .object({
    status: z.literal('ok'),
    live: z.literal(true).describe('The process answers'),
    version: z.string(),
  })
  .describe('Says nothing about the database: a process that waits for it is not helped by a restart');

/** The body of the answer of a process that lives. */
export type LivenessResponse = z.infer<typeof livenessResponseSchema>;
