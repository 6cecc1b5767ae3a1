import type { ReportLanguage } from '@vivavoce/contract';
import type { AuditFilter } from './administration.ts';
import {
  partPath,
  type ReportOptions,
  reportPath,
  type TranscriptFile,
  transcriptPath,
} from './downloads.ts';
import { type FairnessQuestion, fairnessPath } from './fairness.ts';
import { queryOf } from './pagination.ts';
import { inLanguagePath } from './request.ts';
import { exportPath, runPath } from './runs.ts';
import { sharedPath } from './shared-reports.ts';

/** Addresses for what a page loads by itself with the session cookie: links, audio elements, event sources. */
export interface Urls {
  report(runId: string, file: Omit<ReportOptions, 'signal'>): string;
  transcript(runId: string, format: TranscriptFile, reportLanguage?: ReportLanguage): string;
  /** @param part of a recording that came in several, from 1; the first by default. */
  audio(runId: string, part?: number): string;
  /** Server-sent events of an unfinished run, each a `RunEvent` of the contract. */
  runEvents(runId: string): string;
  /** @param part as for `audio`. */
  sharedAudio(token: string, part?: number): string;
  /** A shared report as a file. */
  sharedReport(token: string, format: 'pdf' | 'html', reportLanguage?: ReportLanguage): string;
  /** Everything held about a candidate, as a ZIP. */
  candidateExport(externalId: string): string;
  fairnessCsv(question: FairnessQuestion): string;
  /** A table for people in a language; without it for programs. */
  auditCsv(filter: AuditFilter, reportLanguage?: ReportLanguage): string;
}

/** The addresses of an API. @param baseUrl of the server without a path. */
export function urlsOf(baseUrl: string): Urls {
  const url = (path: string): string => new URL(`/api/v1${path}`, baseUrl).href;
  return {
    report: (runId, file) => url(reportPath(runId, file)),
    transcript: (runId, format, language) => url(transcriptPath(runId, format, language)),
    audio: (runId, part) => url(partPath(runPath(runId, '/audio'), part)),
    runEvents: (runId) => url(runPath(runId, '/events')),
    sharedReport: (token, format, language) =>
      url(inLanguagePath(`${sharedPath(token)}/report?format=${format}`, language)),
    sharedAudio: (token, part) => url(partPath(`${sharedPath(token)}/audio`, part)),
    candidateExport: (externalId) => url(exportPath(externalId)),
    fairnessCsv: (question) => url(`${fairnessPath(question)}&format=csv`),
    auditCsv: (filter, language) => {
      const query = new URLSearchParams([...queryOf({ ...filter }), ['format', 'csv']]);
      return url(inLanguagePath(`/audit?${query}`, language));
    },
  };
}
