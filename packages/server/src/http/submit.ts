import {
  analysisRequestSchema,
  quoteValue,
  RECORDING_FIELD,
  type SUBMIT_OPERATIONS,
  type SubmitFields,
  type SubmitResponse,
} from '@vivavoce/contract';
import {
  type ModelSettings,
  missingForOtherLanguages,
  sendsSpeechToEndpoints,
} from '@vivavoce/engine/endpoints';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../accounts/caller.ts';
import { admitRun, requireCreditsFor, requireStorageFor } from '../runs/admission.ts';
import { findReplay, fingerprintOf, type Idempotency } from '../runs/idempotency.ts';
import { type AdmittedRun, runReference } from '../runs/run.ts';
import { ServiceError } from '../service-error.ts';
import type { Upload } from '../store/scratch.ts';
import type { Store } from '../store/store.ts';
import { findProject } from '../tenants/projects.ts';
import type { TenantContext } from './context.ts';
import type { Handler } from './route.ts';
import { parseSubmitForm, readSubmitForm, type SubmitForm } from './submit-form.ts';

/** Everyone may submit English; other languages need a permission, and models that the operator configures. */
function requireAllowedLanguage(caller: Caller, fields: SubmitFields, models: ModelSettings): void {
  if (fields.language === 'en') return;
  const { language } = fields;
  if (!caller.multilingual) {
    const message = `language must be en for this client, which may not use multilingual analysis; got ${quoteValue(language)}`;
    throw new ServiceError('MULTILINGUAL_NOT_ENABLED', message, { details: { language } });
  }
  const missing = missingForOtherLanguages(models);
  if (missing.length === 0) return;
  const message = `Languages other than English need models that the operator of this server configures; missing: ${missing.join(', ')}`;
  throw new ServiceError('MULTILINGUAL_NOT_CONFIGURED', message, {
    details: { language, missing },
    retryAfterSeconds: 3600,
  });
}

/**
 * The project that a run belongs to: an API key's, or the one that a user chose.
 * @throws ServiceError if there is no such project, or if the project or tenant requires consent and there is none.
 */
async function projectOf({ db }: Store, caller: Caller, fields: SubmitFields): Promise<string | null> {
  const { tenantId, requiresConsent } = caller;
  const chosen = fields.projectId === null ? null : await findProject(db, tenantId, fields.projectId);
  if (fields.projectId !== null && !chosen) {
    throw new ServiceError(
      'INVALID_PARAMETERS',
      `projectId must be the id of a project; got ${quoteValue(fields.projectId)}`,
      {
        details: { field: 'projectId' },
      },
    );
  }
  if ((requiresConsent || chosen?.requiresConsent) && !fields.consent) {
    throw new ServiceError(
      'CONSENT_REQUIRED',
      'consent is required: state the notice that the candidate agreed to',
      {
        details: { field: 'consent' },
      },
    );
  }
  return caller.projectId ?? chosen?.id ?? null;
}

/** The idempotency key of a submission, from its header. */
function idempotencyOf(request: FastifyRequest, fields: SubmitFields, upload: Upload): Idempotency | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !/^[\x20-\x7e]{1,255}$/.test(key)) {
    throw new ServiceError(
      'INVALID_PARAMETERS',
      'Idempotency-Key must have 1 to 255 printable ASCII characters',
    );
  }
  return { key, fingerprint: fingerprintOf(fields, upload.sha256) };
}

/** The answer to an accepted submission. */
function submitResponse(
  admitted: AdmittedRun,
  pollIntervalSeconds: number,
  ignoredFields: readonly string[],
) {
  const { run, queuePosition, activeRequests, isReplay } = admitted;
  const submitted = {
    ...runReference(run),
    pollIntervalSeconds,
    ...(isReplay ? { idempotentReplay: true as const } : {}),
    ignoredFields: [...ignoredFields],
  };
  const body: SubmitResponse =
    queuePosition === null
      ? { ...submitted, status: 'processing' }
      : { ...submitted, status: 'queued', queuePosition, activeRequests };
  return body;
}

/** Aborts when the client hangs up before it was answered. */
function untilAnswered({ raw }: FastifyReply): AbortSignal {
  const hangUp = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished)
      hangUp.abort(new ServiceError('INVALID_PARAMETERS', 'The client closed the connection'));
  });
  return hangUp.signal;
}

type SubmitCall = Parameters<Handler<typeof SUBMIT_OPERATIONS.submitRecording>>[0];

/** A form whose fields were read, with its recording. */
interface Submittable extends Pick<SubmitForm, 'isUploadText'> {
  readonly fields: SubmitFields;
  readonly upload: Upload;
}

/** Refuses by its first bytes what is no recording, and says so if it looks like a path, an address or encoded text. */
async function requireKind(
  { checkRecording }: TenantContext,
  { upload, isUploadText }: Submittable,
): Promise<void> {
  try {
    await checkRecording.requireKind(upload.path);
  } catch (error) {
    if (!isUploadText || !(error instanceof ServiceError)) throw error;
    const message = `${RECORDING_FIELD} is a text: send the recording itself, as the file ${RECORDING_FIELD}`;
    throw new ServiceError('MISSING_AUDIO_FILE', message);
  }
}

/**
 * Admits a submission. What costs nothing is asked first: the kind of the file, the client's rights, whether it was submitted
 * before, credits for the shortest run. Then the recording is decoded for its length.
 */
async function submitRecording(
  context: TenantContext,
  { caller, by, request, reply }: SubmitCall,
  store: Store,
  submittable: Submittable,
): Promise<AdmittedRun> {
  const { config, checkRecording } = context;
  const { fields, upload } = submittable;
  const { tenantId } = caller;
  const projectId = await projectOf(store, caller, fields);
  await requireKind(context, submittable);
  requireAllowedLanguage(caller, fields, config.models);
  const idempotency = idempotencyOf(request, fields, upload);
  const replay = idempotency && (await findReplay(store.db, tenantId, idempotency));
  if (replay) return replay;
  await requireCreditsFor(store.db, tenantId, config.minDurationMs);
  await requireStorageFor(store.db, tenantId, upload.sizeBytes);
  const signal = untilAnswered(reply);
  const durationMs = await checkRecording.durationOf({ path: upload.path, tenantId, signal });
  const submission = {
    by,
    tenantId,
    projectId,
    request: analysisRequestSchema.parse(fields),
    fields,
    durationMs,
    upload,
    leavesForEndpoints: sendsSpeechToEndpoints(fields.language, config.models),
    idempotency,
  };
  return admitRun(store, submission, config.maxActiveRuns);
}

/** `POST /speech/analyze`: accepts a recording and answers with the id of its run. */
export function submitRoute(context: TenantContext): Handler<typeof SUBMIT_OPERATIONS.submitRecording> {
  const { config, storeOf } = context;
  return async (call) => {
    const { request, reply } = call;
    const store = storeOf(request);
    await store.requireFreeSpace();
    const form = await readSubmitForm(request, store.scratch, config.maxUploadBytes);
    const { upload, isUploadText } = form;
    try {
      const fields = parseSubmitForm(form, config.webhookNetworks);
      if (!upload) {
        throw new ServiceError('MISSING_AUDIO_FILE', `Send the recording as the file ${RECORDING_FIELD}`);
      }
      const admitted = await submitRecording(context, call, store, { fields, upload, isUploadText });
      const { pollIntervalSeconds } = config;
      reply.header('retry-after', String(pollIntervalSeconds));
      return submitResponse(admitted, pollIntervalSeconds, form.ignoredFields);
    } finally {
      await upload?.discard();
    }
  };
}
