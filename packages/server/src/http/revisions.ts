import { COMMENT_OPERATIONS, REVISION_OPERATIONS } from '@vivavoce/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createComment, deleteComment, listComments } from '../runs/comments.ts';
import { readHistory, readRevision } from '../runs/history.ts';
import { findRun, pollRun } from '../runs/poll.ts';
import { textInLanguage } from '../runs/reading-language.ts';
import { reviewRun } from '../runs/reviews.ts';
import { correctTranscript, rescoreRun } from '../runs/revise.ts';
import { nameSpeakers } from '../runs/speaker-names.ts';
import { runNotFound, ServiceError } from '../service-error.ts';
import { callerOf } from './authentication.ts';
import type { TenantContext } from './context.ts';
import { acceptJson } from './json-body.ts';
import { type Handler, type OperationRequest, route } from './route.ts';

type Rescore = typeof REVISION_OPERATIONS.rescoreRun;
type CorrectTranscript = typeof REVISION_OPERATIONS.correctTranscript;
type NameSpeakers = typeof REVISION_OPERATIONS.nameSpeakers;
type Comments = typeof COMMENT_OPERATIONS;
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

/** `PUT /speech/analyze/{id}/speakers`: names the speakers. */
function nameSpeakersRoute({ storeOf }: TenantContext): Handler<NameSpeakers> {
  return ({ params, body, by, request }) => orNotFound(nameSpeakers(storeOf(request), by, params.id, body));
}

/** `GET /speech/analyze/{id}/comments`: what colleagues commented on the recording. */
function listCommentsRoute({ storeOf }: TenantContext): Handler<Comments['listComments']> {
  return async ({ params, by, request }) => ({
    comments: await orNotFound(listComments(storeOf(request), by, params.id)),
  });
}

/** `POST /speech/analyze/{id}/comments`: comments on the recording. */
function createCommentRoute({ storeOf }: TenantContext): Handler<Comments['createComment']> {
  return ({ params, body, by, request }) => orNotFound(createComment(storeOf(request), by, params.id, body));
}

/** `DELETE /speech/analyze/{id}/comments/{commentId}`: deletes a comment of the caller's own. */
function deleteCommentRoute({ storeOf }: TenantContext): Handler<Comments['deleteComment']> {
  return async ({ params: { id, commentId }, by, request }) => {
    await orNotFound(deleteComment(storeOf(request), by, id, commentId));
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
  return async ({ params: { id, revision }, query: { reportLanguage }, caller, request, reply }) => {
    const text = await orNotFound(readRevision(storeOf(request), caller.tenantId, id, revision));
    if (text === undefined) throw new ServiceError('NOT_FOUND', `The run has no result ${revision}`);
    return sendJson(reply, textInLanguage(text, reportLanguage));
  };
}

/** The routes that revise, review and discuss results. */
export function revisionRoutes(context: TenantContext) {
  return async (api: FastifyInstance): Promise<void> => {
    acceptJson(api);
    api.addHook('preValidation', requireRun(context));
    route(api, REVISION_OPERATIONS.rescoreRun, rescoreRoute(context));
    route(api, REVISION_OPERATIONS.correctTranscript, correctTranscriptRoute(context));
    route(api, REVISION_OPERATIONS.nameSpeakers, nameSpeakersRoute(context));
    route(api, REVISION_OPERATIONS.reviewRun, reviewRoute(context));
    route(api, REVISION_OPERATIONS.readHistory, historyRoute(context));
    route(api, REVISION_OPERATIONS.readRevision, revisionRoute(context));
    route(api, COMMENT_OPERATIONS.listComments, listCommentsRoute(context));
    route(api, COMMENT_OPERATIONS.createComment, createCommentRoute(context));
    route(api, COMMENT_OPERATIONS.deleteComment, deleteCommentRoute(context));
  };
}
