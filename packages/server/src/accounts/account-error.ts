import type { RequestErrorCode } from '@vivavoce/contract';

/** Why something with users, sessions or links is not possible: a code of the contract's table. */
export type AccountErrorCode = Extract<
  RequestErrorCode,
  | 'INVALID_CREDENTIALS'
  | 'SESSION_EXPIRED'
  | 'INVALID_LINK'
  | 'INVALID_SETUP_TOKEN'
  | 'INVALID_PARAMETERS'
  | 'MISSING_PERMISSION'
  | 'SETUP_DONE'
  | 'EMAIL_TAKEN'
  | 'LAST_OWNER'
  | 'WEAK_PASSWORD'
  | 'NOT_FOUND'
  | 'TOO_MANY_ATTEMPTS'
>;

/** Something with users, sessions or links that is refused; the message says why and what to do. */
export class AccountError extends Error {
  override readonly name = 'AccountError';
  readonly code: AccountErrorCode;
  /** How long to wait, s, where waiting helps. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: AccountErrorCode, message: string, retryAfterSeconds?: number) {
    super(message);
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The one answer to every sign-in that fails: it does not tell who has an account. */
export const invalidCredentials = (): AccountError =>
  new AccountError('INVALID_CREDENTIALS', 'The e-mail address or the password is not right');
