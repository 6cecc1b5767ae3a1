import { z } from 'zod';

const endpointState = z
  .enum(['ok', 'failing'])
  .describe('failing: paused after repeated failures; runs wait for it');

export const endpointStatesSchema = z
  .object({ transcription: endpointState, chat: endpointState })
  .partial()
  .describe('States of the configured external models');

/** What keeps the operator's FFmpeg from all but its recording. */
export const FFMPEG_SANDBOXES = ['bubblewrap', 'namespaces', 'no-new-privileges', 'none'] as const;

const ffmpegSandboxSchema = z
  .enum(FFMPEG_SANDBOXES)
  .describe(
    'What confines the FFmpeg that the operator added on this server, strictest first; absent without one',
  );

export const healthResponseSchema = z
  .object({
    status: z.literal('ok'),
    live: z.literal(true).describe('The process answers'),
    ready: z.literal(true).describe('It can accept work: the database answers'),
    version: z.string(),
    scoreWeights: z
      .enum(['default', 'open'])
      .describe('open: scores use nothing learned from corpora for research use only'),
    ffmpegSandbox: ffmpegSandboxSchema.optional(),
    endpoints: endpointStatesSchema.optional(),
  })
  .describe('A ready server; one that is not ready answers 503 with an error');

/** The health of a ready server. */
export type HealthResponse = z.infer<typeof healthResponseSchema>;
/** States of the operator's model endpoints. */
export type EndpointStates = z.infer<typeof endpointStatesSchema>;

export const livenessResponseSchema = z
  .object({
    status: z.literal('ok'),
    live: z.literal(true).describe('The process answers'),
    version: z.string(),
  })
  .describe('Liveness of the process, regardless of the database, which a restart would not bring back');

/** Liveness of the process. */
export type LivenessResponse = z.infer<typeof livenessResponseSchema>;
