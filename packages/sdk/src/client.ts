import type {
  Correction,
  CreditsResponse,
  ErasedResponse,
  FairnessReport,
  FinishedPoll,
  HealthResponse,
  History,
  PollResponse,
  Review,
  ReviewRequest,
  RunRow,
  SubmitResponse,
  Waveform,
} from '@vivavoce/contract';
import { type Account, accountApi } from './account.ts';
import { type ConnectionOptions, createConnection } from './connection.ts';
import {
  type AudioOptions,
  audio,
  type ReportOptions,
  report,
  type TranscriptFile,
  transcript,
  waveform,
} from './downloads.ts';
import { type FairnessQuestion, fairness } from './fairness.ts';
import { listRuns, type RunFilter } from './pagination.ts';
import { type Connection, type RequestOptions, send } from './request.ts';
import { correctTranscript, history, rescore, review, revision } from './revisions.ts';
import {
  type Audio,
  erase,
  eraseCandidate,
  exportCandidate,
  type FinishedRun,
  poll,
  type SubmitFields,
  type SubmitOptions,
  submit,
} from './runs.ts';
import { type Shares, sharesApi } from './shares.ts';
import { type WaitOptions, waitForResult } from './wait.ts';

/** How the API is reached, and by whom. */
export interface VivavoceOptions extends ConnectionOptions {
  readonly apiKey: string;
}

/**
 * The Vivavoce API. Every method
 * @throws VivavoceError with the code of the API when it refuses, VivavoceConnectionError when it cannot be reached,
 * VivavoceTimeoutError when it takes too long, and the signal's reason when aborted.
 */
export interface Vivavoce extends Shares, Account {
  /** Sends a recording: a file's path (Node), a Blob or File, or a stream. However often it is tried, it makes one run. */
  submit(audio: Audio, fields?: SubmitFields, options?: SubmitOptions): Promise<SubmitResponse>;
  /** How a run is now. */
  poll(runId: string, options?: RequestOptions): Promise<PollResponse>;
  /** Polls as often as the API allows until the run is finished. A failed run is a result too: look at its status. */
  waitForResult(runId: string, options?: WaitOptions): Promise<FinishedRun>;
  /** All runs that pass a filter, newest first; pages are fetched as the loop goes on. */
  runs(filter?: RunFilter, options?: RequestOptions): AsyncIterable<RunRow>;
  /** Scores another speaker of the recording, free; gives the new result. The one before stays in the history. */
  rescore(runId: string, candidateSpeaker: string, options?: RequestOptions): Promise<FinishedPoll>;
  /** Corrects words by their places in the transcript, all or none, and scores again; gives the new result. */
  correctTranscript(
    runId: string,
    corrections: readonly Correction[],
    options?: RequestOptions,
  ): Promise<FinishedPoll>;
  /** Keeps what a person makes of the result, beside it. */
  review(runId: string, request: ReviewRequest, options?: RequestOptions): Promise<Review>;
  /** Every result that the run had, newest first: when, by whom, with which scores. */
  history(runId: string, options?: RequestOptions): Promise<History>;
  /** One of the results of the history, whole. */
  revision(runId: string, number: number, options?: RequestOptions): Promise<FinishedPoll>;
  /** Everything that is held about a candidate, by your own id: the bytes of a ZIP. */
  exportCandidate(externalId: string, options?: RequestOptions): Promise<ReadableStream<Uint8Array>>;
  /** Whether groups that you named in the metadata fare alike. */
  fairness(question: FairnessQuestion, options?: RequestOptions): Promise<FairnessReport>;
  /** Erases recording, transcript and result for good; work that is not done is stopped and not charged. */
  erase(runId: string, options?: RequestOptions): Promise<void>;
  /** Erases every run of a candidate, by your own id. */
  eraseCandidate(externalId: string, options?: RequestOptions): Promise<ErasedResponse>;
  /** The report of a finished run as a file: a PDF, or a page that loads nothing. */
  report(runId: string, options?: ReportOptions): Promise<Blob>;
  /** What was said, as plain text or as subtitles (SubRip, WebVTT). As JSON it is in the result. */
  transcript(runId: string, format: TranscriptFile, options?: RequestOptions): Promise<string>;
  /** The recording as it was submitted, whole or a part of it. */
  audio(runId: string, options?: AudioOptions): Promise<Blob>;
  /** How loud the recording is over its length, for drawing. */
  waveform(runId: string, options?: RequestOptions): Promise<Waveform>;
  /** Balance, holds and the latest transactions. */
  credits(options?: RequestOptions): Promise<CreditsResponse>;
  /** Whether the server can take work. */
  health(options?: RequestOptions): Promise<HealthResponse>;
}

/** Makes a client of the API. */
export function createVivavoce({ apiKey, ...connectionOptions }: VivavoceOptions): Vivavoce {
  return vivavoceApi(createConnection(connectionOptions, { 'x-api-key': apiKey }));
}

/** The API over a connection, whoever asks. */
export function vivavoceApi(connection: Connection): Vivavoce {
  const get = <Body>(path: string, requestOptions: RequestOptions) =>
    send<Body>(connection, { ...requestOptions, method: 'GET', path, isRetryable: true });
  return {
    ...sharesApi(connection),
    ...accountApi(connection),
    submit: (audio, fields = {}, requestOptions = {}) => submit(connection, audio, fields, requestOptions),
    poll: (runId, requestOptions = {}) => poll(connection, runId, requestOptions),
    waitForResult: (runId, waitOptions = {}) => waitForResult(connection, runId, waitOptions),
    runs: (filter = {}, requestOptions = {}) => listRuns(connection, filter, requestOptions),
    rescore: (runId, candidateSpeaker, requestOptions = {}) =>
      rescore(connection, runId, candidateSpeaker, requestOptions),
    correctTranscript: (runId, corrections, requestOptions = {}) =>
      correctTranscript(connection, runId, corrections, requestOptions),
    review: (runId, request, requestOptions = {}) => review(connection, runId, request, requestOptions),
    history: (runId, requestOptions = {}) => history(connection, runId, requestOptions),
    revision: (runId, number, requestOptions = {}) => revision(connection, runId, number, requestOptions),
    exportCandidate: (externalId, requestOptions = {}) =>
      exportCandidate(connection, externalId, requestOptions),
    fairness: (question, requestOptions = {}) => fairness(connection, question, requestOptions),
    erase: (runId, requestOptions = {}) => erase(connection, runId, requestOptions),
    eraseCandidate: (externalId, requestOptions = {}) =>
      eraseCandidate(connection, externalId, requestOptions),
    report: (runId, reportOptions = {}) => report(connection, runId, reportOptions),
    transcript: (runId, format, requestOptions = {}) => transcript(connection, runId, format, requestOptions),
    audio: (runId, audioOptions = {}) => audio(connection, runId, audioOptions),
    waveform: (runId, requestOptions = {}) => waveform(connection, runId, requestOptions),
    credits: (requestOptions = {}) => get('/credits', requestOptions),
    health: (requestOptions = {}) => get('/health', requestOptions),
  };
}
