import { z } from 'zod';
import { type ErrorEnvelope, errorEnvelopeSchema, REQUEST_ERRORS, type RequestErrorCode } from '../errors.ts';
import { MAX_RECORDING_PARTS } from '../recording-parts.ts';
import { RECORDING_FIELD } from '../submit.ts';
import { ERROR_MEANINGS } from './error-meanings.ts';
import { exampleOf } from './example.ts';
import type { Operation, Success } from './operation.ts';
import { OPERATIONS } from './operations.ts';

type Json = Readonly<Record<string, unknown>>;

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: Json & { readonly version: string; readonly summary: string };
  readonly servers: readonly Json[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly components: { readonly schemas: Json; readonly securitySchemes: Json };
}

const SESSION_ERRORS = [
  'SESSION_EXPIRED',
  'CSRF_TOKEN_INVALID',
  'MISSING_PERMISSION',
  'RATE_LIMIT_EXCEEDED',
] as const;
const KEY_ERRORS = [
  'MISSING_API_KEY',
  'INVALID_API_KEY',
  'API_KEY_EXPIRED',
  'CLIENT_INACTIVE',
  'IP_NOT_ALLOWED',
] as const;
/** NOT_FOUND: without a token in the configuration there is no operator API. */
const OPERATOR_ERRORS = ['INVALID_OPERATOR_TOKEN', 'NOT_FOUND', 'RATE_LIMIT_EXCEEDED'] as const;
const KEYS_AND_SESSIONS = [...KEY_ERRORS, ...SESSION_ERRORS] as const;
const COMMON_ERRORS = ['INTERNAL_ERROR', 'SERVICE_WARMING_UP', 'STORAGE_FULL'] as const;

/** Of a malformed path or body. */
const FORM_ERRORS = ['INVALID_PARAMETERS'] as const;

/** Of a body that cannot be read at all. */
const BODY_ERRORS = ['UNSUPPORTED_CONTENT_ENCODING'] as const;

/** Every error code that an operation can answer with. */
export function errorsOf(operation: Operation): readonly RequestErrorCode[] {
  const { needs, method, path, errors, permission } = operation;
  const hasBody = operation.body !== undefined || operation.form !== undefined;
  const own = method !== 'get' || path.includes('{') ? [...errors, ...FORM_ERRORS] : errors;
  const callers = {
    nothing: [],
    operator: OPERATOR_ERRORS,
    key: KEYS_AND_SESSIONS,
    speech: KEYS_AND_SESSIONS,
    user: KEYS_AND_SESSIONS,
  };
  // What users do about their own account is open to those without the second factor that their client requires.
  const isClosed = permission !== undefined && permission !== 'self' && needs !== 'operator';
  const closed = isClosed ? (['SECOND_FACTOR_REQUIRED'] as const) : [];
  return [
    ...new Set([...callers[needs], ...closed, ...own, ...(hasBody ? BODY_ERRORS : []), ...COMMON_ERRORS]),
  ];
}

/** Makes a JSON schema open, and drops bounds and patterns that only repeat its type. */
function simplifySchema({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  // Later versions add fields: callers must accept them.
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}

/** Bodies by name as JSON schemas. */
function schemasOf(bodies: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output'): Json {
  const schemas = Object.entries(bodies).map(([name, schema]) => {
    const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { override: simplifySchema, io });
    return [name, json];
  });
  return Object.fromEntries(schemas);
}

/** The bodies of all requests and responses. */
function schemaComponents(): Json {
  const requests = Object.assign({}, ...OPERATIONS.map(({ body }) => body));
  const responses = Object.assign(
    { Error: errorEnvelopeSchema },
    ...OPERATIONS.map(({ success }) => success.bodies),
  );
  return { ...schemasOf(responses, 'output'), ...schemasOf(requests, 'input') };
}

/** The JSON schema of a value in a query, path, header or form, apart from its description. */
function fieldSchema(field: z.ZodType): { readonly description: string; readonly schema: Json } {
  const json = z.toJSONSchema(field, { override: simplifySchema, io: 'input' });
  // The library leaves out the default of a value that is parsed from text, and states that keys are strings.
  const { $schema: _dialect, propertyNames: _keys, default: _default, description = '', ...schema } = json;
  const value = field instanceof z.ZodDefault ? { default: field.def.defaultValue } : {};
  return { description, schema: { ...schema, ...value } };
}

/** The parameters of an operation in a query, path or header. */
function parameterObjects(
  place: 'path' | 'query' | 'header',
  fields: Readonly<Record<string, z.ZodType>> = {},
): Json[] {
  return Object.entries(fields).map(([name, field]) => {
    const { description, schema } = fieldSchema(field);
    const { type } = schema;
    const style = type === 'object' ? { style: 'deepObject', explode: true } : {};
    return { name, in: place, description, schema, required: place === 'path', ...style };
  });
}

/** The multipart form that an operation takes. */
function formRequest(form: z.ZodObject): Json {
  const fields = Object.entries(form.shape).map(([name, field]) => {
    const { description, schema } = fieldSchema(field as z.ZodType);
    return [name, { ...schema, description }];
  });
  const recording = {
    type: 'array',
    items: { type: 'string', format: 'binary' },
    maxItems: MAX_RECORDING_PARTS,
    description: `MP3, WAV, M4A, WebM, OGG, FLAC, or a video with such a track; by default 3 to 45 minutes and at most 25 MiB. Repeat the field for a recording in parts, in order, at most ${MAX_RECORDING_PARTS}: limits count for all of them together. Required unless audioUrl is sent`,
  };
  const properties = { [RECORDING_FIELD]: recording, ...Object.fromEntries(fields) };
  // That audio or audioUrl is required is left to the descriptions: generators do not know alternatives of required fields.
  const schema = { type: 'object', properties };
  return { required: true, content: { 'multipart/form-data': { schema } } };
}

const refTo = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

/** Responses that are not JSON, by media type. */
function fileContent(files: Readonly<Record<string, string | null>>): Json {
  const entries = Object.entries(files).map(([mediaType, example]) => [
    mediaType,
    example === null ? {} : { schema: { type: 'string' }, example },
  ]);
  return Object.fromEntries(entries);
}

/** The JSON request body of an operation. */
function jsonRequest(body: NonNullable<Operation['body']>): Json {
  const schema = Object.keys(body).map(refTo)[0];
  return { required: true, content: { 'application/json': { schema } } };
}

/** How a caller can authenticate. */
const SECURITY: Readonly<Record<Operation['needs'], readonly Json[]>> = {
  nothing: [],
  key: [{ key: [] }, { bearer: [] }, { session: [] }],
  speech: [{ key: [] }, { bearer: [] }, { session: [] }],
  user: [{ session: [] }],
  operator: [{ operator: [] }],
};

/** The response of a successful operation, with an example of each body. */
function successResponse({ description, bodies, files, mediaType = 'application/json' }: Success): Json {
  const fileTypes = files ? fileContent(files) : {};
  if (!bodies) return files ? { description, content: fileTypes } : { description };
  const names = Object.keys(bodies);
  const refs = names.map(refTo);
  const examples = names.map((name) => [name, { value: exampleOf(bodies[name] as z.ZodType) }]);
  const schema = refs.length === 1 ? refs[0] : { oneOf: refs };
  const body = { schema, examples: Object.fromEntries(examples) };
  return { description, content: { [mediaType]: body, ...fileTypes } };
}

/** The error responses by status, with an example of each code. */
function errorResponses(operation: Operation): Record<string, Json> {
  const codes = errorsOf(operation);
  const statuses = [...new Set(codes.map((code) => REQUEST_ERRORS[code]))].sort();
  const responses = statuses.map((status) => {
    const codesOfStatus = codes.filter((code) => REQUEST_ERRORS[code] === status);
    const examples = codesOfStatus.map((code) => {
      const waits = status === 429 || status === 503 ? { retryAfterSeconds: 10 } : {};
      const error = { code, message: ERROR_MEANINGS[code], timestamp: '2026-01-01T00:00:00.000Z', ...waits };
      return [code, { value: { error } satisfies ErrorEnvelope }];
    });
    const content = {
      'application/json': { schema: refTo('Error'), examples: Object.fromEntries(examples) },
    };
    return [String(status), { description: codesOfStatus.join(', '), content }];
  });
  return Object.fromEntries(responses);
}

/** The responses of a successful operation, by status. */
function successResponses(success: Success): Record<string, Json> {
  const whole = { [success.status]: successResponse(success) };
  if (!success.hasRanges) return whole;
  const part = successResponse({ ...success, description: 'The requested byte range' });
  return { ...whole, 206: part };
}

/** An operation as an object of the document. */
function operationObject(operation: Operation): Json {
  const { id, summary, needs, params, query, headers, body, form, success } = operation;
  return {
    operationId: id,
    summary,
    security: SECURITY[needs],
    parameters: [
      ...parameterObjects('path', params?.shape),
      ...parameterObjects('query', query?.shape),
      ...parameterObjects('header', headers),
    ],
    ...(form ? { requestBody: formRequest(form) } : {}),
    ...(body ? { requestBody: jsonRequest(body) } : {}),
    responses: { ...successResponses(success), ...errorResponses(operation) },
  };
}

/**
 * The API in OpenAPI 3.1, from the schemas that validate it.
 * @param version of the server.
 */
export function openApiDocument(version: string): OpenApiDocument {
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationObject(operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Vivavoce',
      version,
      summary: 'Scores a candidate’s English in a recorded interview, with evidence for every score',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    paths,
    components: {
      schemas: schemaComponents(),
      securitySchemes: {
        key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        bearer: { type: 'http', scheme: 'bearer' },
        operator: { type: 'http', scheme: 'bearer', description: 'VIVAVOCE_OPERATOR_TOKEN of the server' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-vivavoce',
          description: 'A signed-in user’s session; unsafe methods also need the header x-csrf-token',
        },
      },
    },
  };
}
