import type { z } from 'zod';
import type { RequestErrorCode } from '../errors.ts';

/** A parameter in the query or the path, or a header. */
export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly description: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** What an operation answers when all is well. */
export interface Success {
  readonly status: 200 | 201 | 202 | 204 | 302;
  readonly description: string;
  readonly mediaType?: string;
  /** One body, or one for each of several cases. */
  readonly bodies?: Readonly<Record<string, z.ZodType>>;
  /** Media types of answers that are no JSON, each with an example where it is text. */
  readonly files?: Readonly<Record<string, string | null>>;
  /** Answers a request for a part of the bytes with 206. */
  readonly hasRanges?: true;
}

/** One thing that can be asked of the API. */
export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly summary: string;
  /**
   * Whether it needs nothing, a key or a session, one of a client with the permission for speech analysis, the session of
   * a user with the right role, or the operator's token.
   */
  readonly needs: 'nothing' | 'key' | 'speech' | 'user' | 'operator';
  readonly parameters?: readonly Parameter[];
  /** The JSON body that it takes, by name. */
  readonly body?: Readonly<Record<string, z.ZodType>>;
  /** Takes the submit form. */
  readonly takesForm?: true;
  readonly success: Success;
  /** Error codes beside those that every operation with the same needs has. */
  readonly errors: readonly RequestErrorCode[];
}

/** A parameter in the query that is a text. */
export const textParameter = (description: string, name: string): Parameter => ({
  name,
  in: 'query',
  description,
  schema: { type: 'string' },
});

/** The run that a path is about. */
export const runId: Parameter = {
  name: 'id',
  in: 'path',
  description: 'The id of a run, from the answer to its submit',
  schema: { type: 'string', format: 'uuid' },
};
