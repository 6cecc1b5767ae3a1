import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type ZodType, z } from 'zod';
import { RequestError } from './request-errors.ts';

/** More than any body of ours but a recording needs. */
const BODY_LIMIT_BYTES = 256 * 1024;

/** Lets the routes of a scope take JSON bodies. */
export function acceptJson(scope: FastifyInstance): void {
  scope.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: BODY_LIMIT_BYTES },
    scope.getDefaultJsonParser('error', 'error'),
  );
}

/**
 * The JSON body of a request by a schema. Browsers let no foreign page send this content type without asking first.
 * @throws RequestError INVALID_PARAMETERS that names the field, or says that the body is no JSON.
 */
export function bodyOf<T>(request: FastifyRequest, schema: ZodType<T>): T {
  if (request.body === null || request.body === undefined) {
    throw new RequestError('INVALID_PARAMETERS', 'Send a JSON body with the content type application/json');
  }
  const parsed = schema.safeParse(request.body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  const message = field ? `${field}: ${issue?.message}` : z.prettifyError(parsed.error);
  throw new RequestError('INVALID_PARAMETERS', message, field ? { details: { field } } : {});
}

/**
 * The JSON body of a request by a schema that accepts an empty object, which stands for no body.
 * @throws RequestError as {@link bodyOf}.
 */
export function optionalBodyOf<T>(request: FastifyRequest, schema: ZodType<T>): T {
  const { 'content-length': length = '0', 'transfer-encoding': transfer } = request.headers;
  return length === '0' && transfer === undefined ? schema.parse({}) : bodyOf(request, schema);
}
