import type { ZodType } from 'zod';

/** The body of an answer by its schema, if it has the status. */
export async function expectBody<T>(response: Response, status: number, schema: ZodType<T>): Promise<T> {
  const text = await response.text();
  if (response.status !== status) throw new Error(`Expected ${status}, got ${response.status} ${text}`);
  return schema.parse(JSON.parse(text));
}
