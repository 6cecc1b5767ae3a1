import fc from 'fast-check';
import type { Schema } from './api-document.ts';

const REF = '#/components/schemas/';
/** Longer ones are no more interesting. */
const LONGEST_TEXT = 40;
const MOST_ITEMS = 3;

const dates = (): fc.Arbitrary<Date> =>
  fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
/** Texts of a format, where one is named. Made when they are needed: those of addresses alone take more than a second to make. */
const FORMATS: Readonly<Record<string, () => fc.Arbitrary<string>>> = {
  'date-time': () => dates().map((date) => date.toISOString()),
  date: () => dates().map((date) => date.toISOString().slice(0, 10)),
  uuid: () => fc.uuid(),
  email: () => fc.stringMatching(/^[a-z]{3,8}[0-9]{1,4}@example\.com$/),
  uri: () => fc.webUrl(),
  ipv4: () => fc.ipV4(),
  ipv6: () => fc.ipV6(),
  cidrv4: () => fc.constant('10.0.0.0/8'),
  cidrv6: () => fc.constant('fd00::/8'),
};

/** Values that a JSON schema of the document accepts. */
export function valuesOf(schema: Schema, schemas: Readonly<Record<string, Schema>>): fc.Arbitrary<unknown> {
  const inner = (part: unknown): fc.Arbitrary<unknown> => valuesOf(part as Schema, schemas);
  const { $ref, const: only, enum: choices, anyOf, oneOf, type, items, format, pattern } = schema;
  if (typeof $ref === 'string') return inner(schemas[$ref.slice(REF.length)]);
  if (only !== undefined) return fc.constant(only);
  if (Array.isArray(choices)) return fc.constantFrom(...choices);
  const either = anyOf ?? oneOf;
  if (Array.isArray(either)) return fc.oneof(...either.map(inner));
  const number = (name: string, fallback: number): number => Number(schema[name] ?? fallback);
  switch (type) {
    case 'object':
      return objectsOf(schema, inner);
    case 'array': {
      const minLength = number('minItems', 0);
      return fc.array(inner(items), { minLength, maxLength: Math.max(minLength, MOST_ITEMS) });
    }
    case 'integer':
      return fc.integer({ min: number('minimum', 0), max: Math.min(number('maximum', 1000), 2 ** 31 - 1) });
    case 'number':
      return fc
        .integer({ min: 10 * number('minimum', 0), max: 10 * number('maximum', 100) })
        .map((tenths) => tenths / 10);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default: {
      if (typeof format === 'string' && FORMATS[format]) return FORMATS[format]();
      if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern));
      const minLength = number('minLength', 1);
      const maxLength = Math.max(minLength, Math.min(number('maxLength', LONGEST_TEXT), LONGEST_TEXT));
      return fc.string({ minLength, maxLength, unit: 'grapheme' });
    }
  }
}

function objectsOf(schema: Schema, inner: (part: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const { properties, required = [], additionalProperties } = schema;
  if (properties) {
    const fields = Object.entries(properties).map(([name, part]) => [name, inner(part)]);
    return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, {
      requiredKeys: required as string[],
    });
  }
  const names = fc.stringMatching(/^[a-z]{1,10}$/);
  return fc.dictionary(names, inner(additionalProperties ?? {}), { maxKeys: MOST_ITEMS });
}

/** One value of those, fixed by a seed. */
export function sampleOf(schema: Schema, schemas: Readonly<Record<string, Schema>>, seed: number): unknown {
  return fc.sample(valuesOf(schema, schemas), { seed, numRuns: 1 })[0];
}
