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
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../accounts/caller.ts';
import { admitRun } from '../runs/admission.ts';
import { fingerprintOf, type Idempotency } from '../runs/idempotency.ts';
import { type AdmittedRun, runReference } from '../runs/run.ts';
import { ServiceError } from '../service-error.ts';
import type { Upload } from '../store/scratch.ts';
import type { Store } from '../store/store.ts';
import { findProject } from '../tenants/projects.ts';
import type { TenantContext } from './context.ts';
import type { Handler } from './route.ts';
import { parseSubmitForm, readSubmitForm } from './submit-form.ts';

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

/** `POST /speech/analyze`: accepts a recording and answers with the id of its run. */
export function submitRoute({
  config,
  storeOf,
  checkRecording,
}: TenantContext): Handler<typeof SUBMIT_OPERATIONS.submitRecording> {
  return async ({ caller, by, request, reply }) => {
    const store = storeOf(request);
    const form = await readSubmitForm(request, store.scratch, config.maxUploadBytes);
    const { upload } = form;
    try {
      const fields = parseSubmitForm(form, config.webhookNetworks);
      const projectId = await projectOf(store, caller, fields);
      if (!upload) {
        throw new ServiceError('MISSING_AUDIO_FILE', `Send the recording as the file ${RECORDING_FIELD}`);
      }
      const durationMs = await checkRecording(upload.path);
      requireAllowedLanguage(caller, fields, config.models);
      const submission = {
        by,
        tenantId: caller.tenantId,
        projectId,
        request: analysisRequestSchema.parse(fields),
        fields,
        durationMs,
        upload,
        leavesForEndpoints: sendsSpeechToEndpoints(fields.language, config.models),
        idempotency: idempotencyOf(request, fields, upload),
      };
      const admitted = await admitRun(store, submission, config.maxActiveRuns);
      const { pollIntervalSeconds } = config;
      reply.header('retry-after', String(pollIntervalSeconds));
      return submitResponse(admitted, pollIntervalSeconds, form.ignoredFields);
    } finally {
      await upload?.discard();
    }
  };
}
