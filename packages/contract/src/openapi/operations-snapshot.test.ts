import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openApiDocument } from './document.ts';

/** A JSON schema of the document. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly prefixItems?: readonly Schema[];
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

/** An operation of the document. */
interface OperationObject {
  readonly operationId: string;
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: Schema }[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
}

const SNAPSHOT = fileURLToPath(new URL('operations.snapshot.txt', import.meta.url));
const UPDATE = 'UPDATE_SNAPSHOTS';

/** A field with its type, marked if it can be left out. */
const fieldText = (name: string, isRequired: boolean, schema: Schema): string =>
  `${name}${isRequired ? '' : '?'}: ${typeText(schema)}`;

/** The type of a schema on one line. */
function typeText(schema: Schema): string {
  const { $ref, type, format, minimum, maximum, properties, required = [], items } = schema;
  if ($ref) return $ref.replace('#/components/schemas/', '');
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return alternatives.map(typeText).join(' | ');
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.prefixItems) return `[${schema.prefixItems.map(typeText).join(', ')}]`;
  if (items) return `(${typeText(items)})[]`;
  if (properties) {
    const fields = Object.keys(properties).sort();
    return `{ ${fields.map((name) => fieldText(name, required.includes(name), properties[name] ?? {})).join('; ')} }`;
  }
  if (typeof schema.additionalProperties === 'object')
    return `{ [key]: ${typeText(schema.additionalProperties)} }`;
  const range = minimum === undefined && maximum === undefined ? '' : ` ${minimum ?? ''}..${maximum ?? ''}`;
  return `${[type ?? 'any'].flat().join(' | ')}${format ? ` ${format}` : ''}${range}`;
}

const contentLines = (label: string, content: Content = {}): string[] =>
  Object.entries(content).map(
    ([mediaType, { schema = {} }]) => `  ${label} ${mediaType}: ${typeText(schema)}`,
  );

/** An operation with its parameters, its body and its responses. */
function operationLines([path, methods]: [string, Readonly<Record<string, unknown>>]): string[] {
  return Object.entries(methods).flatMap(([method, value]) => {
    const { operationId, parameters, requestBody, responses } = value as OperationObject;
    return [
      `${method.toUpperCase()} ${path} ${operationId}`,
      ...parameters
        .map((field) => `  ${field.in} ${fieldText(field.name, field.required, field.schema)}`)
        .sort(),
      ...contentLines(requestBody?.required ? 'body' : 'body?', requestBody?.content),
      ...Object.entries(responses).flatMap(([status, { description, content }]) => {
        if (Number(status) >= 400) return [`  ${status} ${description.split(', ').sort().join(', ')}`];
        const lines = contentLines(status, content);
        return lines.length > 0 ? lines : [`  ${status}`];
      }),
    ];
  });
}

/** The named schemas, a line for each field. */
function schemaLines([name, schema]: [string, Schema]): string[] {
  const { properties, required = [] } = schema;
  if (!properties) return [`${name} = ${typeText(schema)}`];
  const fields = Object.keys(properties).sort();
  return [
    name,
    ...fields.map((field) => `  ${fieldText(field, required.includes(field), properties[field] ?? {})}`),
  ];
}

/** Paths, parameters, bodies and fields of the API, without prose. */
function currentSnapshot(): string {
  const { paths, components } = openApiDocument('0.0.0');
  const schemas = Object.entries(components.schemas as Record<string, Schema>);
  const lines = [
    ...Object.entries(paths).flatMap(operationLines),
    '',
    ...schemas.sort(([one], [other]) => (one < other ? -1 : 1)).flatMap(schemaLines),
  ];
  return `${lines.join('\n')}\n`;
}

describe('the API', () => {
  it('has the paths, parameters, bodies and fields of its snapshot, so that a change is seen in review', () => {
    const current = currentSnapshot();
    if (process.env[UPDATE] === '1') writeFileSync(SNAPSHOT, current);
    const message = `The API has changed: if that is meant, update the snapshot with ${UPDATE}=1`;
    assert.deepEqual(current.split('\n'), readFileSync(SNAPSHOT, 'utf8').split('\n'), message);
  });
});
