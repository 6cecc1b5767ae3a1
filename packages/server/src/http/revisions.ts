import { REVISION_OPERATIONS } from '@vivavoce/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readHistory, readRevision } from '../runs/history.ts';
import { findRun, pollRun } from '../runs/poll.ts';
import { reviewRun } from '../runs/reviews.ts';
import { correctTranscript, rescoreRun } from '../runs/revise.ts';
import { runNotFound, ServiceError } from '../service-error.ts';
import { callerOf } from './authentication.ts';
import type { TenantContext } from './context.ts';
import { acceptJson } from './json-body.ts';
import { type Handler, type OperationRequest, route } from './route.ts';

type Rescore = typeof REVISION_OPERATIONS.rescoreRun;
type CorrectTranscript = typeof REVISION_OPERATIONS.correctTranscript;
type ReviewRun = typeof REVISION_OPERATIONS.reviewRun;
type ReadHistory = typeof REVISION_OPERATIONS.readHistory;
type ReadRevision = typeof REVISION_OPERATIONS.readRevision;

/**
 * What a service returns for a run of the caller.
 * @throws ServiceError RUN_NOT_FOUND.
 */
async function orNotFound<T>(pending: Promise<T | null | false>): Promise<T> {
  const found = await pending;
  if (found === null || found === false) throw runNotFound();
  return found;
}

/** A hook that refuses an unknown run before the body is parsed, so that errors do not reveal which runs exist. */
function requireRun({ storeOf }: TenantContext) {
  return async (request: FastifyRequest): Promise<void> => {
    const { id } = request.params as { readonly id: string };
    await orNotFound(findRun(storeOf(request).db, callerOf(request).tenantId, id));
  };
}

const sendJson = (reply: FastifyReply, text: string): FastifyReply =>
  reply.header('content-type', 'application/json; charset=utf-8').send(text);

/** Sends the result in the form of a poll. */
async function sendResult(
  context: TenantContext,
  { params, caller, request, reply }: OperationRequest<Rescore | CorrectTranscript>,
): Promise<FastifyReply> {
  const polled = await orNotFound(pollRun(context.storeOf(request), context, caller.tenantId, params.id));
  if (polled.kind !== 'finished') throw new Error('A run that has a result is not finished');
  return sendJson(reply, polled.bodyText);
}

/** `POST /speech/analyze/{id}/rescore`: scores another speaker. */
function rescoreRoute(context: TenantContext): Handler<Rescore> {
  return async (call) => {
    const revisionContext = { store: context.storeOf(call.request), scorer: context.scorer };
    await orNotFound(rescoreRun(revisionContext, call.by, call.params.id, call.body.candidateSpeaker));
    return sendResult(context, call);
  };
}

/** `PATCH /speech/analyze/{id}/transcript`: corrects words and scores again. */
function correctTranscriptRoute(context: TenantContext): Handler<CorrectTranscript> {
  return async (call) => {
    const revisionContext = { store: context.storeOf(call.request), scorer: context.scorer };
    await orNotFound(correctTranscript(revisionContext, call.by, call.params.id, call.body));
    return sendResult(context, call);
  };
}

/** `POST /speech/analyze/{id}/review`: records a person's review of the result. */
function reviewRoute({ storeOf }: TenantContext): Handler<ReviewRun> {
  return ({ params, body, by, request }) => orNotFound(reviewRun(storeOf(request), by, params.id, body));
}

/** `GET /speech/analyze/{id}/history`: every result of the run. */
function historyRoute({ storeOf }: TenantContext): Handler<ReadHistory> {
  return ({ params, caller, request }) =>
    orNotFound(readHistory(storeOf(request), caller.tenantId, params.id));
}

/** `GET /speech/analyze/{id}/history/{revision}`: one of the results in full. */
function revisionRoute({ storeOf }: TenantContext): Handler<ReadRevision> {
  return async ({ params: { id, revision }, caller, request, reply }) => {
    const text = await orNotFound(readRevision(storeOf(request), caller.tenantId, id, revision));
    if (text === undefined) throw new ServiceError('NOT_FOUND', `The run has no result ${revision}`);
    return sendJson(reply, text);
  };
}

/** The routes that revise and review results. */
export function revisionRoutes(context: TenantContext) {
  return async (api: FastifyInstance): Promise<void> => {
    acceptJson(api);
    api.addHook('preValidation', requireRun(context));
    route(api, REVISION_OPERATIONS.rescoreRun, rescoreRoute(context));
    route(api, REVISION_OPERATIONS.correctTranscript, correctTranscriptRoute(context));
    route(api, REVISION_OPERATIONS.reviewRun, reviewRoute(context));
    route(api, REVISION_OPERATIONS.readHistory, historyRoute(context));
    route(api, REVISION_OPERATIONS.readRevision, revisionRoute(context));
  };
}
