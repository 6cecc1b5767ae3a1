import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { ApiDocument, DocumentedOperation, Schema } from './api-document.ts';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly mediaType: string;
  readonly bytes: Buffer;
  /** All headers, a line each. */
  readonly head: string;
}

/** Says what is wrong with an answer. */
export type AnswerCheck = (operation: DocumentedOperation, method: string, answer: Answer) => string[];

const METHOD_NOT_ALLOWED = 405;
const NO_BODY = [204, 302];

/** A schema that lets no field through but those that it names: what it does not name is a leak. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const parts = Object.entries(schema).map(([name, part]) => [
    name,
    name === 'properties' || name === 'examples'
      ? Object.fromEntries(Object.entries(part as object).map(([key, inner]) => [key, closed(inner)]))
      : closed(part),
  ]);
  const whole = Object.fromEntries(parts) as Record<string, unknown>;
  const { properties, additionalProperties } = whole;
  const isShut = properties !== undefined && additionalProperties === undefined;
  return isShut ? { ...whole, additionalProperties: false } : whole;
}

/** Whether a media type is one of those that the document names; it may name `audio/*`. */
const isOneOf = (mediaType: string, named: readonly string[]): boolean =>
  named.some((name) => (name.endsWith('/*') ? mediaType.startsWith(name.slice(0, -1)) : name === mediaType));

/** The events of a stream as objects, as far as they have come. */
function eventsOf(text: string): unknown[] {
  return text
    .split('\n\n')
    .slice(0, -1)
    .filter((block) => block.startsWith('event: '))
    .map((block) => {
      const [, event, data = ''] = /^event: (.*)\ndata: (.*)$/s.exec(block) ?? [];
      return { event, data: JSON.parse(data) };
    });
}

function bodiesOf({ mediaType, bytes }: Answer): unknown[] {
  const text = bytes.toString('utf8');
  return mediaType === 'text/event-stream' ? eventsOf(text) : [JSON.parse(text)];
}

/** Codes of errors that an operation can have at a status: the document has an example of each. */
function codesOf(operation: DocumentedOperation, status: number): string[] {
  return Object.keys(operation.answers[status]?.content?.['application/json']?.examples ?? {});
}

/** Makes the check of answers by a document: its statuses, media types, schemas and error codes, and nothing beside. */
export function createAnswerCheck({ operations, schemas }: ApiDocument): AnswerCheck {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  formats.default(ajv);
  ajv.addSchema({ $id: 'api', components: { schemas: closed(schemas) as object } });
  const compile = (schema: Schema): ValidateFunction =>
    ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object);
  const validators = new Map<Schema, ValidateFunction>();
  for (const { answers } of operations) {
    for (const { content = {} } of Object.values(answers)) {
      for (const { schema } of Object.values(content)) if (schema) validators.set(schema, compile(schema));
    }
  }
  const checkBody = (operation: DocumentedOperation, answer: Answer): string[] => {
    const { status, mediaType, bytes } = answer;
    const content = operation.answers[status]?.content;
    if (!content) return bytes.length === 0 || NO_BODY.includes(status) ? [] : [`a body at status ${status}`];
    if (!isOneOf(mediaType, Object.keys(content))) return [`the media type ${mediaType} at status ${status}`];
    const schema = content[mediaType]?.schema;
    if (!schema || !/json|event-stream/.test(mediaType)) return [];
    const bodies = bodiesOf(answer);
    const validate = validators.get(schema) as ValidateFunction;
    const wrong = bodies.find((body) => !validate(body));
    if (wrong !== undefined) return [`outside its schema: ${ajv.errorsText(validate.errors)}`];
    if (status < 400) return [];
    const { code } = (bodies[0] as { error: { code: string } }).error;
    return codesOf(operation, status).includes(code)
      ? []
      : [`the code ${code}, which is not documented here`];
  };
  const documented = ({ path }: DocumentedOperation, method: string) =>
    operations.find((one) => one.path === path && one.method === method);
  const errorSchema = compile({ $ref: '#/components/schemas/Error' });
  return (asked, method, answer) => {
    try {
      const operation = documented(asked, method);
      if (!operation) {
        const isRefused = answer.status === METHOD_NOT_ALLOWED;
        return isRefused && errorSchema(bodiesOf(answer)[0])
          ? []
          : [`${answer.status} to a method that is none`];
      }
      if (!operation.answers[answer.status]) return [`the status ${answer.status}, which is not documented`];
      return checkBody(operation, answer);
    } catch (error) {
      return [`a body that cannot be read: ${error}`];
    }
  };
}
