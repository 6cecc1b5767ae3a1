import { availableParallelism } from 'node:os';
import { EngineError } from '@vivavoce/engine/errors';
import pLimit from 'p-limit';
import type { Config } from '../config.ts';
import { RequestError } from './request-errors.ts';

/**
 * Measures the length of a recording from its decoded samples, ms, not going on above the limit; throws EngineError
 * if it cannot.
 */
export type MeasureDuration = (path: string, limit: { readonly maxDurationMs: number }) => Promise<number>;

/** The length in ms of a recording that we take; throws RequestError for any other. */
export type RecordingCheck = (path: string) => Promise<number>;

const minutes = (ms: number): string => String(Math.round((ms / 60_000) * 100) / 100);

/**
 * Makes the check that a recording is one that we take: of a known format by its content, and long enough but not
 * too long by its decoded samples. Decoding takes a core: as many at once as there are cores.
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
      throw new RequestError(code, error.message);
    }
    const details = { durationMs, minDurationMs, maxDurationMs };
    if (durationMs < minDurationMs) {
      const message = `The recording has ${minutes(durationMs)} minutes, at least ${minutes(minDurationMs)} are needed`;
      throw new RequestError('AUDIO_TOO_SHORT', message, { details });
    }
    if (durationMs > maxDurationMs) {
      const message = `The recording has ${minutes(durationMs)} minutes, at most ${minutes(maxDurationMs)} are taken`;
      throw new RequestError('AUDIO_TOO_LONG', message, { details });
    }
    return durationMs;
  };
}
