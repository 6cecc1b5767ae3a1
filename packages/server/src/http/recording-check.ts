import { availableParallelism } from 'node:os';
import { EngineError } from '@vivavoce/engine/errors';
import type { Config } from '../config.ts';
import { checkParts } from '../runs/recording-part.ts';
import { ServiceError } from '../service-error.ts';
import { RecordingQueue } from './recording-queue.ts';

/**
 * Measures the duration of a recording from its decoded samples, ms; stops above the limit. Throws EngineError if the
 * recording cannot be decoded.
 */
export type MeasureDuration = (
  path: string,
  limit: { readonly maxDurationMs: number; readonly signal?: AbortSignal },
) => Promise<number>;

/** How recordings are looked at; tests, whose recordings are scripts, look otherwise. */
export interface RecordingReader {
  /** Whether a file may be a recording, without decoding it. */
  readonly isPossibleRecording: (path: string) => Promise<boolean>;
  readonly measureDuration: MeasureDuration;
}

/** A recording that waits for its check. */
export interface CheckedRecording {
  /** Of its file, or of those of its parts in order. */
  readonly paths: readonly string[];
  /** Whose share of the decoder it takes. */
  readonly tenantId: string;
  /** Ends the check, as when the client hangs up. */
  readonly signal: AbortSignal;
}

/** The checks of a submitted recording; each throws ServiceError for what cannot be analysed. */
export interface RecordingCheck {
  /** Refuses by its first bytes what is no recording. */
  readonly requireKind: (path: string) => Promise<void>;
  /** The duration of an acceptable recording, of all parts together, ms: decodes it when it is the tenant's turn. */
  readonly durationOf: (recording: CheckedRecording) => Promise<number>;
}

const minutes = (ms: number): string => String(Math.round((ms / 60_000) * 100) / 100);

/**
 * Creates the checks of submitted recordings: the content must be in a known format, and the decoded samples within the
 * allowed duration. Decoding takes a core, so as many run at once as there are cores.
 */
export function createRecordingCheck(config: Config, reader: RecordingReader): RecordingCheck {
  const queue = new RecordingQueue({ places: availableParallelism() });
  const { minDurationMs, maxDurationMs } = config;
  const measure = async (
    path: string,
    { tenantId, signal }: CheckedRecording,
    leftMs: number,
  ): Promise<number> => {
    try {
      const limit = { maxDurationMs: leftMs, signal };
      return await queue.run(tenantId, signal, () => reader.measureDuration(path, limit));
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      const code = error.code === 'UNSUPPORTED_FORMAT' ? 'UNSUPPORTED_FORMAT' : 'AUDIO_DURATION_UNAVAILABLE';
      throw new ServiceError(code, error.message);
    }
  };
  return {
    async requireKind(path) {
      if (await reader.isPossibleRecording(path)) return;
      throw new ServiceError(
        'UNSUPPORTED_FORMAT',
        'The file is not a recording: send MP3, WAV, M4A, WebM, OGG, Opus, FLAC, or a video in MP4, MOV or MKV',
      );
    },
    async durationOf(recording) {
      const { paths } = recording;
      let durationMs = 0;
      await checkParts(paths, async (path) => {
        // Nothing more has to be known of a recording that is too long already.
        if (durationMs <= maxDurationMs)
          durationMs += await measure(path, recording, maxDurationMs - durationMs);
      });
      const details = { durationMs, minDurationMs, maxDurationMs };
      const whose = paths.length === 1 ? 'The recording' : 'The parts of the recording together';
      const lasts = paths.length === 1 ? 'it lasts' : 'they last';
      if (durationMs < minDurationMs) {
        const message = `${whose} must last at least ${minutes(minDurationMs)} minutes; ${lasts} ${minutes(durationMs)}`;
        throw new ServiceError('AUDIO_TOO_SHORT', message, { details });
      }
      if (durationMs > maxDurationMs) {
        const message = `${whose} must last at most ${minutes(maxDurationMs)} minutes; ${lasts} ${minutes(durationMs)}`;
        throw new ServiceError('AUDIO_TOO_LONG', message, { details });
      }
      return durationMs;
    },
  };
}
