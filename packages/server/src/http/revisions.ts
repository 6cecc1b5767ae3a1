import {
  correctionsRequestSchema,
  type History,
  type Review,
  rescoreRequestSchema,
  reviewRequestSchema,
} from '@vivavoce/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readHistory, readRevision } from '../runs/history.ts';
import { findRun, pollRun } from '../runs/poll.ts';
import { reviewRun } from '../runs/reviews.ts';
import { correctTranscript, RevisionError, rescoreRun } from '../runs/revise.ts';
import { ScorerBusyError } from '../scoring/background-scorer.ts';
import { actorContextOf, callerOf, forAction } from './authentication.ts';
import type { TenantContext } from './context.ts';
import { acceptJson, bodyOf } from './json-body.ts';
import { RequestError } from './request-errors.ts';

type RunRequest = FastifyRequest<{ Params: { id: string } }>;

const RETRY_SECONDS = 5;

const notFound = (): RequestError => new RequestError('RUN_NOT_FOUND', 'There is no such run');

/** An error of the revisions as one of the table. */
function revisionErrorOf(error: unknown): unknown {
  if (error instanceof RevisionError) return new RequestError(error.code, error.message);
  if (error instanceof ScorerBusyError) {
    return new RequestError('RATE_LIMIT_EXCEEDED', `${error.message}: try again`, {
      retryAfterSeconds: RETRY_SECONDS,
    });
  }
  return error;
}

/** What a service gives of a run of the caller. @throws RequestError if there is no such run, or it cannot be done. */
async function orNotFound<T>(pending: Promise<T | null | false>): Promise<T> {
  const found = await pending.catch((error: unknown) => {
    throw revisionErrorOf(error);
  });
  if (found === null || found === false) throw notFound();
  return found;
}

/** Refuses a run that the caller does not have before the body is judged, which would tell that there is one. */
function requireRun({ storeOf }: TenantContext) {
  return async (request: FastifyRequest): Promise<void> => {
    const { id } = (request as RunRequest).params;
    if (!(await findRun(storeOf(request).db, callerOf(request).tenantId, id))) throw notFound();
  };
}

/** Answers with the result as a poll shows it. */
async function sendResult(
  context: TenantContext,
  request: RunRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const polled = await orNotFound(
    pollRun(context.storeOf(request), context, callerOf(request).tenantId, request.params.id),
  );
  if (polled.kind !== 'finished') throw new Error('A run that has a result is not finished');
  return reply.header('content-type', 'application/json; charset=utf-8').send(polled.bodyText);
}

/** `POST /speech/analyze/{id}/rescore`: scores another speaker. */
function rescoreRoute(context: TenantContext) {
  return async (request: RunRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { candidateSpeaker } = bodyOf(request, rescoreRequestSchema);
    const revisionContext = { store: context.storeOf(request), scorer: context.scorer };
    await orNotFound(
      rescoreRun(revisionContext, actorContextOf(request), request.params.id, candidateSpeaker),
    );
    return sendResult(context, request, reply);
  };
}

/** `PATCH /speech/analyze/{id}/transcript`: corrects words and scores again. */
function correctTranscriptRoute(context: TenantContext) {
  return async (request: RunRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const corrections = bodyOf(request, correctionsRequestSchema);
    const revisionContext = { store: context.storeOf(request), scorer: context.scorer };
    await orNotFound(
      correctTranscript(revisionContext, actorContextOf(request), request.params.id, corrections),
    );
    return sendResult(context, request, reply);
  };
}

/** `POST /speech/analyze/{id}/review`: keeps what a person makes of the result. */
function reviewRoute({ storeOf }: TenantContext) {
  return async (request: RunRequest): Promise<Review> => {
    const review = bodyOf(request, reviewRequestSchema);
    return orNotFound(reviewRun(storeOf(request), actorContextOf(request), request.params.id, review));
  };
}

/** `GET /speech/analyze/{id}/history`: every result that the run had. */
function historyRoute({ storeOf }: TenantContext) {
  return async (request: RunRequest): Promise<History> =>
    orNotFound(readHistory(storeOf(request), callerOf(request).tenantId, request.params.id));
}

const revisionSchema = z
  .string()
  .regex(/^[1-9]\d{0,5}$/)
  .transform(Number);

/** `GET /speech/analyze/{id}/history/{revision}`: one of the results, whole. */
function revisionRoute({ storeOf }: TenantContext) {
  return async (
    request: FastifyRequest<{ Params: { id: string; revision: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const { id, revision } = request.params;
    const number = revisionSchema.safeParse(revision);
    if (!number.success) throw new RequestError('INVALID_PARAMETERS', 'revision is a number from 1');
    const text = await orNotFound(
      readRevision(storeOf(request), callerOf(request).tenantId, id, number.data),
    );
    if (text === undefined) throw new RequestError('NOT_FOUND', `The run has no result ${number.data}`);
    return reply.header('content-type', 'application/json; charset=utf-8').send(text);
  };
}

/** The routes for what people do with a result afterwards. */
export function revisionRoutes(context: TenantContext) {
  return async (api: FastifyInstance): Promise<void> => {
    acceptJson(api);
    api.addHook('preValidation', requireRun(context));
    api.post('/rescore', forAction('runs.review'), rescoreRoute(context));
    api.patch('/transcript', forAction('runs.review'), correctTranscriptRoute(context));
    api.post('/review', forAction('runs.review'), reviewRoute(context));
    api.get('/history', forAction('runs.read'), historyRoute(context));
    api.get('/history/:revision', forAction('runs.read'), revisionRoute(context));
  };
}
