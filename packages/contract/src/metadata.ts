import { z } from 'zod';
import { must } from './input-issues.ts';
import { isLength, isStorable } from './text.ts';

/** A pair of a JSON object without inner objects: the key, and the text of a string or of another value. */
const PAIR = /("(?:[^"\\]|\\.)*")\s*:\s*(?:("(?:[^"\\]|\\.)*")|([^\s,{}[\]"]+))/g;

/**
 * The pairs of a JSON object of strings, numbers and booleans, in order, with every value as it was written: a number as its
 * text, because JSON.parse rounds `9007199254740993` and shortens `0.10`, and pairs instead of an object, because it keeps the
 * last of two equal keys. Undefined for any other text.
 */
function pairsOf(text: string): [key: string, value: string][] | undefined {
  let object: unknown;
  try {
    object = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return undefined;
  if (Object.values(object).some((value) => value === null || typeof value === 'object')) return undefined;
  return [...text.matchAll(PAIR)].map(([, key = '', quoted, bare = '']) => [
    JSON.parse(key),
    quoted === undefined ? bare : JSON.parse(quoted),
  ]);
}

/** Metadata as a JSON text, parsed to the strings that are stored and returned. */
export const metadataSchema = z
  .string()
  .refine((text) => new TextEncoder().encode(text).length <= 8192, 'must have at most 8 KiB')
  .transform(pairsOf)
  .pipe(
    z.array(
      z.tuple([
        z
          .string()
          .refine((key) => isLength(key, 1, 40) && isStorable(key), 'keys must have 1 to 40 characters'),
        z
          .string()
          .refine(
            (value) => isLength(value, 0, 500) && isStorable(value),
            'values must have at most 500 characters',
          ),
      ]),
      { error: must('be a JSON object of strings, numbers and booleans') },
    ),
  )
  .refine((pairs) => pairs.length <= 50, 'must have at most 50 keys')
  .refine((pairs) => new Set(pairs.map(([key]) => key)).size === pairs.length, 'must have each key once')
  .transform((pairs): Record<string, string> => Object.fromEntries(pairs));
