import { createHash } from 'node:crypto';
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
import { fetchRecording } from '../runs/fetch-recording.ts';
import { findLinkReplay, findReplay, fingerprintOf, type Idempotency } from '../runs/idempotency.ts';
import { type AdmittedRun, runReference } from '../runs/run.ts';
import { ServiceError } from '../service-error.ts';
import type { Upload } from '../store/scratch.ts';
import type { Store } from '../store/store.ts';
import { findProject } from '../tenants/projects.ts';
import type { TenantContext } from './context.ts';
import { RecordingQueue } from './recording-queue.ts';
import type { Handler } from './route.ts';
import { parseSubmitForm, readSubmitForm, type SubmitForm } from './submit-form.ts';

/** How many recordings are fetched at once; a tenant's slow hosts take none of another's places. */
const DOWNLOADS = { places: 256, placesOfTenant: 8 };
/** How long the host of a recording may send nothing, ms. */
const SILENCE_MS = 15_000;

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

/** The idempotency key of a submission, from its header; null without one. */
function idempotencyKeyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !/^[\x20-\x7e]{1,255}$/.test(key)) {
    throw new ServiceError(
      'INVALID_PARAMETERS',
      'Idempotency-Key must have 1 to 255 printable ASCII characters',
    );
  }
  return key;
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

/** A submission whose fields were read and allowed; its recording may be still to come. */
interface Submitting {
  readonly context: TenantContext;
  readonly call: SubmitCall;
  readonly store: Store;
  readonly fields: SubmitFields;
  readonly projectId: string | null;
  readonly idempotencyKey: string | null;
  /** Aborted when the client hangs up. */
  readonly signal: AbortSignal;
}

/** Refuses by its first bytes what is no recording, with a message that says what was sent if that is known. */
async function requireKind(
  { context }: Submitting,
  upload: Upload,
  refusal: ServiceError | null,
): Promise<void> {
  try {
    await context.checkRecording.requireKind(upload.path);
  } catch (error) {
    throw error instanceof ServiceError && refusal ? refusal : error;
  }
}

/**
 * Admits a recording that has arrived. What costs nothing is asked first: whether it was submitted before, credits for the
 * shortest run. Then it is decoded for its length.
 * @param linkFingerprint of a recording that was fetched; null for a file.
 */
async function admitUpload(
  { context, call, store, fields, projectId, idempotencyKey, signal }: Submitting,
  upload: Upload,
  linkFingerprint: Buffer | null,
): Promise<AdmittedRun> {
  const { config, checkRecording } = context;
  const { tenantId } = call.caller;
  const idempotency: Idempotency | null =
    idempotencyKey === null
      ? null
      : { key: idempotencyKey, fingerprint: fingerprintOf(fields, upload.sha256), linkFingerprint };
  const replay = idempotency && (await findReplay(store.db, tenantId, idempotency));
  if (replay) return replay;
  await requireCreditsFor(store.db, tenantId, config.minDurationMs);
  await requireStorageFor(store.db, tenantId, upload.sizeBytes);
  const durationMs = await checkRecording.durationOf({ path: upload.path, tenantId, signal });
  const submission = {
    by: call.by,
    tenantId,
    projectId,
    request: analysisRequestSchema.parse(fields),
    fields,
    durationMs,
    upload,
    leavesForEndpoints: sendsSpeechToEndpoints(fields.language, config.models),
    isFetched: linkFingerprint !== null,
    idempotency,
  };
  return admitRun(store, submission, config.maxActiveRuns);
}

/** Admits the file of a form. */
async function submitFile(
  submitting: Submitting,
  { upload, isUploadText }: Pick<SubmitForm, 'upload' | 'isUploadText'>,
): Promise<AdmittedRun> {
  if (!upload) {
    const message = `Send the recording as the file ${RECORDING_FIELD}, or its address as audioUrl`;
    throw new ServiceError('MISSING_AUDIO_FILE', message);
  }
  const text = `${RECORDING_FIELD} is a text: send the recording itself, as the file ${RECORDING_FIELD}, or its address as audioUrl`;
  await requireKind(submitting, upload, isUploadText ? new ServiceError('MISSING_AUDIO_FILE', text) : null);
  const { call, fields, context } = submitting;
  requireAllowedLanguage(call.caller, fields, context.config.models);
  return admitUpload(submitting, upload, null);
}

/** Admits a recording by its address: it is fetched before the submission is answered, in the tenant's turn. */
async function submitLink(
  submitting: Submitting,
  audioUrl: string,
  downloads: RecordingQueue,
): Promise<AdmittedRun> {
  const { context, call, store, fields, idempotencyKey, signal } = submitting;
  const { config } = context;
  const { tenantId } = call.caller;
  requireAllowedLanguage(call.caller, fields, config.models);
  const linkFingerprint = fingerprintOf(fields, createHash('sha256').update(audioUrl).digest());
  const known =
    idempotencyKey === null
      ? null
      : await findLinkReplay(store.db, tenantId, { key: idempotencyKey, linkFingerprint });
  if (known?.replay) return known.replay;
  if (!known?.isKeyKnown) await requireCreditsFor(store.db, tenantId, config.minDurationMs);
  const limits = { maxBytes: config.maxUploadBytes, totalMs: config.audioLimitMs, silenceMs: SILENCE_MS };
  const options = { scratch: store.scratch, limits, networks: config.audioNetworks, signal };
  const fetched = await downloads.run(tenantId, signal, () =>
    fetchRecording(audioUrl, options).catch((error: unknown) => {
      const reason = error instanceof ServiceError && error.cause;
      if (reason instanceof ServiceError) {
        context.logger.info({ tenantId, reason: reason.message }, 'a recording could not be fetched');
      }
      throw error;
    }),
  );
  try {
    const text = 'audioUrl leads to a web page: send the address of the recording itself';
    const refusal = fetched.isWebPage ? new ServiceError('UNSUPPORTED_FORMAT', text) : null;
    await requireKind(submitting, fetched.upload, refusal);
    return await admitUpload(submitting, fetched.upload, linkFingerprint);
  } finally {
    await fetched.upload.discard();
  }
}

/** `POST /speech/analyze`: accepts a recording and answers with the id of its run. */
export function submitRoute(context: TenantContext): Handler<typeof SUBMIT_OPERATIONS.submitRecording> {
  const { config, storeOf } = context;
  const downloads = new RecordingQueue(DOWNLOADS);
  return async (call) => {
    const { request, reply, caller } = call;
    const store = storeOf(request);
    await store.requireFreeSpace();
    const form = await readSubmitForm(request, store.scratch, config.maxUploadBytes);
    try {
      const fields = parseSubmitForm(form, config);
      const projectId = await projectOf(store, caller, fields);
      const idempotencyKey = idempotencyKeyOf(request);
      const signal = untilAnswered(reply);
      const submitting = { context, call, store, fields, projectId, idempotencyKey, signal };
      const admitted =
        fields.audioUrl === null
          ? await submitFile(submitting, form)
          : await submitLink(submitting, fields.audioUrl, downloads);
      const { pollIntervalSeconds } = config;
      reply.header('retry-after', String(pollIntervalSeconds));
      return submitResponse(admitted, pollIntervalSeconds, form.ignoredFields);
    } finally {
      await form.upload?.discard();
    }
  };
}
