import type { ReportLanguage } from '@vivavoce/contract';
import type { AuditFilter } from './administration.ts';
import { type ReportOptions, reportPath, type TranscriptFile, transcriptPath } from './downloads.ts';
import { type FairnessQuestion, fairnessPath } from './fairness.ts';
import { queryOf } from './pagination.ts';
import { inLanguagePath } from './request.ts';
import { exportPath, runPath } from './runs.ts';
import { sharedPath } from './shared-reports.ts';

/** Addresses for what a page loads by itself with the session cookie: links, audio elements, event sources. */
export interface Urls {
  report(runId: string, file: Omit<ReportOptions, 'signal'>): string;
  transcript(runId: string, format: TranscriptFile, reportLanguage?: ReportLanguage): string;
  audio(runId: string): string;
  /** Server-sent events of an unfinished run, each a `RunEvent` of the contract. */
  runEvents(runId: string): string;
  sharedAudio(token: string): string;
  /** A shared report as a file. */
  sharedReport(token: string, format: 'pdf' | 'html', reportLanguage?: ReportLanguage): string;
  /** Everything held about a candidate, as a ZIP. */
  candidateExport(externalId: string): string;
  fairnessCsv(question: FairnessQuestion): string;
  auditCsv(filter: AuditFilter): string;
}

/** The addresses of an API. @param baseUrl of the server without a path. */
export function urlsOf(baseUrl: string): Urls {
  const url = (path: string): string => new URL(`/api/v1${path}`, baseUrl).href;
  return {
    report: (runId, file) => url(reportPath(runId, file)),
    transcript: (runId, format, language) => url(transcriptPath(runId, format, language)),
    audio: (runId) => url(runPath(runId, '/audio')),
    runEvents: (runId) => url(runPath(runId, '/events')),
    sharedReport: (token, format, language) =>
      url(inLanguagePath(`${sharedPath(token)}/report?format=${format}`, language)),
    sharedAudio: (token) => url(`${sharedPath(token)}/audio`),
    candidateExport: (externalId) => url(exportPath(externalId)),
    fairnessCsv: (question) => url(`${fairnessPath(question)}&format=csv`),
    auditCsv: (filter) =>
      url(`/audit?${new URLSearchParams([...queryOf({ ...filter }), ['format', 'csv']])}`),
  };
}
