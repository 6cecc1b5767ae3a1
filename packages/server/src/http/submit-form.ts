import type { MultipartFile } from '@fastify/multipart';
import {
  RECORDING_FIELD,
  SUBMIT_FIELD_ERRORS,
  type SubmitFields,
  submitFormSchema,
  USER_SUBMIT_FIELDS,
} from '@vivavoce/contract';
import type { FastifyRequest } from 'fastify';
import { clientUrlFault } from '../client-addresses.ts';
import type { Config } from '../config.ts';
import { ServiceError } from '../service-error.ts';
import type { Scratch, Upload } from '../store/scratch.ts';
import { callerOf } from './authentication.ts';
import { parseFields } from './parse-request.ts';

/** A submission as received: the recording is in a file, the fields are not parsed yet. */
export interface SubmitForm {
  readonly upload: Upload | null;
  /** Whether the recording was sent as a text field is, without a file name and a type: it may be none. */
  readonly isUploadText: boolean;
  /** The texts of each field, in order. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
  /** Names of unknown fields. */
  readonly ignoredFields: readonly string[];
}

const USER_FIELDS: ReadonlySet<string> = new Set(Object.keys(submitFormSchema.shape));
/** A key's project is fixed: projectId is an unknown field of its submissions. */
const API_KEY_FIELDS: ReadonlySet<string> = new Set(
  [...USER_FIELDS].filter((field) => !USER_SUBMIT_FIELDS.has(field)),
);
const MAX_PARTS = 100;
const MAX_FIELD_BYTES = 64 * 1024;

/** The parser's errors have no code; all of their messages name multipart. */
function formErrorOf(error: unknown): unknown {
  const isParserError = error instanceof Error && !('code' in error) && /multipart/i.test(error.message);
  return isParserError
    ? new ServiceError('INVALID_PARAMETERS', `The form is malformed: ${error.message}`)
    : error;
}

/**
 * The parts of a form in order, read one by one, each as a stream: generated clients and browsers send fields as files too
 * (Blobs), and recordings without a file name (RFC 7578, 4.2).
 */
function partsOf(request: FastifyRequest, maxUploadBytes: number) {
  const limits = { fileSize: maxUploadBytes, parts: MAX_PARTS, fieldNameSize: 200 };
  return request.files({ isPartAFile: () => true, limits });
}

/** The text of a part. @throws ServiceError if it is too long or not UTF-8. */
async function textOf({ fieldname, file }: MultipartFile): Promise<string> {
  const refusal = (rule: string) =>
    new ServiceError('INVALID_PARAMETERS', `${fieldname} must ${rule}`, { details: { field: fieldname } });
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of file) {
    length += chunk.length;
    if (length > MAX_FIELD_BYTES) throw refusal(`have at most ${MAX_FIELD_BYTES / 1024} KiB`);
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw refusal('be text in UTF-8');
  }
}

/** Stores a recording; the first byte above the limit aborts it, however much is still to come. */
async function receive(
  file: MultipartFile['file'],
  scratch: Scratch,
  maxUploadBytes: number,
): Promise<Upload> {
  const refuse = (): void => {
    const mib = Math.round((maxUploadBytes / 1024 / 1024) * 100) / 100;
    const message = `The recording must have at most ${mib} MiB`;
    file.destroy(new ServiceError('FILE_TOO_LARGE', message, { details: { maxBytes: maxUploadBytes } }));
  };
  if (file.truncated) refuse();
  else file.once('limit', refuse);
  return scratch.receive(file);
}

/**
 * Reads a submission and streams its recording to a file; fields may come before or after it. The caller must discard the
 * upload; after an error nothing of it is left.
 * @throws ServiceError as soon as the recording is too large, or if the form is malformed.
 */
export async function readSubmitForm(
  request: FastifyRequest,
  scratch: Scratch,
  maxUploadBytes: number,
): Promise<SubmitForm> {
  if (!request.isMultipart()) {
    throw new ServiceError(
      'MISSING_AUDIO_FILE',
      `Send multipart/form-data with the recording as the file ${RECORDING_FIELD}, or its address as audioUrl`,
    );
  }
  let upload: Upload | null = null;
  let isUploadText = false;
  const fields = callerOf(request).role === null ? API_KEY_FIELDS : USER_FIELDS;
  const texts = new Map<string, string[]>();
  const ignored = new Set<string>();
  try {
    for await (const part of partsOf(request, maxUploadBytes)) {
      const { fieldname } = part;
      if (fieldname === RECORDING_FIELD) {
        if (upload) {
          const details = { field: RECORDING_FIELD };
          throw new ServiceError('INVALID_PARAMETERS', 'audio is given twice: send one recording', {
            details,
          });
        }
        upload = await receive(part.file, scratch, maxUploadBytes);
        isUploadText = part.filename === undefined && part.mimetype === 'text/plain';
      } else if (fields.has(fieldname)) {
        texts.set(fieldname, [...(texts.get(fieldname) ?? []), await textOf(part)]);
      } else {
        ignored.add(fieldname);
        part.file.resume();
      }
    }
  } catch (error) {
    await upload?.discard();
    throw formErrorOf(error);
  }
  return { upload, isUploadText, texts, ignoredFields: [...ignored] };
}

/** @throws ServiceError if requests may not be sent to the address of a field. */
function requireUsableUrl(
  field: 'webhookUrl' | 'audioUrl',
  url: string | null,
  networks: readonly string[],
): void {
  const fault = url === null ? null : clientUrlFault(url, networks);
  if (fault === null) return;
  throw new ServiceError(SUBMIT_FIELD_ERRORS[field], `${field} cannot be used. ${fault}`, {
    details: { field },
  });
}

/**
 * Parses the fields of a form by the contract's schema.
 * @throws ServiceError with the code of the first invalid field; INVALID_PARAMETERS for a file and an address.
 */
export function parseSubmitForm(
  { texts, upload }: SubmitForm,
  { webhookNetworks, audioNetworks }: Pick<Config, 'webhookNetworks' | 'audioNetworks'>,
): SubmitFields {
  const codes = { invalid: SUBMIT_FIELD_ERRORS, duplicate: 'INVALID_PARAMETERS' } as const;
  const fields = parseFields(submitFormSchema, texts, codes);
  requireUsableUrl('webhookUrl', fields.webhookUrl, webhookNetworks);
  if (fields.audioUrl !== null && upload) {
    const message = `Send the recording as the file ${RECORDING_FIELD} or its address as audioUrl, not both`;
    throw new ServiceError('INVALID_PARAMETERS', message, { details: { field: 'audioUrl' } });
  }
  requireUsableUrl('audioUrl', fields.audioUrl, audioNetworks);
  return fields;
}
