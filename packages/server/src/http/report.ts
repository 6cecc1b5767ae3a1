import {
  AUDIENCES,
  type Audience,
  CONTENT_SECURITY_POLICY,
  downloadFileName,
  type PdfThread,
  type ReportSource,
  writeHtml,
  writeReportContent,
} from '@vivavoce/report';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readResultWithAudit } from '../runs/result.ts';
import { actorContextOf } from './authentication.ts';
import type { TenantContext } from './context.ts';
import { requireResult } from './finished-result.ts';
import { Query } from './query.ts';

const REPORT_FORMATS = ['pdf', 'html'] as const;

/** A form in which a report can be had. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];

const formatSchema = z.enum(REPORT_FORMATS, { error: `one of ${REPORT_FORMATS.join(', ')}` });
const audienceSchema = z.enum(AUDIENCES, { error: `one of ${AUDIENCES.join(', ')}` });

/**
 * The form that a request wants its report in: by its query, else a PDF for whoever accepts a PDF and no page, as programs
 * do; browsers accept a page.
 * @throws RequestError for a form that there is not.
 */
export function reportFormatOf(request: FastifyRequest): ReportFormat {
  const asked = new Query(request).one('format', formatSchema);
  if (asked) return asked;
  const accept = request.headers.accept ?? '';
  return accept.includes('application/pdf') && !accept.includes('text/html') ? 'pdf' : 'html';
}

/** Answers with the report of a run, as a file that can be shown or saved. The PDF is drawn in a thread of its own. */
export async function sendReport(
  reply: FastifyReply,
  run: ReportSource & { readonly timestamp: string },
  audience: Audience,
  format: ReportFormat,
  pdfs: PdfThread,
): Promise<FastifyReply> {
  const content = writeReportContent(run, audience);
  const name = downloadFileName(audience === 'candidate' ? 'feedback' : 'report', run, format);
  reply
    .header('content-disposition', contentDisposition(name, { type: 'inline' }))
    .header('cache-control', 'private, no-store')
    .header('vary', 'accept')
    .header('x-content-type-options', 'nosniff');
  if (format === 'pdf') {
    const pdf = await pdfs.write(content, new Date(run.timestamp));
    return reply.header('content-type', 'application/pdf').send(Buffer.from(pdf));
  }
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', `${CONTENT_SECURITY_POLICY}; frame-ancestors 'self'`)
    .send(writeHtml(content));
}

/** `GET /speech/analyze/{id}/report`: the report as PDF or as a page, for who decides or for whom it is about. */
export function reportRoute({ storeOf, pdfs }: TenantContext) {
  return async (
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const format = reportFormatOf(request);
    const audience = new Query(request).one('audience', audienceSchema) ?? 'recruiter';
    const found = await readResultWithAudit(
      storeOf(request),
      actorContextOf(request),
      request.params.id,
      'run.report',
    );
    return sendReport(reply, requireResult(found), audience, format, pdfs);
  };
}
