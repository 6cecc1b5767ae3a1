import type { ReportLanguage, Waveform } from '@vivavoce/contract';
import type { Connection } from './connection.ts';
import { inLanguagePath, jsonRequests, type ReadingOptions, type RequestOptions, send } from './request.ts';
import { runPath } from './runs.ts';

/** Which report to fetch. */
export interface ReportOptions extends ReadingOptions {
  /** PDF by default. */
  readonly format?: 'pdf' | 'html';
  /** The recruiter by default; the candidate's report has no recommendation and no internal references. */
  readonly audience?: 'recruiter' | 'candidate';
}

/** A transcript as a file: plain text, SubRip, WebVTT. */
export type TranscriptFile = 'txt' | 'srt' | 'vtt';

/** Which bytes of a recording to fetch. */
export interface AudioOptions extends RequestOptions {
  /** Which part of a recording that came in several, from 1; the first by default. */
  readonly part?: number;
  /** The first byte; 0 by default. */
  readonly start?: number;
  /** The byte after the last one; the end of the recording by default. */
  readonly end?: number;
}

const ANY_TYPE = '*/*';

/** The path of a report as a file. */
export const reportPath = (
  runId: string,
  { format = 'pdf', audience = 'recruiter', reportLanguage }: Omit<ReportOptions, 'signal'>,
): string =>
  inLanguagePath(runPath(runId, `/report?${new URLSearchParams({ format, audience })}`), reportLanguage);

/** The path of a transcript as a file. */
export const transcriptPath = (
  runId: string,
  format: TranscriptFile,
  reportLanguage?: ReportLanguage,
): string => inLanguagePath(runPath(runId, `/transcript?${new URLSearchParams({ format })}`), reportLanguage);

/** Fetches the report of a run; see `Vivavoce.report`. */
export function report(
  connection: Connection,
  runId: string,
  { signal, ...which }: ReportOptions,
): Promise<Blob> {
  const path = reportPath(runId, which);
  const options = signal && { signal };
  const file = { accept: ANY_TYPE, read: (response: Response) => response.blob() };
  return send(connection, { ...options, method: 'GET', path, isRetryable: true, file });
}

/** Fetches the transcript of a run as a file; see `Vivavoce.transcript`. */
export function transcript(
  connection: Connection,
  runId: string,
  format: TranscriptFile,
  { reportLanguage, ...options }: ReadingOptions,
): Promise<string> {
  const path = transcriptPath(runId, format, reportLanguage);
  const file = { accept: ANY_TYPE, read: (response: Response) => response.text() };
  return send(connection, { ...options, method: 'GET', path, isRetryable: true, file });
}

/** A path with the number of a part of a recording; that of the first is left out. */
export const partPath = (path: string, part = 1): string => (part === 1 ? path : `${path}?part=${part}`);

/** Fetches the recording of a run; see `Vivavoce.audio`. */
export function audio(
  connection: Connection,
  runId: string,
  { part, start, end, ...options }: AudioOptions,
): Promise<Blob> {
  const isRange = start !== undefined || end !== undefined;
  const last = end === undefined ? '' : String(end - 1);
  const headers: Record<string, string> = isRange ? { range: `bytes=${start ?? 0}-${last}` } : {};
  const file = { accept: ANY_TYPE, read: (response: Response) => response.blob() };
  const path = partPath(runPath(runId, '/audio'), part);
  return send(connection, { ...options, method: 'GET', path, headers, isRetryable: true, file });
}

/** Fetches the waveform of a run; see `Vivavoce.waveform`. */
export function waveform(connection: Connection, runId: string, options: RequestOptions): Promise<Waveform> {
  return jsonRequests(connection).get(runPath(runId, '/waveform'), options);
}
