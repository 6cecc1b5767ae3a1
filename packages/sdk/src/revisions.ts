import type { Correction, FinishedPoll, History, Review, ReviewRequest } from '@vivavoce/contract';
import { type Connection, type RequestOptions, send } from './request.ts';

const runPath = (runId: string, rest: string): string =>
  `/speech/analyze/${encodeURIComponent(runId)}/${rest}`;

/** Scores another speaker; see `Vivavoce.rescore`. */
export function rescore(
  connection: Connection,
  runId: string,
  candidateSpeaker: string,
  options: RequestOptions,
): Promise<FinishedPoll> {
  const path = runPath(runId, 'rescore');
  const json = { candidateSpeaker };
  // Scored twice, the speaker has the same scores; the history has one result more.
  return send(connection, { ...options, method: 'POST', path, json, isRetryable: true });
}

/** Corrects words; see `Vivavoce.correctTranscript`. */
export function correctTranscript(
  connection: Connection,
  runId: string,
  corrections: readonly Correction[],
  options: RequestOptions,
): Promise<FinishedPoll> {
  const path = runPath(runId, 'transcript');
  // Corrected twice, other words could be hit: the first time may have moved them.
  return send(connection, { ...options, method: 'PATCH', path, json: corrections, isRetryable: false });
}

/** Reviews a result; see `Vivavoce.review`. */
export function review(
  connection: Connection,
  runId: string,
  request: ReviewRequest,
  options: RequestOptions,
): Promise<Review> {
  const path = runPath(runId, 'review');
  return send(connection, { ...options, method: 'POST', path, json: request, isRetryable: false });
}

/** Lists the results of a run; see `Vivavoce.history`. */
export function history(connection: Connection, runId: string, options: RequestOptions): Promise<History> {
  return send(connection, { ...options, method: 'GET', path: runPath(runId, 'history'), isRetryable: true });
}

/** One of the results of a run; see `Vivavoce.revision`. */
export function revision(
  connection: Connection,
  runId: string,
  number: number,
  options: RequestOptions,
): Promise<FinishedPoll> {
  const path = runPath(runId, `history/${number}`);
  return send(connection, { ...options, method: 'GET', path, isRetryable: true });
}
