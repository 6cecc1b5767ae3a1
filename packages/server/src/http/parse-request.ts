import { fieldMessage, inputIssueMessage, isStorable, type RequestErrorCode } from '@vivavoce/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ServiceError } from '../service-error.ts';

/** Values by name, each name with all its values in order. */
export type FieldValues = ReadonlyMap<string, readonly string[]>;

/** Codes for errors in the values of fields. */
export interface FieldErrorCodes {
  /** By field; INVALID_PARAMETERS for the others. */
  readonly invalid?: Readonly<Record<string, RequestErrorCode>>;
  /** For a field that is given twice; the field's own code if absent. */
  readonly duplicate?: RequestErrorCode;
}

const fieldError = (code: RequestErrorCode, field: string, message: string): ServiceError =>
  new ServiceError(code, fieldMessage(field, message), { details: { field } });

/** The schema of what a field looks like before it is parsed. */
function inputSchema(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return inputSchema(schema.unwrap() as z.ZodType);
  }
  return schema instanceof z.ZodPipe && !(schema.in instanceof z.ZodTransform)
    ? inputSchema(schema.in as z.ZodType)
    : schema;
}

/** The values of `name[key]=value`, by key. */
function recordOf(values: FieldValues, name: string, code: RequestErrorCode): Record<string, string> {
  const entries = [...values].flatMap(([full, texts]): [string, string][] => {
    if (!full.startsWith(`${name}[`) || !full.endsWith(']')) return [];
    const key = full.slice(name.length + 1, -1);
    if (texts.length > 1) throw fieldError(code, name, `the key ${key} is given twice`);
    return texts.map((text) => [key, text]);
  });
  return Object.fromEntries(entries);
}

/**
 * Parses the fields of a query or a form by an object schema: arrays from repeated fields, records from `name[key]=value`,
 * anything else from a single text.
 * @throws ServiceError that names the first invalid field.
 */
export function parseFields<Schema extends z.ZodObject>(
  schema: Schema,
  values: FieldValues,
  { invalid = {}, duplicate }: FieldErrorCodes = {},
): z.output<Schema> {
  const parsed: [string, unknown][] = Object.entries(schema.shape as Record<string, z.ZodType>).map(
    ([name, field]) => {
      const code = invalid[name] ?? 'INVALID_PARAMETERS';
      const kind = inputSchema(field);
      const texts = values.get(name) ?? [];
      const isSingle = !(kind instanceof z.ZodArray || kind instanceof z.ZodRecord);
      if (isSingle && texts.length > 1) throw fieldError(duplicate ?? code, name, 'is given twice');
      const input = isSingle ? texts[0] : kind instanceof z.ZodArray ? texts : recordOf(values, name, code);
      const result = field.safeParse(input, { error: inputIssueMessage });
      // Zod leaves the key `__proto__` out of records, and a filter that is left out lets everything through.
      if (result.success) return [name, kind instanceof z.ZodRecord ? input : result.data];
      throw fieldError(code, name, result.error.issues[0]?.message ?? 'is invalid');
    },
  );
  return Object.fromEntries(parsed) as z.output<Schema>;
}

/**
 * The query of a request, by name.
 * @throws ServiceError if it contains characters that cannot be stored, and so cannot match anything.
 */
export function queryValues(request: FastifyRequest): FieldValues {
  const entries = Object.entries(request.query as Record<string, string | string[]>).map(
    ([name, value]): [string, string[]] => [name, [value].flat()],
  );
  if (!entries.flat(2).every(isStorable)) {
    throw new ServiceError('INVALID_PARAMETERS', 'The query contains NUL or unpaired surrogate characters');
  }
  return new Map(entries);
}

/**
 * The parameters in a request's path.
 * @throws ServiceError INVALID_PARAMETERS that names the first invalid parameter.
 */
export const parseParams = <Schema extends z.ZodObject>(
  request: FastifyRequest,
  schema: Schema,
): z.output<Schema> =>
  parseFields(
    schema,
    new Map(Object.entries(request.params as Record<string, string>).map(([name, text]) => [name, [text]])),
  );

/** Whether a request has no body at all. */
function isBodyAbsent({ headers }: FastifyRequest): boolean {
  const { 'content-length': length = '0', 'transfer-encoding': transfer } = headers;
  return length === '0' && transfer === undefined;
}

/**
 * The JSON body of a request. A browser sends this content type for a page of another site only after a CORS preflight.
 * @throws ServiceError INVALID_PARAMETERS that names the first invalid field.
 */
export function parseBody<Schema extends z.ZodType>(
  request: FastifyRequest,
  schema: Schema,
  isOptional: boolean,
): z.output<Schema> {
  const body = isOptional && isBodyAbsent(request) ? {} : request.body;
  if (body === null || body === undefined) {
    throw new ServiceError('INVALID_PARAMETERS', 'Send a JSON body with the content type application/json');
  }
  const parsed = schema.safeParse(body, { error: inputIssueMessage });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  const message = fieldMessage(field || 'the body', issue?.message ?? 'is invalid');
  throw new ServiceError('INVALID_PARAMETERS', message, field ? { details: { field } } : {});
}
