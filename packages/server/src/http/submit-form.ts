import type { MultipartFile } from '@fastify/multipart';
import {
  MAX_RECORDING_PARTS,
  RECORDING_FIELD,
  SUBMIT_FIELD_ERRORS,
  type SubmitFields,
  submitFormSchema,
  USER_SUBMIT_FIELDS,
} from '@vivavoce/contract';
import type { FastifyRequest } from 'fastify';
import { clientUrlFault } from '../client-addresses.ts';
import type { Config } from '../config.ts';
import { checkPart, checkParts } from '../runs/recording-part.ts';
import { recordingTooLarge, type SizeLimit, sizeOf } from '../runs/recording-size.ts';
import { ServiceError } from '../service-error.ts';
import type { Scratch, Upload } from '../store/scratch.ts';
import { callerOf } from './authentication.ts';
import { parseFields } from './parse-request.ts';

/** A recording of a form, or one of its parts. */
export interface FormUpload extends Upload {
  /** Whether it was sent as a text field is, without a file name and a type: it may be no recording. */
  readonly isText: boolean;
}

/** A submission as received: the recording is in files, the fields are not parsed yet. */
export interface SubmitForm {
  /** The recording, or its parts in order; empty if there is none. */
  readonly uploads: readonly FormUpload[];
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

/** Stores a recording or a part of it; the first byte above the limit aborts it, however much is still to come. */
async function receive(
  { file, filename, mimetype }: MultipartFile,
  scratch: Scratch,
  limit: SizeLimit,
): Promise<FormUpload> {
  const refuse = (): void => void file.destroy(recordingTooLarge(limit));
  // The parser's own limit, of all that one file may have.
  if (file.truncated) refuse();
  else file.once('limit', refuse);
  let received = limit.receivedBytes;
  file.on('data', (chunk: Buffer) => {
    received += chunk.length;
    if (received > limit.maxBytes) refuse();
  });
  const upload = await scratch.receive(file);
  return { ...upload, isText: filename === undefined && mimetype === 'text/plain' };
}

/** Stores the next recording of a form behind those that came before. */
async function receiveNext(
  part: MultipartFile,
  before: readonly FormUpload[],
  scratch: Scratch,
  maxBytes: number,
): Promise<FormUpload> {
  if (before.length === MAX_RECORDING_PARTS) {
    const message = `${RECORDING_FIELD} may be sent at most ${MAX_RECORDING_PARTS} times: a recording has no more parts`;
    throw new ServiceError('INVALID_PARAMETERS', message, { details: { field: RECORDING_FIELD } });
  }
  const limit = { maxBytes, receivedBytes: sizeOf(before) };
  return checkPart(before.length + 1, before.length > 0, () => receive(part, scratch, limit));
}

/** Removes the recordings of a form. */
export async function discardUploads(uploads: readonly Upload[]): Promise<void> {
  for (const upload of uploads) await upload.discard();
}

/**
 * Reads a submission and streams its recordings to files; fields may come before, between or after them. The caller must
 * discard the uploads; after an error nothing of them is left.
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
  const uploads: FormUpload[] = [];
  const fields = callerOf(request).role === null ? API_KEY_FIELDS : USER_FIELDS;
  const texts = new Map<string, string[]>();
  const ignored = new Set<string>();
  try {
    for await (const part of partsOf(request, maxUploadBytes)) {
      const { fieldname } = part;
      if (fieldname === RECORDING_FIELD) {
        uploads.push(await receiveNext(part, uploads, scratch, maxUploadBytes));
      } else if (fields.has(fieldname)) {
        texts.set(fieldname, [...(texts.get(fieldname) ?? []), await textOf(part)]);
      } else {
        ignored.add(fieldname);
        part.file.resume();
      }
    }
  } catch (error) {
    await discardUploads(uploads);
    throw formErrorOf(error);
  }
  return { uploads, texts, ignoredFields: [...ignored] };
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
export async function parseSubmitForm(
  { texts, uploads }: SubmitForm,
  { webhookNetworks, audioNetworks }: Pick<Config, 'webhookNetworks' | 'audioNetworks'>,
): Promise<SubmitFields> {
  const codes = { invalid: SUBMIT_FIELD_ERRORS, duplicate: 'INVALID_PARAMETERS' } as const;
  const fields = parseFields(submitFormSchema, texts, codes);
  requireUsableUrl('webhookUrl', fields.webhookUrl, webhookNetworks);
  if (fields.audioUrl.length > 0 && uploads.length > 0) {
    const message = `Send the recording as the file ${RECORDING_FIELD} or its address as audioUrl, not both; all of its parts the same way`;
    throw new ServiceError('INVALID_PARAMETERS', message, { details: { field: 'audioUrl' } });
  }
  await checkParts(fields.audioUrl, (url) => requireUsableUrl('audioUrl', url, audioNetworks));
  return fields;
}
