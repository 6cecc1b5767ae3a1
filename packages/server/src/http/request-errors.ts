import { type ErrorEnvelope, REQUEST_ERRORS } from '@vivavoce/contract';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ServiceError } from '../service-error.ts';
import { isStorageFull, storageFull } from '../storage-full.ts';

/** The body of an error response. */
export function envelopeOf(error: ServiceError, requestId?: string): ErrorEnvelope {
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
 * Codes of the system and of PostgreSQL (connection exceptions, a transaction that paused too long,
 * insufficient resources, shutting down or starting) that
 * mean: the database is unreachable for now. A full disk is asked for before;
 * a violation of the protocol (08P01) is a fault of this program, such as too many parameters.
 */
const UNREACHABLE =
  /^(ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|08(?!P01)...|25P03|53...|57P0.)$/;
/** Messages of the driver for the same, which come without a code. */
const BROKEN_CONNECTION = /^(Connection terminated|timeout exceeded when trying to connect)/;

/** Maps any error to one of the contract. An unexpected error gets a fixed message: its cause goes only to the log. */
export function serviceErrorOf(error: FastifyError | Error): ServiceError {
  if (error instanceof ServiceError) return error;
  if (isStorageFull(error)) return storageFull();
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new ServiceError('INVALID_PARAMETERS', error.message);
  }
  if ((code && UNREACHABLE.test(code)) || BROKEN_CONNECTION.test(error.message)) {
    return new ServiceError('SERVICE_WARMING_UP', 'The service is starting: try again', {
      retryAfterSeconds: 5,
    });
  }
  return new ServiceError('INTERNAL_ERROR', 'Something went wrong on the server');
}

/** Sends an error response. */
export function sendError(error: ServiceError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { retryAfterSeconds } = error.extras;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
  reply.header('cache-control', 'no-store');
  return reply.code(REQUEST_ERRORS[error.code]).send(envelopeOf(error, request.id));
}
