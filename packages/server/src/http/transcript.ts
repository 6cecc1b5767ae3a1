import {
  type ReportLanguage,
  TRANSCRIPT_FORMATS,
  type Transcript,
  type TranscriptFormat,
} from '@vivavoce/contract';
import { fileNameOf, plainText, subRip, webVtt } from '@vivavoce/report';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { takeResult } from '../runs/result.ts';
import { actingBy } from './authentication.ts';
import type { ClientContext } from './context.ts';
import { requireResult } from './finished-result.ts';
import { Query } from './query.ts';

interface Form {
  readonly mediaType: string;
  /** @param language of the names of speakers. */
  write(transcript: Transcript, language?: ReportLanguage): string;
}

const FORMS: Record<TranscriptFormat, Form> = {
  json: { mediaType: 'application/json; charset=utf-8', write: (transcript) => JSON.stringify(transcript) },
  txt: { mediaType: 'text/plain; charset=utf-8', write: plainText },
  srt: { mediaType: 'application/x-subrip; charset=utf-8', write: subRip },
  vtt: { mediaType: 'text/vtt; charset=utf-8', write: webVtt },
};

const formatSchema = z.enum(TRANSCRIPT_FORMATS, { error: `one of ${TRANSCRIPT_FORMATS.join(', ')}` });

/** `GET /speech/analyze/{id}/transcript?format=`: what was said, as JSON, plain text or subtitles. */
export function transcriptRoute({ storeOf }: ClientContext) {
  return async (
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const format = new Query(request).one('format', formatSchema) ?? 'json';
    const run = requireResult(
      await takeResult(storeOf(request), actingBy(request), request.params.id, 'run.transcript'),
    );
    const { mediaType, write } = FORMS[format];
    return reply
      .header('content-type', mediaType)
      .header('content-disposition', contentDisposition(fileNameOf('transcript', run, format)))
      .header('cache-control', 'private, no-store')
      .header('x-content-type-options', 'nosniff')
      .send(write(run.transcript, run.reportLanguage));
  };
}
