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
  SpeakerNames,
  SubmitResponse,
  Waveform,
} from '@vivavoce/contract';
import { type Account, accountApi } from './account.ts';
import { type CandidateRequests, candidateRequestsApi } from './candidate-requests.ts';
import { type Comments, commentsApi } from './comments.ts';
import { type Connection, type ConnectionOptions, createConnection } from './connection.ts';
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
import type { PaginatedList } from './pagination.ts';
import { jsonRequests, type ReadingOptions, type RequestOptions } from './request.ts';
import { correctTranscript, history, nameSpeakers, rescore, review, revision } from './revisions.ts';
import {
  type AudioParts,
  erase,
  eraseCandidate,
  exportCandidate,
  type FinishedRun,
  listRuns,
  poll,
  type RunFilter,
  type SubmitFields,
  type SubmitOptions,
  submit,
} from './runs.ts';
import { type Shares, sharesApi } from './shares.ts';
import { type WaitOptions, waitForResult } from './wait.ts';

/** How to reach the API, and with which key. */
export interface VivavoceOptions extends ConnectionOptions {
  readonly apiKey: string;
}

/**
 * The Vivavoce API. Every method
 * @throws VivavoceError with the code of the API when it responds with an error, VivavoceConnectionError when it cannot be
 * reached, VivavoceTimeoutError when it takes too long, and the signal's reason when aborted.
 */
export interface Vivavoce extends Shares, CandidateRequests, Comments, Account {
  /**
   * Submits a recording: a file path (Node), a Blob or File, a stream, or a URL that the server fetches it from; or a list of
   * its parts in order, which become one run. Retries create no second run.
   */
  submit(audio: AudioParts, fields?: SubmitFields, options?: SubmitOptions): Promise<SubmitResponse>;
  /** The state of a run. */
  poll(runId: string, options?: ReadingOptions): Promise<PollResponse>;
  /** Polls as often as the API allows until the run is finished. A failed run is returned too: check its status. */
  waitForResult(runId: string, options?: WaitOptions): Promise<FinishedRun>;
  /** Runs that match a filter, newest first unless sorted. A loop over them fetches page after page. */
  runs(filter?: RunFilter, options?: RequestOptions): PaginatedList<RunRow>;
  /** Scores another speaker of the recording, free of charge. The previous result stays in the history. */
  rescore(runId: string, candidateSpeaker: string, options?: RequestOptions): Promise<FinishedPoll>;
  /** Corrects words by their positions in the transcript, all or none, and rescores. @returns the new result. */
  correctTranscript(
    runId: string,
    corrections: readonly Correction[],
    options?: RequestOptions,
  ): Promise<FinishedPoll>;
  /** Gives names to the speakers by their ids, in place of all earlier ones; transcripts and reports show them. */
  nameSpeakers(runId: string, names: SpeakerNames['names'], options?: RequestOptions): Promise<SpeakerNames>;
  /** Stores a human review next to the result. */
  review(runId: string, request: ReviewRequest, options?: RequestOptions): Promise<Review>;
  /** All results of the run, newest first: when, by whom, with which scores. */
  history(runId: string, options?: RequestOptions): Promise<History>;
  /** One result of the history in full. */
  revision(runId: string, number: number, options?: ReadingOptions): Promise<FinishedPoll>;
  /** Everything that is held about a candidate, by your own id, as a ZIP. */
  exportCandidate(externalId: string, options?: RequestOptions): Promise<ReadableStream<Uint8Array>>;
  /** Compares the scores of groups that your metadata name. */
  fairness(question: FairnessQuestion, options?: RequestOptions): Promise<FairnessReport>;
  /** Permanently erases recording, transcript and result; an unfinished analysis is stopped and not charged. */
  erase(runId: string, options?: RequestOptions): Promise<void>;
  /** Erases every run of a candidate, by your own id. */
  eraseCandidate(externalId: string, options?: RequestOptions): Promise<ErasedResponse>;
  /** The report of a finished run as a file: a PDF, or a self-contained HTML page. */
  report(runId: string, options?: ReportOptions): Promise<Blob>;
  /** The transcript as plain text or subtitles (SubRip, WebVTT). As JSON it is part of the result. */
  transcript(runId: string, format: TranscriptFile, options?: ReadingOptions): Promise<string>;
  /** The recording as submitted, or a byte range of it; of one that came in parts, the first unless `part` says which. */
  audio(runId: string, options?: AudioOptions): Promise<Blob>;
  /** Loudness over the length of the recording, for drawing. */
  waveform(runId: string, options?: RequestOptions): Promise<Waveform>;
  /** Balance, holds and the latest transactions. */
  credits(options?: RequestOptions): Promise<CreditsResponse>;
  /** Whether the server accepts work. */
  health(options?: RequestOptions): Promise<HealthResponse>;
}

/** Creates a client of the API. */
export function createVivavoce({ apiKey, ...connectionOptions }: VivavoceOptions): Vivavoce {
  return vivavoceApi(createConnection(connectionOptions, { 'x-api-key': apiKey }));
}

/** The API over a connection, whatever its credentials. */
export function vivavoceApi(connection: Connection): Vivavoce {
  const { get } = jsonRequests(connection);
  return {
    ...sharesApi(connection),
    ...candidateRequestsApi(connection),
    ...commentsApi(connection),
    ...accountApi(connection),
    submit: (audio, fields = {}, requestOptions = {}) => submit(connection, audio, fields, requestOptions),
    poll: (runId, requestOptions = {}) => poll(connection, runId, requestOptions),
    waitForResult: (runId, waitOptions = {}) => waitForResult(connection, runId, waitOptions),
    runs: (filter = {}, requestOptions = {}) => listRuns(connection, filter, requestOptions),
    rescore: (runId, candidateSpeaker, requestOptions = {}) =>
      rescore(connection, runId, candidateSpeaker, requestOptions),
    correctTranscript: (runId, corrections, requestOptions = {}) =>
      correctTranscript(connection, runId, corrections, requestOptions),
    nameSpeakers: (runId, names, requestOptions = {}) =>
      nameSpeakers(connection, runId, names, requestOptions),
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
