import type { Operation } from '@vivavoce/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import type { z } from 'zod';
import type { Caller } from '../accounts/caller.ts';
import type { ActorContext } from '../audit/actor.ts';
import { actorContextOf, callerOf, requireSpeech } from './authentication.ts';
import { refuseEncodedBody } from './encoded-body.ts';
import { parseBody, parseFields, parseParams, queryValues } from './parse-request.ts';

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type BodyOf<Op extends Operation> = Op extends { readonly body: infer Bodies }
  ? Output<Bodies[keyof Bodies]>
  : undefined;

/** A request to an operation, parsed by the operation's schemas. */
export interface OperationRequest<Op extends Operation> {
  readonly params: Output<Op['params']>;
  readonly query: Output<Op['query']>;
  readonly body: BodyOf<Op>;
  /** On operations that need authentication. */
  readonly caller: Caller;
  /** The caller as the audit log records it, on operations that need authentication. */
  readonly by: ActorContext;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What a handler returns: the JSON body, nothing for 204, or the reply of a response that it sent itself. */
type Answer<Op extends Operation> = Op['success'] extends { readonly status: 204 }
  ? Promise<void>
  : Promise<
      | FastifyReply
      | (Op['success'] extends { readonly bodies: infer Bodies } ? Output<Bodies[keyof Bodies]> : never)
    >;

/** Handles the requests to an operation. */
export type Handler<Op extends Operation> = (call: OperationRequest<Op>) => Answer<Op>;

/**
 * Parses a request by the schemas of its operation.
 * @throws ServiceError that names the first invalid field of the path, the query or the body, in this order.
 */
function parseRequest<Op extends Operation>(
  { params, query, body, isBodyOptional, fieldErrors = {} }: Op,
  request: FastifyRequest,
  reply: FastifyReply,
): OperationRequest<Op> {
  const [bodySchema] = Object.values(body ?? {});
  return {
    params: (params && parseParams(request, params)) as Output<Op['params']>,
    query: (query && parseFields(query, queryValues(request), { invalid: fieldErrors })) as Output<
      Op['query']
    >,
    body: (bodySchema && parseBody(request, bodySchema, isBodyOptional === true)) as BodyOf<Op>,
    get caller() {
      return callerOf(request);
    },
    get by() {
      return actorContextOf(request);
    },
    request,
    reply,
  };
}

/** Registers the route of an operation, at the operation's path below the prefix of the scope. */
export function route<Op extends Operation>(
  api: FastifyInstance,
  operation: Op,
  handle: Handler<Op>,
  options: RouteShorthandOptions = {},
): void {
  const { method, path, needs, permission, success } = operation;
  api.route({
    ...options,
    method: method.toUpperCase(),
    url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
    config: permission === undefined ? {} : { action: permission },
    onRequest: needs === 'speech' ? [requireSpeech] : [],
    // After the caller's rights, before anything of the body is read.
    preParsing: operation.body || operation.form ? [refuseEncodedBody] : [],
    async handler(request, reply) {
      const call = parseRequest(operation, request, reply);
      reply.code(success.status);
      const answer = await handle(call);
      // Who awaits a reply waits until it has been sent and gets nothing, as from a handler that has nothing to send.
      return reply.sent || reply.raw.headersSent ? reply : (answer ?? reply.send());
    },
  });
}
