import { z } from 'zod';
import { type ErrorEnvelope, errorEnvelopeSchema, REQUEST_ERRORS, type RequestErrorCode } from '../errors.ts';
import { REPORT_LANGUAGES } from '../report-language.ts';
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
/** Without a token in the configuration there is no such path. */
const OPERATOR_ERRORS = ['INVALID_OPERATOR_TOKEN', 'NOT_FOUND', 'RATE_LIMIT_EXCEEDED'] as const;
const KEYS_AND_SESSIONS = [...KEY_ERRORS, ...SESSION_ERRORS] as const;
const COMMON_ERRORS = ['INTERNAL_ERROR', 'SERVICE_WARMING_UP'] as const;

/** What else can be wrong: a part of the path that is no text, or longer than any id; the type of a body. */
const FORM_ERRORS = ['INVALID_PARAMETERS'] as const;

/** Every error code that an operation can answer with. */
export function errorsOf({ needs, method, path, errors }: Operation): readonly RequestErrorCode[] {
  const own = method !== 'get' || path.includes('{') ? [...errors, ...FORM_ERRORS] : errors;
  const callers = {
    nothing: [],
    operator: OPERATOR_ERRORS,
    key: KEYS_AND_SESSIONS,
    speech: KEYS_AND_SESSIONS,
    user: KEYS_AND_SESSIONS,
  };
  return [...new Set([...callers[needs], ...own, ...COMMON_ERRORS])];
}

const SUBMIT_FORM: Json = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        required: ['audio'],
        properties: {
          audio: {
            type: 'string',
            format: 'binary',
            description:
              'MP3, WAV, M4A, WebM, OGG, FLAC, or a video with such a track; 3 to 45 minutes, at most 25 MiB',
          },
          language: { type: 'string', default: 'en', description: 'The language spoken, ISO 639-1' },
          externalId: {
            type: 'string',
            minLength: 1,
            maxLength: 255,
            description: 'An id of your own, echoed',
          },
          metadata: {
            type: 'string',
            contentMediaType: 'application/json',
            description:
              'JSON object: at most 50 keys of 40 characters, values of 500 characters, 8 KiB in all',
          },
          tags: {
            type: 'array',
            items: { type: 'string' },
            description: 'At most 20 of 40 characters: repeated, a JSON array, or separated by commas',
          },
          expectedSpeakers: {
            type: 'integer',
            minimum: 1,
            maximum: 6,
            description: 'How many people speak: a hint',
          },
          consent: {
            type: 'string',
            contentMediaType: 'application/json',
            description: 'JSON object {noticeVersion, at}: the notice that the candidate agreed to, and when',
          },
          accommodation: {
            type: 'boolean',
            default: false,
            description:
              'Transcript and detection only: nobody is scored; costs as a partial run with one score',
          },
          reportLanguage: {
            type: 'string',
            enum: [...REPORT_LANGUAGES],
            default: 'en',
            description:
              'The language that explanations, recommendation, feedback and warnings are written in; quotes stay as they were said',
          },
          webhookUrl: {
            type: 'string',
            format: 'uri',
            description: 'Where the end of the run is told; HTTPS',
          },
          projectId: {
            type: 'string',
            format: 'uuid',
            description:
              'For users: the project whose rules hold for the run. A key submits to its own project; sent with one, this is in ignoredFields',
          },
        },
      },
    },
  },
};

/** A JSON schema as people write it: open, without bounds and patterns that only repeat the type. */
function simplifySchema({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  // Fields are added in later versions: clients must let them pass.
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}

/** Bodies by name as JSON schemas, as they are sent. */
function schemasOf(bodies: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output'): Json {
  const schemas = Object.entries(bodies).map(([name, schema]) => {
    const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { override: simplifySchema, io });
    return [name, json];
  });
  return Object.fromEntries(schemas);
}

/** All bodies of requests and answers. */
function schemaComponents(): Json {
  const taken = Object.assign({}, ...OPERATIONS.map(({ body }) => body));
  const given = Object.assign(
    { Error: errorEnvelopeSchema },
    ...OPERATIONS.map(({ success }) => success.bodies),
  );
  return { ...schemasOf(given, 'output'), ...schemasOf(taken, 'input') };
}

const refTo = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

/** Answers that are no JSON, by media type. */
function fileContent(files: Readonly<Record<string, string | null>>): Json {
  const entries = Object.entries(files).map(([mediaType, example]) => [
    mediaType,
    example === null ? {} : { schema: { type: 'string' }, example },
  ]);
  return Object.fromEntries(entries);
}

/** The JSON body that an operation takes. */
function jsonRequest(body: NonNullable<Operation['body']>): Json {
  const schema = Object.keys(body).map(refTo)[0];
  return { required: true, content: { 'application/json': { schema } } };
}

/** How one can say who one is. */
const SECURITY: Readonly<Record<Operation['needs'], readonly Json[]>> = {
  nothing: [],
  key: [{ key: [] }, { bearer: [] }, { session: [] }],
  speech: [{ key: [] }, { bearer: [] }, { session: [] }],
  user: [{ session: [] }],
  operator: [{ operator: [] }],
};

/** The answer when all is well, with an example of each body. */
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

/** The error answers by status, each code with an example. */
function errorResponses(operation: Operation): Record<string, Json> {
  const codes = errorsOf(operation);
  const statuses = [...new Set(codes.map((code) => REQUEST_ERRORS[code]))].sort();
  const responses = statuses.map((status) => {
    const those = codes.filter((code) => REQUEST_ERRORS[code] === status);
    const examples = those.map((code) => {
      const waits = status === 429 || status === 503 ? { retryAfterSeconds: 10 } : {};
      const error = { code, message: ERROR_MEANINGS[code], timestamp: '2026-01-01T00:00:00.000Z', ...waits };
      return [code, { value: { error } satisfies ErrorEnvelope }];
    });
    const content = {
      'application/json': { schema: refTo('Error'), examples: Object.fromEntries(examples) },
    };
    return [String(status), { description: those.join(', '), content }];
  });
  return Object.fromEntries(responses);
}

/** The answers when all is well, by status. */
function successResponses(success: Success): Record<string, Json> {
  const whole = { [success.status]: successResponse(success) };
  if (!success.hasRanges) return whole;
  const part = successResponse({ ...success, description: 'The part that Range asked for' });
  return { ...whole, 206: part };
}

/** An operation in the document's words. */
function operationObject(operation: Operation): Json {
  const { id, summary, parameters = [], needs, body, takesForm, success } = operation;
  return {
    operationId: id,
    summary,
    security: SECURITY[needs],
    parameters: parameters.map((parameter) => ({
      ...parameter,
      required: parameter.in === 'path',
      ...(parameter.name === 'metadata' ? { style: 'deepObject', explode: true } : {}),
    })),
    ...(takesForm ? { requestBody: SUBMIT_FORM } : {}),
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
      summary:
        'Scores the English of the candidate in a recorded interview, with the evidence for every number',
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
          description: 'Of a signed-in user; unsafe methods need the header x-csrf-token too',
        },
      },
    },
  };
}
