import type { SubmitFields, SubmitResponse } from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../clients/keys.ts';
import { type AdmittedRun, admitRun, InsufficientCreditsError } from '../runs/admission.ts';
import { runReference } from '../runs/finish.ts';
import { callerOf } from './authentication.ts';
import type { HttpContext } from './context.ts';
import { RequestError } from './request-errors.ts';
import { judgeFields, readSubmitForm } from './submit-form.ts';

/** English is scored by everybody; other languages ask for a permission, and for a model that is not there yet. */
function judgeLanguage(caller: Caller, fields: SubmitFields): void {
  if (fields.language === 'en') return;
  const details = { language: fields.language };
  if (!caller.multilingual) {
    const message = 'This client may submit English only: ask for multilingual analysis';
    throw new RequestError('MULTILINGUAL_NOT_ENABLED', message, { details });
  }
  const message = 'No model for other languages than English is configured on this server';
  throw new RequestError('MULTILINGUAL_NOT_CONFIGURED', message, { details, retryAfterSeconds: 3600 });
}

/** The body of the 202. */
function present(admitted: AdmittedRun, pollIntervalSeconds: number, ignoredFields: readonly string[]) {
  const { run, queuePosition, activeRequests } = admitted;
  const submitted = { ...runReference(run), pollIntervalSeconds, ignoredFields: [...ignoredFields] };
  const body: SubmitResponse =
    queuePosition === null
      ? { ...submitted, status: 'processing' }
      : { ...submitted, status: 'queued', queuePosition, activeRequests };
  return body;
}

/** `POST /speech/analyze`: takes a recording in and answers with the id of its run. */
export function submitRoute({ config, store, checkRecording }: HttpContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const caller = callerOf(request);
    const form = await readSubmitForm(request, store.audio, config.maxUploadBytes);
    const { upload } = form;
    try {
      const fields = judgeFields(form);
      if (!upload) throw new RequestError('MISSING_AUDIO_FILE', 'Send the recording as the file audio');
      const durationMs = await checkRecording(upload.path);
      judgeLanguage(caller, fields);
      const { clientId, projectId } = caller;
      const submission = { clientId, projectId, fields, durationMs, upload };
      const admitted = await admitRun(store, submission, config.maxActiveRuns);
      const { pollIntervalSeconds } = config;
      return reply
        .code(202)
        .header('retry-after', String(pollIntervalSeconds))
        .send(present(admitted, pollIntervalSeconds, form.ignoredFields));
    } catch (error) {
      if (!(error instanceof InsufficientCreditsError)) throw error;
      const { cost, available } = error;
      throw new RequestError('INSUFFICIENT_CREDITS', error.message, { details: { cost, available } });
    } finally {
      await upload?.discard();
    }
  };
}
