import { z } from 'zod';
import type { Query } from './query.ts';

const limitSchema = z
  .string()
  .regex(/^\d{1,3}$/, 'a whole number from 1 to 100')
  .transform(Number)
  .refine((limit) => limit >= 1 && limit <= 100, 'a whole number from 1 to 100');
const DEFAULT_LIMIT = 20;

/** A cursor holds the place of the last row of its page. It is nobody's business what is in it. */
const cursorSchema = z
  .string()
  .transform((cursor) => /^seq:(\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1] ?? '')
  .refine((seq) => seq !== '', 'not a cursor of this server');

/** Which part of a list a request asks for. */
export interface Page {
  /** The place of the last row of the page before; null for the first page. */
  readonly after: string | null;
  readonly limit: number;
}

/**
 * How many rows a request asks for.
 * @throws RequestError if that is none from 1 to 100.
 */
export const limitOf = (query: Query): number => query.one('limit', limitSchema) ?? DEFAULT_LIMIT;

/**
 * The page that `limit` and `cursor` ask for.
 * @throws RequestError if they are wrong.
 */
export function pageOf(query: Query): Page {
  return { after: query.one('cursor', cursorSchema) ?? null, limit: limitOf(query) };
}

/** The cursor behind a row, by its place; null behind the last one. */
export const cursorOf = (place: string | null): string | null =>
  place === null ? null : Buffer.from(`seq:${place}`).toString('base64url');
