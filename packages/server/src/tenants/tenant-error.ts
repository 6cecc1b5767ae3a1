import type { RequestErrorCode } from '@vivavoce/contract';

/** What is asked for in a client's administration cannot be done; the message says why. */
export class TenantError extends Error {
  override readonly name = 'ClientError';
  /** As it is answered over HTTP. */
  readonly code: RequestErrorCode;

  constructor(message: string, code: RequestErrorCode = 'INVALID_PARAMETERS') {
    super(message);
    this.code = code;
  }
}
