import { z } from 'zod';
import { must } from './input-issues.ts';

/** A whole number in a query, a path or a form, where it comes as text. */
export const wholeNumber = (min: number, max?: number) => {
  const error = must(
    max === undefined ? `be a whole number of at least ${min}` : `be a whole number from ${min} to ${max}`,
  );
  const number = z.int({ error }).min(min, { error });
  return z.preprocess(
    (text) => (typeof text === 'string' && /^\d{1,6}$/.test(text) ? Number(text) : text),
    max === undefined ? number : number.max(max, { error }),
  );
};

/** One of several texts. */
export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, { error: must(`be one of ${values.join(', ')}`) });

/** A date or a time in a query. */
export const queryDate = z
  .string()
  .refine(
    (text) =>
      z.iso.datetime({ offset: true }).safeParse(text).success || z.iso.date().safeParse(text).success,
    { error: must('be an ISO 8601 date or time, such as 2026-01-31 or 2026-01-31T12:00:00Z') },
  )
  .transform((text) => new Date(text));
