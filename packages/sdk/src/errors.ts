import type { ErrorEnvelope, RequestErrorCode } from '@vivavoce/contract';

/** The API responded with an error: `code` is stable, the message says what to do. */
export class VivavoceError extends Error {
  override readonly name = 'VivavoceError';
  readonly code: RequestErrorCode;
  /** HTTP status. */
  readonly status: number;
  /** Quote it when you ask the operator about the error. */
  readonly requestId: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;
  /** How long to wait before sending the request again, s. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    error: Omit<ErrorEnvelope['error'], 'retryAfterSeconds'> & { retryAfterSeconds?: number | undefined },
  ) {
    super(error.message);
    this.code = error.code;
    this.status = status;
    this.requestId = error.requestId;
    this.details = error.details ?? {};
    this.retryAfterSeconds = error.retryAfterSeconds;
  }
}

/** The API could not be reached, or something other than the API responded. */
export class VivavoceConnectionError extends Error {
  override readonly name = 'VivavoceConnectionError';
  /** How long to wait before sending the request again, s, if the response says so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(message: string, options: ErrorOptions & { retryAfterSeconds?: number | undefined } = {}) {
    super(message, options);
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** A request or a run took longer than allowed. */
export class VivavoceTimeoutError extends Error {
  override readonly name = 'VivavoceTimeoutError';
}
