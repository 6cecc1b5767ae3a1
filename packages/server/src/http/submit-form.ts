import type { MultipartFile } from '@fastify/multipart';
import {
  accommodationSchema,
  consentSchema,
  expectedSpeakersSchema,
  externalIdSchema,
  languageSchema,
  metadataSchema,
  projectIdSchema,
  type RequestErrorCode,
  reportLanguageSchema,
  type SubmitFields,
  tagsSchema,
} from '@vivavoce/contract';
import type { FastifyRequest } from 'fastify';
import { type ZodType, z } from 'zod';
import type { Scratch, Upload } from '../store/scratch.ts';
import { webhookUrlFault } from '../webhooks/addresses.ts';
import { callerOf } from './authentication.ts';
import { RequestError } from './request-errors.ts';

/** A submit form as it came: the recording lies in a file, the fields are not judged yet. */
export interface SubmitForm {
  readonly upload: Upload | null;
  /** The texts of each field, in order. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
  /** Names of parts that are no fields of ours. */
  readonly ignoredFields: readonly string[];
}

const AUDIO = 'audio';
const FIELDS = new Set([
  'language',
  'externalId',
  'metadata',
  'tags',
  'expectedSpeakers',
  'consent',
  'accommodation',
  'reportLanguage',
  'webhookUrl',
]);
/** What users say beside that; a key has its project, and for it this is a field like any unknown one. */
const USER_FIELDS = new Set([...FIELDS, 'projectId']);
const MAX_PARTS = 100;
const MAX_FIELD_BYTES = 64 * 1024;

/** The text of a part; one that is declared as JSON comes parsed, and goes back to text. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The parser's complaints have no code of their own; they all name what they parse. */
function formErrorOf(error: unknown): unknown {
  const isComplaint = error instanceof Error && !('code' in error) && /multipart/i.test(error.message);
  return isComplaint ? new RequestError('INVALID_PARAMETERS', `The form is broken: ${error.message}`) : error;
}

/** Parts of a form in the order that they come, read one after the other. */
function partsOf(request: FastifyRequest, maxUploadBytes: number) {
  return request.parts({
    limits: { fileSize: maxUploadBytes, parts: MAX_PARTS, fieldSize: MAX_FIELD_BYTES, fieldNameSize: 200 },
  });
}

/** Stores a recording; the first byte too many breaks it off, whatever the client still wants to send. */
async function receive(
  file: MultipartFile['file'],
  scratch: Scratch,
  maxUploadBytes: number,
): Promise<Upload> {
  const refuse = (): void => {
    const mib = Math.round((maxUploadBytes / 1024 / 1024) * 100) / 100;
    const message = `The recording is larger than ${mib} MiB`;
    file.destroy(new RequestError('FILE_TOO_LARGE', message, { details: { maxBytes: maxUploadBytes } }));
  };
  if (file.truncated) refuse();
  else file.once('limit', refuse);
  return scratch.receive(file);
}

/**
 * Reads a submit form, the recording straight to a file; fields may stand before or after it.
 * Whoever gets the form discards its upload. On an error nothing of it is left.
 * @throws RequestError if the recording is too large, at that byte, or the form is broken.
 */
export async function readSubmitForm(
  request: FastifyRequest,
  scratch: Scratch,
  maxUploadBytes: number,
): Promise<SubmitForm> {
  if (!request.isMultipart()) {
    throw new RequestError(
      'MISSING_AUDIO_FILE',
      'Send multipart/form-data with the recording as the file audio',
    );
  }
  let upload: Upload | null = null;
  const fields = callerOf(request).role === null ? FIELDS : USER_FIELDS;
  const texts = new Map<string, string[]>();
  const ignored = new Set<string>();
  try {
    for await (const part of partsOf(request, maxUploadBytes)) {
      if (part.type === 'file') {
        if (part.fieldname !== AUDIO) {
          ignored.add(part.fieldname);
          part.file.resume();
          continue;
        }
        if (upload)
          throw new RequestError('INVALID_PARAMETERS', 'Send one recording', { details: { field: AUDIO } });
        upload = await receive(part.file, scratch, maxUploadBytes);
      } else if (part.valueTruncated || part.fieldnameTruncated) {
        throw new RequestError('INVALID_PARAMETERS', `The field ${part.fieldname} is too long`);
      } else if (fields.has(part.fieldname)) {
        texts.set(part.fieldname, [...(texts.get(part.fieldname) ?? []), textOf(part.value)]);
      } else {
        ignored.add(part.fieldname);
      }
    }
  } catch (error) {
    await upload?.discard();
    throw formErrorOf(error);
  }
  return { upload, texts, ignoredFields: [...ignored] };
}

/** A field's value by its schema, or the field's error. */
function parseField<T>(schema: ZodType<T>, value: unknown, field: string, code: RequestErrorCode): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new RequestError(code, parsed.error.issues[0]?.message ?? `${field} is wrong`, {
    details: { field },
  });
}

/** An address that webhooks may go to. */
const webhookUrlSchema = (networks: readonly string[]) =>
  z.string().superRefine((url, context) => {
    const fault = webhookUrlFault(url, networks);
    if (fault) context.addIssue({ code: 'custom', message: `webhookUrl cannot be used. ${fault}` });
  });

/**
 * The fields of a form by the contract's rules.
 * @param webhookNetworks the operator's own networks that webhooks may go to.
 * @throws RequestError with the code of the first field that is wrong.
 */
export function parseFields({ texts }: SubmitForm, webhookNetworks: readonly string[]): SubmitFields {
  const single = <T>(field: string, schema: ZodType<T>, code: RequestErrorCode): T | undefined => {
    const [text, ...more] = texts.get(field) ?? [];
    if (more.length > 0) {
      throw new RequestError('INVALID_PARAMETERS', `Send ${field} once`, { details: { field } });
    }
    return text === undefined ? undefined : parseField(schema, text, field, code);
  };
  return {
    language: single('language', languageSchema, 'INVALID_LANGUAGE_CODE') ?? 'en',
    externalId: single('externalId', externalIdSchema, 'INVALID_EXTERNAL_ID') ?? null,
    metadata: single('metadata', metadataSchema, 'INVALID_METADATA') ?? {},
    tags: parseField(tagsSchema, texts.get('tags') ?? [], 'tags', 'INVALID_TAGS'),
    expectedSpeakers: single('expectedSpeakers', expectedSpeakersSchema, 'INVALID_PARAMETERS') ?? null,
    consent: single('consent', consentSchema, 'INVALID_PARAMETERS') ?? null,
    accommodation: single('accommodation', accommodationSchema, 'INVALID_PARAMETERS') ?? false,
    reportLanguage: single('reportLanguage', reportLanguageSchema, 'INVALID_PARAMETERS') ?? 'en',
    webhookUrl: single('webhookUrl', webhookUrlSchema(webhookNetworks), 'INVALID_WEBHOOK_URL') ?? null,
    projectId: single('projectId', projectIdSchema, 'INVALID_PARAMETERS') ?? null,
  };
}
