import type {
  Correction,
  FinishedPoll,
  History,
  Review,
  ReviewRequest,
  SpeakerNames,
} from '@vivavoce/contract';
import type { Connection } from './connection.ts';
import { inLanguagePath, jsonRequests, type ReadingOptions, type RequestOptions, send } from './request.ts';
import { runPath } from './runs.ts';

/** Scores another speaker; see `Vivavoce.rescore`. */
export function rescore(
  connection: Connection,
  runId: string,
  candidateSpeaker: string,
  options: RequestOptions,
): Promise<FinishedPoll> {
  const path = runPath(runId, '/rescore');
  const json = { candidateSpeaker };
  // Safe to repeat: the scores are the same, the history gets one more result.
  return send(connection, { ...options, method: 'POST', path, json, isRetryable: true });
}

/** Corrects words; see `Vivavoce.correctTranscript`. */
export function correctTranscript(
  connection: Connection,
  runId: string,
  corrections: readonly Correction[],
  options: RequestOptions,
): Promise<FinishedPoll> {
  const path = runPath(runId, '/transcript');
  // Not safe to repeat: the first attempt may have moved the words.
  return send(connection, { ...options, method: 'PATCH', path, json: corrections, isRetryable: false });
}

/** Names the speakers; see `Vivavoce.nameSpeakers`. */
export function nameSpeakers(
  connection: Connection,
  runId: string,
  names: SpeakerNames['names'],
  options: RequestOptions,
): Promise<SpeakerNames> {
  const path = runPath(runId, '/speakers');
  return send(connection, { ...options, method: 'PUT', path, json: { names }, isRetryable: true });
}

/** Reviews a result; see `Vivavoce.review`. */
export function review(
  connection: Connection,
  runId: string,
  request: ReviewRequest,
  options: RequestOptions,
): Promise<Review> {
  return jsonRequests(connection).post(runPath(runId, '/review'), request, options);
}

/** Lists the results of a run; see `Vivavoce.history`. */
export function history(connection: Connection, runId: string, options: RequestOptions): Promise<History> {
  return jsonRequests(connection).get(runPath(runId, '/history'), options);
}

/** Fetches one of the results of a run; see `Vivavoce.revision`. */
export function revision(
  connection: Connection,
  runId: string,
  number: number,
  { reportLanguage, ...options }: ReadingOptions,
): Promise<FinishedPoll> {
  const path = inLanguagePath(runPath(runId, `/history/${number}`), reportLanguage);
  return jsonRequests(connection).get(path, options);
}
