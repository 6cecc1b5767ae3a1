import type { RequestErrorCode } from '@vivavoce/contract';

/** What an error says beside its code and message. */
export interface ServiceErrorExtras {
  /** Facts for programs, such as the name of the invalid field. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** How long to wait before the same request again, s. */
  readonly retryAfterSeconds?: number;
}

/** A request that is refused, by any service: the code is one of the contract, the message says why and what to do. */
export class ServiceError extends Error {
  override readonly name: string = 'ServiceError';
  readonly code: RequestErrorCode;
  readonly extras: ServiceErrorExtras;

  /** @param options with a cause that is for the log alone. */
  constructor(
    code: RequestErrorCode,
    message: string,
    extras: ServiceErrorExtras = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = code;
    this.extras = extras;
  }
}

/** There is no run of the id that was asked for, or it is another tenant's: RUN_NOT_FOUND. */
export const runNotFound = (): ServiceError => new ServiceError('RUN_NOT_FOUND', 'There is no such run');
