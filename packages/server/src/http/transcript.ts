import {
  type ReportLanguage,
  TRANSCRIPT_FORMATS,
  type Transcript,
  type TranscriptFormat,
} from '@vivavoce/contract';
import { downloadFileName, plainText, subRip, webVtt } from '@vivavoce/report';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readResultWithAudit } from '../runs/result.ts';
import { actorContextOf } from './authentication.ts';
import type { TenantContext } from './context.ts';
import { requireResult } from './finished-result.ts';
import { Query } from './query.ts';

interface TranscriptWriter {
  readonly mediaType: string;
  /** @param language of the names of speakers. */
  write(transcript: Transcript, language?: ReportLanguage): string;
}

const TRANSCRIPT_WRITERS: Record<TranscriptFormat, TranscriptWriter> = {
  json: { mediaType: 'application/json; charset=utf-8', write: (transcript) => JSON.stringify(transcript) },
  txt: { mediaType: 'text/plain; charset=utf-8', write: plainText },
  srt: { mediaType: 'application/x-subrip; charset=utf-8', write: subRip },
  vtt: { mediaType: 'text/vtt; charset=utf-8', write: webVtt },
};

const formatSchema = z.enum(TRANSCRIPT_FORMATS, { error: `one of ${TRANSCRIPT_FORMATS.join(', ')}` });

/** `GET /speech/analyze/{id}/transcript?format=`: what was said, as JSON, plain text or subtitles. */
export function transcriptRoute({ storeOf }: TenantContext) {
  return async (
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const format = new Query(request).one('format', formatSchema) ?? 'json';
    const run = requireResult(
      await readResultWithAudit(
        storeOf(request),
        actorContextOf(request),
        request.params.id,
        'run.transcript',
      ),
    );
    const { mediaType, write } = TRANSCRIPT_WRITERS[format];
    return reply
      .header('content-type', mediaType)
      .header('content-disposition', contentDisposition(downloadFileName('transcript', run, format)))
      .header('cache-control', 'private, no-store')
      .header('x-content-type-options', 'nosniff')
      .send(write(run.transcript, run.reportLanguage));
  };
}
