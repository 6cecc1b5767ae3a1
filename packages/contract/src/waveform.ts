import { z } from 'zod';

/** Peaks a second of a waveform: fine enough to see pauses, small enough for 45 minutes in one answer. */
export const WAVEFORM_PEAKS_PER_SECOND = 20;

export const waveformSchema = z
  .object({
    durationMs: z.int().min(0).describe('Length of the recording, ms'),
    peaksPerSecond: z.literal(WAVEFORM_PEAKS_PER_SECOND).describe('How many peaks a second has'),
    peaks: z
      .array(z.int().min(0).max(127))
      .describe('The loudest sample of every 50 ms, 0 for silence to 127 for full scale'),
  })
  .describe('How loud a recording is over its length, for drawing');

/** How loud a recording is over its length, for drawing. */
export type Waveform = z.infer<typeof waveformSchema>;
