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
import { type FetchedRecording, fetchRecording } from '../runs/fetch-recording.ts';
import { findLinkReplay, findReplay, fingerprintOf, type Idempotency } from '../runs/idempotency.ts';
import { checkParts } from '../runs/recording-part.ts';
import { sizeOf } from '../runs/recording-size.ts';
import { type AdmittedRun, runReference } from '../runs/run.ts';
import { ServiceError } from '../service-error.ts';
import type { Upload } from '../store/scratch.ts';
import type { Store } from '../store/store.ts';
import { findProject } from '../tenants/projects.ts';
import type { TenantContext } from './context.ts';
import { RecordingQueue } from './recording-queue.ts';
import type { Handler } from './route.ts';
import { discardUploads, type FormUpload, parseSubmitForm, readSubmitForm } from './submit-form.ts';

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

/** A recording, or a part of one, that has arrived. */
interface Arrived {
  readonly upload: Upload;
  /** Says what was sent instead of a recording, if that is known. */
  readonly refusal: ServiceError | null;
}

/** Refuses by their first bytes what are no recordings. */
async function requireKinds({ context }: Submitting, arrived: readonly Arrived[]): Promise<void> {
  await checkParts(arrived, async ({ upload, refusal }) => {
    try {
      await context.checkRecording.requireKind(upload.path);
    } catch (error) {
      throw error instanceof ServiceError && refusal ? refusal : error;
    }
  });
}

/**
 * Admits a recording that has arrived. What costs nothing is asked first: whether it was submitted before, credits for the
 * shortest run. Then it is decoded for its length.
 * @param uploads the recording, or its parts in order.
 * @param linkFingerprint of a recording that was fetched; null for files.
 */
async function admitUploads(
  { context, call, store, fields, projectId, idempotencyKey, signal }: Submitting,
  uploads: readonly Upload[],
  linkFingerprint: Buffer | null,
): Promise<AdmittedRun> {
  const { config, checkRecording } = context;
  const { tenantId } = call.caller;
  const fingerprint = fingerprintOf(
    fields,
    uploads.map(({ sha256 }) => sha256),
  );
  const idempotency: Idempotency | null =
    idempotencyKey === null ? null : { key: idempotencyKey, fingerprint, linkFingerprint };
  const replay = idempotency && (await findReplay(store.db, tenantId, idempotency));
  if (replay) return replay;
  await requireCreditsFor(store.db, tenantId, config.minDurationMs);
  await requireStorageFor(store.db, tenantId, sizeOf(uploads));
  const paths = uploads.map(({ path }) => path);
  const durationMs = await checkRecording.durationOf({ paths, tenantId, signal });
  const submission = {
    by: call.by,
    tenantId,
    projectId,
    request: analysisRequestSchema.parse(fields),
    fields,
    durationMs,
    uploads,
    leavesForEndpoints: sendsSpeechToEndpoints(fields.language, config.models),
    isFetched: linkFingerprint !== null,
    idempotency,
  };
  return admitRun(store, submission, config.maxActiveRuns);
}

/** Admits the files of a form. */
async function submitFiles(submitting: Submitting, uploads: readonly FormUpload[]): Promise<AdmittedRun> {
  if (uploads.length === 0) {
    const message = `Send the recording as the file ${RECORDING_FIELD}, or its address as audioUrl`;
    throw new ServiceError('MISSING_AUDIO_FILE', message);
  }
  const text = `${RECORDING_FIELD} is a text: send the recording itself, as the file ${RECORDING_FIELD}, or its address as audioUrl`;
  const arrived = uploads.map((upload) => ({
    upload,
    refusal: upload.isText ? new ServiceError('MISSING_AUDIO_FILE', text) : null,
  }));
  await requireKinds(submitting, arrived);
  const { call, fields, context } = submitting;
  requireAllowedLanguage(call.caller, fields, context.config.models);
  return admitUploads(submitting, uploads, null);
}

/**
 * Fetches the parts of a recording one after another, within limits that count for all of them.
 * @param fetched what has arrived; to be discarded by the caller, after an error too.
 */
async function fetchParts(
  { context, call, store, fields, signal }: Submitting,
  fetched: FetchedRecording[],
): Promise<void> {
  const { config, logger } = context;
  const { scratch } = store;
  const startedAt = performance.now();
  await checkParts(fields.audioUrl, async (url) => {
    const limits = {
      maxBytes: config.maxUploadBytes,
      receivedBytes: sizeOf(fetched.map(({ upload }) => upload)),
      totalMs: config.audioLimitMs,
      spentMs: Math.round(performance.now() - startedAt),
      silenceMs: SILENCE_MS,
    };
    try {
      fetched.push(await fetchRecording(url, { scratch, limits, networks: config.audioNetworks, signal }));
    } catch (error) {
      const reason = error instanceof ServiceError && error.cause;
      if (reason instanceof ServiceError) {
        const { tenantId } = call.caller;
        logger.info({ tenantId, reason: reason.message }, 'a recording could not be fetched');
      }
      throw error;
    }
  });
}

/** Admits a recording by its addresses: it is fetched before the submission is answered, in the tenant's turn. */
async function submitLinks(submitting: Submitting, downloads: RecordingQueue): Promise<AdmittedRun> {
  const { context, call, store, fields, idempotencyKey, signal } = submitting;
  const { config } = context;
  const { tenantId } = call.caller;
  requireAllowedLanguage(call.caller, fields, config.models);
  const linkFingerprint = fingerprintOf(
    fields,
    fields.audioUrl.map((url) => createHash('sha256').update(url).digest()),
  );
  const known =
    idempotencyKey === null
      ? null
      : await findLinkReplay(store.db, tenantId, { key: idempotencyKey, linkFingerprint });
  if (known?.replay) return known.replay;
  if (!known?.isKeyKnown) await requireCreditsFor(store.db, tenantId, config.minDurationMs);
  const fetched: FetchedRecording[] = [];
  try {
    await downloads.run(tenantId, signal, () => fetchParts(submitting, fetched));
    const text = 'audioUrl leads to a web page: send the address of the recording itself';
    const arrived = fetched.map(({ upload, isWebPage }) => ({
      upload,
      refusal: isWebPage ? new ServiceError('UNSUPPORTED_FORMAT', text) : null,
    }));
    await requireKinds(submitting, arrived);
    const uploads = fetched.map(({ upload }) => upload);
    return await admitUploads(submitting, uploads, linkFingerprint);
  } finally {
    await discardUploads(fetched.map(({ upload }) => upload));
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
      const fields = await parseSubmitForm(form, config);
      const projectId = await projectOf(store, caller, fields);
      const idempotencyKey = idempotencyKeyOf(request);
      const signal = untilAnswered(reply);
      const submitting = { context, call, store, fields, projectId, idempotencyKey, signal };
      const admitted =
        fields.audioUrl.length === 0
          ? await submitFiles(submitting, form.uploads)
          : await submitLinks(submitting, downloads);
      const { pollIntervalSeconds } = config;
      reply.header('retry-after', String(pollIntervalSeconds));
      return submitResponse(admitted, pollIntervalSeconds, form.ignoredFields);
    } finally {
      await discardUploads(form.uploads);
    }
  };
}
