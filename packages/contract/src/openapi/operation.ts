import { z } from 'zod';
import type { RequestErrorCode } from '../errors.ts';
import { wholeNumber } from '../request-fields.ts';
import type { Action } from '../roles.ts';

/** The answer of an operation that succeeds. */
export interface Success {
  readonly status: 200 | 201 | 202 | 204 | 302;
  readonly description: string;
  readonly mediaType?: string;
  /** The body by its name in the document; several bodies are alternatives. */
  readonly bodies?: Readonly<Record<string, z.ZodType>>;
  /** Media types of answers that are not JSON, each with an example if it is text. */
  readonly files?: Readonly<Record<string, string | null>>;
  /** Whether a request for a byte range is answered with 206. */
  readonly hasRanges?: true;
}

/**
 * One operation of the API: the server registers its route, and the OpenAPI document its description, from this
 * definition.
 */
export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With path parameters in braces, below the API's root. */
  readonly path: string;
  readonly summary: string;
  /**
   * How a caller authenticates: not at all, with an API key or a session, the same for a client that may use speech
   * analysis, with a user's session, or with the operator's token.
   */
  readonly needs: 'nothing' | 'key' | 'speech' | 'user' | 'operator';
  /** The permission that the caller's role needs; `self` is any signed-in user. */
  readonly permission?: Action | 'self';
  readonly params?: z.ZodObject;
  /** Each field is a text, an array (the parameter may be repeated) or a record (`name[key]=value`). */
  readonly query?: z.ZodObject;
  /** Documented request headers. */
  readonly headers?: Readonly<Record<string, z.ZodType>>;
  /** The JSON body by its name in the document. */
  readonly body?: Readonly<Record<string, z.ZodType>>;
  /** Whether the body can be left out, which stands for an empty object. */
  readonly isBodyOptional?: true;
  /** The fields of a multipart form beside its file `audio`. */
  readonly form?: z.ZodObject;
  readonly success: Success;
  /** Error codes beside those that every operation with the same `needs` has. */
  readonly errors: readonly RequestErrorCode[];
  /** Codes for invalid values of single query parameters or form fields; INVALID_PARAMETERS for the others. */
  readonly fieldErrors?: Readonly<Record<string, RequestErrorCode>>;
}

/** Declares an operation and keeps the exact types of its schemas. */
export const defineOperation = <const Op extends Operation>(operation: Op): Op => operation;

/** An id in a path. An id that is not a UUID is as unknown as any other. */
export const pathId = (description: string) => z.string().meta({ format: 'uuid', description });

/** The run that a path names. */
export const runParams = z.object({ id: pathId('Run id, from the answer to its submission') });

/** The query of a paginated list. */
export const paginationQuery = z.object({
  limit: wholeNumber(1, 100).default(20).describe('Rows per page'),
  cursor: z.string().optional().describe('`nextCursor` of the previous page'),
});
