/** Samples a second of all audio inside the engine, Hz. */
export const SAMPLE_RATE = 16_000;

/** A decoded recording: mono, 16 kHz, full scale at -1 and 1. */
export interface Recording {
  readonly samples: Float32Array;
  readonly durationMs: number;
  /** The channels of which the samples are the mean, two to eight, where each holds people of its own. */
  readonly channels?: readonly Float32Array[] | undefined;
}

/** The index of the sample that is heard at a time in ms. */
export function sampleAt(ms: number): number {
  return Math.round((ms * SAMPLE_RATE) / 1000);
}

/** The time in ms, whole, of a sample index. */
export function msAt(sample: number): number {
  return Math.round((sample * 1000) / SAMPLE_RATE);
}
