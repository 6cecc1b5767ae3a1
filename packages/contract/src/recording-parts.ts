import { z } from 'zod';

/** As many parts as one recording may be submitted in. */
export const MAX_RECORDING_PARTS = 20;

/** Silence that is put between the parts of a recording on its time line, ms; it is neither charged nor measured. */
export const PART_GAP_MS = 1000;

export const recordingPartSchema = z.object({
  part: z
    .int()
    .min(1)
    .max(MAX_RECORDING_PARTS)
    .describe('Number of the part, from 1, in the order of the submission'),
  startMs: z.int().min(0).describe('Where the part begins on the time line of the whole recording, ms'),
  durationMs: z.int().min(0).describe('Length of the part, ms'),
});

/** One of several files that a recording was submitted in, and its place on the time line of the whole. */
export type RecordingPart = z.infer<typeof recordingPartSchema>;

/** The name of a recording's file, without its extension: of several parts, those after the first have their number. */
export const partName = (name: string, part: number): string => (part === 1 ? name : `${name}-${part}`);
