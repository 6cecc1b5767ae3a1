import { z } from 'zod';

/** Peaks per second of a waveform: enough to show pauses, few enough to send 45 minutes at once. */
export const WAVEFORM_PEAKS_PER_SECOND = 20;

export const waveformSchema = z
  .object({
    durationMs: z.int().min(0).describe('Length of the recording, ms'),
    peaksPerSecond: z.literal(WAVEFORM_PEAKS_PER_SECOND).describe('Peaks per second'),
    peaks: z
      .array(z.int().min(0).max(127))
      .describe('Peak level of each 50 ms, 0 (silence) to 127 (full scale)'),
  })
  .describe('Loudness of a recording over time, for drawing');

/** Loudness of a recording over time, for drawing. */
export type Waveform = z.infer<typeof waveformSchema>;
