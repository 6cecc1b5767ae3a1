import type { RunError } from '@vivavoce/contract';

/** Why the engine could not analyse a recording, as a stable code. */
export type EngineErrorCode = RunError['code'] | 'UNSUPPORTED_FORMAT' | 'SPEAKER_NOT_HEARD';

/** A failure that the engine understands: the code is stable, the message says what to do. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
