import { type ErrorEnvelope, REQUEST_ERRORS, type RequestErrorCode } from '@vivavoce/contract';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AccountError } from '../accounts/account-error.ts';
import { TenantError } from '../tenants/tenant-error.ts';

/** What an error answer may say beside code and message. */
export interface RequestErrorExtras {
  readonly details?: Record<string, unknown>;
  /** Sent as Retry-After too. */
  readonly retryAfterSeconds?: number;
}

/** A request that is answered with an error of the contract's table. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly code: RequestErrorCode;
  readonly extras: RequestErrorExtras;

  constructor(code: RequestErrorCode, message: string, extras: RequestErrorExtras = {}) {
    super(message);
    this.code = code;
    this.extras = extras;
  }
}

/** The body of an error answer. */
export function envelopeOf(error: RequestError, requestId?: string): ErrorEnvelope {
  return {
    error: {
      code: error.code,
      message: error.message,
      timestamp: new Date().toISOString(),
      ...(requestId === undefined ? {} : { requestId }),
      ...error.extras,
    },
  };
}

/**
 * Codes of the system and of PostgreSQL (connection exceptions, insufficient resources, shutting down or starting) that
 * mean: the database cannot be reached now.
 */
const UNREACHABLE = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|08...|53...|57P0.)$/;

/** Any error as one of the table; a fault of ours answers with a fixed text, its cause goes to the log only. */
export function requestErrorOf(error: FastifyError | Error): RequestError {
  if (error instanceof RequestError) return error;
  if (error instanceof AccountError) {
    const { code, message, retryAfterSeconds } = error;
    return new RequestError(code, message, retryAfterSeconds === undefined ? {} : { retryAfterSeconds });
  }
  if (error instanceof TenantError) return new RequestError(error.code, error.message);
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new RequestError('INVALID_PARAMETERS', error.message);
  }
  if ((code && UNREACHABLE.test(code)) || error.message.startsWith('Connection terminated')) {
    return new RequestError('SERVICE_WARMING_UP', 'The service is starting: try again', {
      retryAfterSeconds: 5,
    });
  }
  return new RequestError('INTERNAL_ERROR', 'Something went wrong on our side');
}

/** Answers with an error of the table. */
export function sendError(error: RequestError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { retryAfterSeconds } = error.extras;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
  reply.header('cache-control', 'no-store');
  return reply.code(REQUEST_ERRORS[error.code]).send(envelopeOf(error, request.id));
}
