import { z } from 'zod';
import { transcriptSegmentSchema } from './transcript.ts';

/** A passage of speech as it was first recognised. */
export const passageSchema = transcriptSegmentSchema.pick({ startMs: true, endMs: true, text: true }).extend({
  speaker: transcriptSegmentSchema.shape.speaker
    .nullable()
    .describe('Null for the first words of a long recording, until it is known who says them'),
});

/** Speech as it was first recognised, of one speaker once speakers are known: up to 25 s, its words without times of their own. */
export type Passage = z.infer<typeof passageSchema>;

/** The words of a run that is processing. */
export const partialTranscriptSchema = z.array(passageSchema);

/** New passages of a run that is processing. */
export const transcriptUpdateSchema = z.object({
  from: z
    .int()
    .min(0)
    .describe(
      'Number of earlier passages that stay; the passages of this event follow them. 0: all earlier ones are replaced',
    ),
  passages: z.array(passageSchema),
});

/** New passages, and how many of the earlier ones stay before them. */
export type TranscriptUpdate = z.infer<typeof transcriptUpdateSchema>;
