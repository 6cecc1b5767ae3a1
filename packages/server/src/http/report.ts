import type { DOWNLOAD_OPERATIONS, ReportFormat } from '@vivavoce/contract';
import { inLanguage } from '@vivavoce/engine/sentences';
import {
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
import { readResultWithAudit } from '../runs/result.ts';
import type { TenantContext } from './context.ts';
import type { Handler } from './route.ts';

/** The requested format, else a PDF for programs, which accept PDF and not HTML; browsers accept HTML. */
export function chooseReportFormat(
  requested: ReportFormat | undefined,
  { headers: { accept = '' } }: FastifyRequest,
): ReportFormat {
  return requested ?? (accept.includes('application/pdf') && !accept.includes('text/html') ? 'pdf' : 'html');
}

/** Sends the report of a run as a file to view or save. PDFs are written in a thread of their own. */
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

/** `GET /speech/analyze/{id}/report`: the report as PDF or HTML, for the recruiter or the candidate. */
export function reportRoute({
  storeOf,
  pdfs,
}: TenantContext): Handler<typeof DOWNLOAD_OPERATIONS.readReport> {
  return async ({ params, query: { format, audience, reportLanguage }, by, request, reply }) => {
    const run = await readResultWithAudit(storeOf(request), by, params.id, 'run.report');
    const read = reportLanguage ? inLanguage(run, reportLanguage) : run;
    return sendReport(reply, read, audience, chooseReportFormat(format, request), pdfs);
  };
}
