import type { DOWNLOAD_OPERATIONS, ReportLanguage, Transcript, TranscriptFormat } from '@vivavoce/contract';
import { inLanguage } from '@vivavoce/engine/sentences';
import { downloadFileName, plainText, subRip, webVtt } from '@vivavoce/report';
import { create as contentDisposition } from 'content-disposition';
import { readResultWithAudit } from '../runs/result.ts';
import type { TenantContext } from './context.ts';
import type { Handler } from './route.ts';

interface TranscriptWriter {
  readonly mediaType: string;
  /** @param language of the speakers’ names. */
  write(transcript: Transcript, language?: ReportLanguage): string;
}

const TRANSCRIPT_WRITERS: Record<TranscriptFormat, TranscriptWriter> = {
  json: { mediaType: 'application/json; charset=utf-8', write: (transcript) => JSON.stringify(transcript) },
  txt: { mediaType: 'text/plain; charset=utf-8', write: plainText },
  srt: { mediaType: 'application/x-subrip; charset=utf-8', write: subRip },
  vtt: { mediaType: 'text/vtt; charset=utf-8', write: webVtt },
};

/** `GET /speech/analyze/{id}/transcript?format=`: the transcript as JSON, plain text or subtitles. */
export function transcriptRoute({
  storeOf,
}: TenantContext): Handler<typeof DOWNLOAD_OPERATIONS.readTranscript> {
  return async ({ params, query: { format, reportLanguage }, by, request, reply }) => {
    const stored = await readResultWithAudit(storeOf(request), by, params.id, 'run.transcript');
    const run = reportLanguage ? inLanguage(stored, reportLanguage) : stored;
    const { mediaType, write } = TRANSCRIPT_WRITERS[format];
    return reply
      .header('content-type', mediaType)
      .header('content-disposition', contentDisposition(downloadFileName('transcript', run, format)))
      .header('cache-control', 'private, no-store')
      .header('x-content-type-options', 'nosniff')
      .send(write(run.transcript, run.reportLanguage));
  };
}
