/** Samples a second of all audio inside the engine, Hz. */
export const SAMPLE_RATE = 16_000;

/** Where one of several parts of a recording lies, ms; between two parts is silence that nobody recorded. */
export interface RecordedPart {
  readonly startMs: number;
  readonly endMs: number;
}

/** A decoded recording: mono, 16 kHz, full scale at -1 and 1. */
export interface Recording {
  readonly samples: Float32Array;
  readonly durationMs: number;
  /** Channels (2 to 8) of which the samples are the mean, where each holds people of its own; as long as the samples. */
  readonly channels?: readonly Float32Array[] | undefined;
  /** The files that were joined to this recording, at least two, in order; absent where it came as one. */
  readonly parts?: readonly RecordedPart[] | undefined;
  /** For parts whose channels are not joined: those of each part that has channels of different people, as long as the part. */
  readonly channelsOfParts?: readonly (readonly Float32Array[] | undefined)[] | undefined;
}

/** The index of the sample at a time in ms. */
export function sampleAt(ms: number): number {
  return Math.round((ms * SAMPLE_RATE) / 1000);
}

/** The time in ms, whole, of a sample index. */
export function msAt(sample: number): number {
  return Math.round((sample * 1000) / SAMPLE_RATE);
}

/** The samples between two times of a recording, ms; not copied. */
export function samplesBetween(
  { samples }: Pick<Recording, 'samples'>,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
): Float32Array {
  return samples.subarray(sampleAt(startMs), sampleAt(endMs));
}
