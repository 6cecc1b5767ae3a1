import { availableParallelism } from 'node:os';
import { EngineError } from '@vivavoce/engine/errors';
import pLimit from 'p-limit';
import type { Config } from '../config.ts';
import { ServiceError } from '../service-error.ts';

/**
 * Measures the duration of a recording from its decoded samples, ms; stops above the limit. Throws EngineError if the
 * recording cannot be decoded.
 */
export type MeasureDuration = (path: string, limit: { readonly maxDurationMs: number }) => Promise<number>;

/** The duration of an acceptable recording, ms; throws ServiceError for any other. */
export type RecordingCheck = (path: string) => Promise<number>;

const minutes = (ms: number): string => String(Math.round((ms / 60_000) * 100) / 100);

/**
 * Creates the check of submitted recordings: the content must be in a known format, and the decoded samples within the
 * allowed duration. Decoding takes a core, so as many run at once as there are cores.
 */
export function createRecordingCheck(config: Config, measure: MeasureDuration): RecordingCheck {
  const limitConcurrency = pLimit(availableParallelism());
  const { minDurationMs, maxDurationMs } = config;
  return async (path) => {
    let durationMs: number;
    try {
      durationMs = await limitConcurrency(() => measure(path, { maxDurationMs }));
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      const code = error.code === 'UNSUPPORTED_FORMAT' ? 'UNSUPPORTED_FORMAT' : 'AUDIO_DURATION_UNAVAILABLE';
      throw new ServiceError(code, error.message);
    }
    const details = { durationMs, minDurationMs, maxDurationMs };
    if (durationMs < minDurationMs) {
      const message = `The recording must last at least ${minutes(minDurationMs)} minutes; it lasts ${minutes(durationMs)}`;
      throw new ServiceError('AUDIO_TOO_SHORT', message, { details });
    }
    if (durationMs > maxDurationMs) {
      const message = `The recording must last at most ${minutes(maxDurationMs)} minutes; it lasts ${minutes(durationMs)}`;
      throw new ServiceError('AUDIO_TOO_LONG', message, { details });
    }
    return durationMs;
  };
}
