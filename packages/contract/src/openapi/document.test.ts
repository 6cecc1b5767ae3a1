import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ErrorEnvelope, errorEnvelopeSchema, REQUEST_ERRORS } from '../errors.ts';
import { errorsOf, openApiDocument } from './document.ts';
import { OPERATIONS } from './operations.ts';

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

interface Shown {
  readonly summary: string;
  readonly security: readonly unknown[];
  readonly parameters: readonly { name: string; description: string }[];
  readonly responses: Readonly<
    Record<
      string,
      {
        description: string;
        content?: Record<string, { examples?: Record<string, { value: unknown }>; example?: string }>;
      }
    >
  >;
}

const { paths, components } = openApiDocument('1.2.3');
const operations = OPERATIONS.map((operation) => ({
  operation,
  shown: paths[operation.path]?.[operation.method] as unknown as Shown,
}));

/** Every property in a schema, wherever it stands, with its place. */
function* propertiesOf(
  schema: Schema,
  place: string,
): Generator<[place: string, name: string, property: Schema]> {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    yield [place, name, property];
    yield* propertiesOf(property, `${place}.${name}`);
  }
  for (const part of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) yield* propertiesOf(part, place);
  if (schema.items) yield* propertiesOf(schema.items, place);
}

const all = Object.entries(components.schemas as Record<string, Schema>).flatMap(([name, schema]) => [
  ...propertiesOf(schema, name),
]);
const choices = (property: Schema): Schema[] => [property, ...(property.anyOf ?? [])];
const described = (property: Schema): string =>
  choices(property)
    .map(({ description = '' }) => description)
    .join(' ');

/** What the description of a number has to name, by the end of the number's name. */
const UNITS: Readonly<Record<string, RegExp>> = {
  Ms: /\bms\b/,
  Seconds: /\bs\b|seconds/,
  Minutes: /minutes/,
  Hours: /hours/,
  Days: /days/,
  Hz: /Hz/,
  Db: /dB/,
  Percent: /0 to 100/,
};

describe('the OpenAPI document', () => {
  it('has an example of every answer with a body in text', () => {
    for (const { operation, shown } of operations) {
      for (const [status, { content = {}, description }] of Object.entries(shown.responses)) {
        const what = `${operation.id} ${status}`;
        assert.ok(description.length > 5, what);
        for (const [mediaType, { examples = {}, example }] of Object.entries(content)) {
          const isText = /^text|json|subrip/.test(mediaType);
          assert.ok(!isText || example || Object.keys(examples).length > 0, `${what} ${mediaType}`);
        }
      }
    }
  });

  it('lists every error code of an operation at its status, with an example in the form of an error', () => {
    for (const { operation, shown } of operations) {
      const listed = Object.entries(shown.responses).flatMap(([status, { content = {} }]) =>
        Number(status) < 400
          ? []
          : Object.entries(content['application/json']?.examples ?? {}).map(([code, { value }]) => {
              const { error }: ErrorEnvelope = errorEnvelopeSchema.parse(value);
              assert.equal(error.code, code);
              assert.equal(REQUEST_ERRORS[error.code], Number(status));
              assert.ok(error.message.length > 10, `${code} is not explained`);
              return error.code;
            }),
      );
      assert.deepEqual(listed.toSorted(), [...errorsOf(operation)].sort(), operation.id);
      assert.ok(Array.isArray(shown.security) && shown.summary.length > 5, operation.id);
      for (const { name, description } of shown.parameters)
        assert.ok(description.length > 5, `${operation.id} ${name}`);
    }
  });

  it('describes every number, with its unit where it has one', () => {
    const numbers = all.filter(([, , property]) =>
      choices(property).some(({ type }) => type === 'number' || type === 'integer'),
    );
    assert.ok(numbers.length > 200);
    const lacking = numbers.filter(([, name, property]) => {
      const [, unit] = Object.entries(UNITS).find(([end]) => name.endsWith(end)) ?? [];
      return !described(property) || (unit !== undefined && !unit.test(described(property)));
    });
    assert.deepEqual(
      lacking.map(([place, name]) => `${place}.${name}`),
      [],
    );
  });
});
