import type { OpenApiDocument } from '@vivavoce/contract';
import { type JsonSchema, pythonName, wrapped } from './python-syntax.ts';
import { PythonTypes } from './python-types.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly description: string;
  readonly schema: JsonSchema;
}

interface Content {
  readonly schema?: JsonSchema;
}

/** An operation as it is read from the document. */
interface OperationObject {
  readonly operationId: string;
  readonly summary: string;
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, Content>> }>
  >;
}

interface Found extends OperationObject {
  readonly path: string;
  readonly method: string;
}

/** An argument of a method. */
interface Argument {
  /** With its type, and its default if it has one. */
  readonly text: string;
  readonly about?: string;
}

/** How a method sends what it is given. */
interface Call {
  readonly positional: Argument[];
  readonly named: Argument[];
  /** Keyword arguments of the request. */
  readonly sent: string[];
}

/** Operations that are repeated without harm: reads, erasing, and what is sent under an idempotency key. */
const REPEATABLE: ReadonlySet<string> = new Set(['get', 'patch', 'delete']);
/** Paths whose operations need no key and are of use outside the console. */
const OPEN_PATHS = /^\/(health|shared)(\/|$)/;

function operationsOf(document: OpenApiDocument): Found[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...(operation as unknown as OperationObject),
      path,
      method,
    })),
  );
}

const hasSecurity = ({ security }: Found, way: string): boolean => security.some((one) => way in one);

const fieldsText = (entries: readonly (readonly [name: string, value: string])[]): string =>
  `{${entries.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(', ')}}`;

/** The Python modules of a document's operations for keys and for the operator's token. */
export function pythonModules(document: OpenApiDocument): {
  readonly types: string;
  readonly client: string;
} {
  const schemas = document.components.schemas as Readonly<Record<string, JsonSchema>>;
  const types = new PythonTypes();
  for (const [name, schema] of Object.entries(schemas)) types.declare(name, schema);
  const method = (operation: Found) => methodText(operation, schemas);
  const all = operationsOf(document);
  const forKeys = all.filter((one) => hasSecurity(one, 'key') || OPEN_PATHS.test(one.path));
  const forOperators = all.filter((one) => hasSecurity(one, 'operator'));
  const client = [
    '"""The operations of the API. Made from its OpenAPI document: do not edit."""',
    'from __future__ import annotations\n\nimport uuid\nfrom collections.abc import Iterator, Mapping, Sequence\nfrom typing import Any, Literal',
    'from . import types\nfrom ._connection import AudioParts, Connection, path_part\nfrom ._waiting import Waiting',
    '',
    [classHead('Vivavoce(Waiting)', KEY_HEAD), ...forKeys.map(method)].join('\n\n'),
    '',
    [classHead('VivavoceOperator', OPERATOR_HEAD), ...forOperators.map(method)].join('\n\n'),
  ];
  return { types: types.module(), client: `${client.join('\n\n')}\n` };
}

/** How a class is made. */
interface ClassHead {
  readonly about: string;
  readonly secret: string;
  readonly headers: string;
}

const KEY_HEAD: ClassHead = {
  about: 'The API of a Vivavoce server, with an API key.',
  secret: 'api_key',
  headers: '{"X-API-Key": api_key}',
};
const OPERATOR_HEAD: ClassHead = {
  about: "The operator's part of the API, with the token that the server was started with.",
  secret: 'operator_token',
  headers: '{"Authorization": f"Bearer {operator_token}"}',
};

const classHead = (name: string, { about, secret, headers }: ClassHead): string =>
  `class ${name}:
    """
    ${about}

    base_url: of the server without a path, such as https://speech.example.com
    timeout_s: how long nothing may be sent or received. max_retries: attempts after the first one, where a retry is safe.
    """

    def __init__(
        self, base_url: str, ${secret}: str, *, timeout_s: float = 120, max_retries: int = 3
    ) -> None:
        self._connection = Connection(base_url, ${headers}, timeout_s, max_retries)`;

/** A field of a form, or a parameter, as callers give it. */
function argumentType({ type, contentMediaType, ...schema }: JsonSchema): string {
  if (schema.enum) return new PythonTypes().typeOf(schema, '');
  if (contentMediaType === 'application/json') return 'Mapping[str, Any]';
  if (type === 'array') return 'Sequence[str]';
  if (type === 'object') return 'Mapping[str, str]';
  return new PythonTypes().typeOf({ ...(type ? { type } : {}), ...schema }, '');
}

const optional = (name: string, schema: JsonSchema, about: string): Argument => ({
  text: `${name}: ${argumentType(schema)} | None = None`,
  about: `${name}: ${about}`,
});

/** The arguments that are parameters of the path, the query and headers. */
function addParameters(call: Call, { parameters }: Found): void {
  const sentIn = (place: Parameter['in']) => parameters.filter((one) => one.in === place);
  for (const { name, description } of sentIn('path')) {
    const python = pythonName(name);
    call.positional.push({ text: `${python}: str`, about: `${python}: ${description}` });
  }
  for (const place of ['query', 'header'] as const) {
    const found = sentIn(place);
    if (found.length === 0) continue;
    call.named.push(...found.map((one) => optional(pythonName(one.name), one.schema, one.description)));
    const entries = found.map(({ name }) => [name, pythonName(name)] as const);
    call.sent.push(`${place === 'query' ? 'query' : 'headers'}=${fieldsText(entries)}`);
  }
}

/** A field that may be repeated: one value needs no list. */
const oneOrSeveral = (field: JsonSchema): JsonSchema =>
  field.type === 'array' && field.items ? { oneOf: [field.items, field] } : field;

/** The arguments that are the body; the recording of a form comes first, and its key is made where none is given. */
function addBody(call: Call, { requestBody }: Found, schemas: Readonly<Record<string, JsonSchema>>): void {
  const form = requestBody?.content['multipart/form-data']?.schema?.properties;
  if (form) {
    const { audio, ...fields } = form;
    call.positional.push({
      text: 'audio: AudioParts | None = None',
      about: `audio: ${audio?.description ?? ''}`,
    });
    call.named.push(
      ...Object.entries(fields).map(([name, field]) =>
        optional(pythonName(name), oneOrSeveral(field), field.description ?? ''),
      ),
    );
    const entries = Object.keys(fields).map((name) => [name, pythonName(name)] as const);
    call.sent.push(`form=${fieldsText(entries)}`, 'audio=audio');
  }
  const name = requestBody?.content['application/json']?.schema?.$ref?.split('/').at(-1);
  if (name === undefined) return;
  const schema = schemas[name];
  const canBeEmpty = schema?.type === 'object' && (schema.required ?? []).length === 0;
  call.positional.push({ text: canBeEmpty ? `body: types.${name} | None = None` : `body: types.${name}` });
  call.sent.push(canBeEmpty ? 'body=body or {}' : 'body=body');
}

/** What an operation returns. */
function resultType({ responses }: Found): string {
  const types = new Set<string>();
  for (const [status, { content = {} }] of Object.entries(responses)) {
    if (!status.startsWith('2')) continue;
    for (const [mediaType, { schema }] of Object.entries(content)) {
      const refs = (schema?.oneOf ?? [schema]).flatMap((one) => one?.$ref?.split('/').at(-1) ?? []);
      if (mediaType === 'text/event-stream') types.add('Iterator[dict[str, Any]]');
      else if (refs.length > 0) for (const ref of refs) types.add(`types.${ref}`);
      else types.add(schema?.type === 'string' ? 'str' : 'bytes');
    }
  }
  return types.size === 0 ? 'None' : [...types].join(' | ');
}

/** The error codes of an operation, as its responses describe them. */
const codesOf = ({ responses }: Found): string =>
  Object.entries(responses)
    .filter(([status]) => status >= '400')
    .map(([, { description }]) => description)
    .join(', ');

function methodText(operation: Found, schemas: Readonly<Record<string, JsonSchema>>): string {
  const { operationId, summary, path, method } = operation;
  const call: Call = { positional: [], named: [], sent: [] };
  addParameters(call, operation);
  addBody(call, operation, schemas);
  const isForm = call.sent.includes('audio=audio');
  if (REPEATABLE.has(method) || isForm) call.sent.push('is_retryable=True');
  const signature = ['self', ...call.positional.map(({ text }) => text)];
  if (call.named.length > 0) signature.push('*', ...call.named.map(({ text }) => text));
  const about = [...call.positional, ...call.named].flatMap((one) => (one.about ? [one.about] : []));
  const result = resultType(operation);
  const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `{path_part(${pythonName(name)})}`);
  const request = [JSON.stringify(method.toUpperCase()), `f${JSON.stringify(url)}`, ...call.sent];
  return [
    `    def ${pythonName(operationId)}(`,
    ...signature.map((text) => `        ${text},`),
    `    ) -> ${result}:`,
    '        """',
    ...wrapped(`${summary}.`, '        '),
    '',
    ...about.flatMap((text) => wrapped(text, '        ')),
    ...wrapped(`Raises VivavoceError with one of ${codesOf(operation)}.`, '        '),
    '        """',
    ...(isForm ? ['        idempotency_key = idempotency_key or uuid.uuid4().hex'] : []),
    ...(result === 'None'
      ? ['        self._connection.request(']
      : [`        result: ${result} = self._connection.request(`]),
    ...request.map((text) => `            ${text},`),
    '        )',
    ...(result === 'None' ? [] : ['        return result']),
  ].join('\n');
}
