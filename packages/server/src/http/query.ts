import { isStorable, type RequestErrorCode } from '@vivavoce/contract';
import type { FastifyRequest } from 'fastify';
import { type ZodType, z } from 'zod';
import { RequestError } from './request-errors.ts';

/** A date or a time in a query. */
export const dateSchema = z
  .string()
  .refine(
    (text) =>
      z.iso.datetime({ offset: true }).safeParse(text).success || z.iso.date().safeParse(text).success,
    'an ISO 8601 date or time, such as 2026-01-31 or 2026-01-31T12:00:00Z',
  )
  .transform((text) => new Date(text));

/** The query of a request: each name with its values in order. */
export class Query {
  readonly #values = new Map<string, readonly string[]>();

  /** @throws RequestError if a text cannot be stored, and therefore matches nothing. */
  constructor(request: FastifyRequest) {
    for (const [name, value] of Object.entries(request.query as Record<string, string | string[]>)) {
      const values = [value].flat();
      if (![name, ...values].every(isStorable)) {
        throw new RequestError('INVALID_PARAMETERS', 'The query holds broken characters');
      }
      this.#values.set(name, values);
    }
  }

  /** All values of a name. */
  all(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  /** The pairs of `name[key]=value`. */
  pairs(name: string): [string, string][] {
    return [...this.#values].flatMap(([full, values]) => {
      const key = full.startsWith(`${name}[`) && full.endsWith(']') ? full.slice(name.length + 1, -1) : null;
      return key === null ? [] : values.map((value): [string, string] => [key, value]);
    });
  }

  /**
   * The one value of a name by a schema; undefined if it was not given.
   * @throws RequestError with the code if the value is wrong or given twice.
   */
  one<T>(name: string, schema: ZodType<T>, code: RequestErrorCode = 'INVALID_PARAMETERS'): T | undefined {
    const [value, ...more] = this.all(name);
    if (value === undefined) return undefined;
    const parsed = schema.safeParse(value);
    if (parsed.success && more.length === 0) return parsed.data;
    const fault = more.length > 0 ? 'is given twice' : (parsed.error?.issues[0]?.message ?? 'is wrong');
    throw new RequestError(code, `${name}: ${fault}`, { details: { field: name } });
  }
}
