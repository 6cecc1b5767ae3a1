import { z } from 'zod';
import { transcriptUpdateSchema } from './partial-transcript.ts';
import { processingPollSchema, queuedPollSchema } from './poll.ts';

export const runEventSchema = z
  .discriminatedUnion('event', [
    z.object({ event: z.literal('state'), data: z.union([queuedPollSchema, processingPollSchema]) }),
    z.object({ event: z.literal('transcript'), data: transcriptUpdateSchema }),
    z.object({
      event: z.literal('end'),
      data: z.object({ id: z.string(), status: z.enum(['success', 'partial', 'failed']) }),
    }),
  ])
  .describe(
    'A server-sent event of a run: state, with the body of a poll; transcript, with words as they are recognised; or end, with the final status',
  );

/** A server-sent event of a run. */
export type RunEvent = z.infer<typeof runEventSchema>;
