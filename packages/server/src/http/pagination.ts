import { z } from 'zod';
import { ServiceError } from '../service-error.ts';

/** The position of the last row of a page. Callers treat a cursor as opaque. */
const cursorSchema = z.string().regex(/^seq:\d{1,18}$/);

/** The error of a cursor that the server cannot have issued for a list. */
export const invalidCursor = (): ServiceError =>
  new ServiceError('INVALID_PARAMETERS', 'cursor must be the nextCursor of a page of the same list', {
    details: { field: 'cursor' },
  });

/** Which part of a list a request asks for. */
export interface Page {
  /** The position of the last row of the previous page; null for the first page. */
  readonly after: string | null;
  readonly limit: number;
}

/**
 * The page that `limit` and `cursor` ask for.
 * @throws ServiceError if the cursor is invalid.
 */
export function pageOf({
  limit,
  cursor,
}: {
  readonly limit: number;
  readonly cursor?: string | undefined;
}): Page {
  if (cursor === undefined) return { after: null, limit };
  const parsed = cursorSchema.safeParse(Buffer.from(cursor, 'base64url').toString());
  if (!parsed.success) throw invalidCursor();
  return { after: parsed.data.slice('seq:'.length), limit };
}

/** The cursor after a row, by its position; null after the last row. */
export const cursorOf = (position: string | null): string | null =>
  position === null ? null : Buffer.from(`seq:${position}`).toString('base64url');
