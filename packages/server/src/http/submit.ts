import { analysisRequestSchema, type SubmitFields, type SubmitResponse } from '@vivavoce/contract';
import {
  type ModelSettings,
  missingForOtherLanguages,
  sendsSpeechToEndpoints,
} from '@vivavoce/engine/endpoints';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../accounts/caller.ts';
import { admitRun, InsufficientCreditsError } from '../runs/admission.ts';
import { fingerprintOf, type Idempotency, IdempotencyKeyReusedError } from '../runs/idempotency.ts';
import { type AdmittedRun, runReference } from '../runs/run.ts';
import type { Upload } from '../store/scratch.ts';
import type { Store } from '../store/store.ts';
import { findProject } from '../tenants/projects.ts';
import { actorContextOf, callerOf } from './authentication.ts';
import type { TenantContext } from './context.ts';
import { RequestError } from './request-errors.ts';
import { parseFields, readSubmitForm } from './submit-form.ts';

/** English is scored for everybody; other languages ask for a permission, and for models that the operator names. */
function requireAllowedLanguage(caller: Caller, fields: SubmitFields, models: ModelSettings): void {
  if (fields.language === 'en') return;
  const { language } = fields;
  if (!caller.multilingual) {
    const message = 'This client may submit English only: ask for multilingual analysis';
    throw new RequestError('MULTILINGUAL_NOT_ENABLED', message, { details: { language } });
  }
  const missing = missingForOtherLanguages(models);
  if (missing.length === 0) return;
  const message = `Other languages than English need models that the operator of this server names; not set: ${missing.join(', ')}`;
  throw new RequestError('MULTILINGUAL_NOT_CONFIGURED', message, {
    details: { language, missing },
    retryAfterSeconds: 3600,
  });
}

/**
 * The project that a run belongs to: a key's, or the one that a user chose.
 * @throws RequestError if there is no such project, or it or the client takes only recordings of people who agreed.
 */
async function projectOf({ db }: Store, caller: Caller, fields: SubmitFields): Promise<string | null> {
  const { tenantId, requiresConsent } = caller;
  const chosen = fields.projectId === null ? null : await findProject(db, tenantId, fields.projectId);
  if (fields.projectId !== null && !chosen) {
    throw new RequestError('INVALID_PARAMETERS', 'There is no such project', {
      details: { field: 'projectId' },
    });
  }
  if ((requiresConsent || chosen?.requiresConsent) && !fields.consent) {
    throw new RequestError('CONSENT_REQUIRED', 'Say which notice the candidate agreed to: consent', {
      details: { field: 'consent' },
    });
  }
  return caller.projectId ?? chosen?.id ?? null;
}

/** The name that a client gave its submit, from the header Idempotency-Key. */
function idempotencyOf(request: FastifyRequest, fields: SubmitFields, upload: Upload): Idempotency | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !/^[\x20-\x7e]{1,255}$/.test(key)) {
    throw new RequestError('INVALID_PARAMETERS', 'Idempotency-Key has 1 to 255 ASCII characters');
  }
  return { key, fingerprint: fingerprintOf(fields, upload.sha256) };
}

/** Why a run was not admitted, as an error of the table. */
function admissionErrorOf(error: unknown): unknown {
  if (error instanceof IdempotencyKeyReusedError) {
    return new RequestError('IDEMPOTENCY_KEY_REUSED', error.message);
  }
  if (!(error instanceof InsufficientCreditsError)) return error;
  const { cost, available } = error;
  return new RequestError('INSUFFICIENT_CREDITS', error.message, { details: { cost, available } });
}

/** The body of the 202. */
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

/** `POST /speech/analyze`: takes a recording in and answers with the id of its run. */
export function submitRoute({ config, storeOf, checkRecording }: TenantContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const caller = callerOf(request);
    const store = storeOf(request);
    const form = await readSubmitForm(request, store.scratch, config.maxUploadBytes);
    const { upload } = form;
    try {
      const fields = parseFields(form, config.webhookNetworks);
      const projectId = await projectOf(store, caller, fields);
      if (!upload) throw new RequestError('MISSING_AUDIO_FILE', 'Send the recording as the file audio');
      const durationMs = await checkRecording(upload.path);
      requireAllowedLanguage(caller, fields, config.models);
      const idempotency = idempotencyOf(request, fields, upload);
      const submission = {
        by: actorContextOf(request),
        tenantId: caller.tenantId,
        projectId,
        request: analysisRequestSchema.parse(fields),
        fields,
        durationMs,
        upload,
        leavesForEndpoints: sendsSpeechToEndpoints(fields.language, config.models),
        idempotency,
      };
      const admitted = await admitRun(store, submission, config.maxActiveRuns);
      const { pollIntervalSeconds } = config;
      return reply
        .code(202)
        .header('retry-after', String(pollIntervalSeconds))
        .send(submitResponse(admitted, pollIntervalSeconds, form.ignoredFields));
    } catch (error) {
      throw admissionErrorOf(error);
    } finally {
      await upload?.discard();
    }
  };
}
