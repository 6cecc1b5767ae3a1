export type { ReportContent } from './content/report-content.ts';
export { AUDIENCES, type Audience, type ReportSource } from './content/report-source.ts';
export { writeReportContent } from './content/write-report-content.ts';
export { type DownloadKind, downloadFileName } from './download-file-name.ts';
export { CONTENT_SECURITY_POLICY } from './html/style.ts';
export { writeHtml } from './html/write-html.ts';
export { createPdfThread, type PdfThread } from './pdf/pdf-thread.ts';
export { plainText } from './transcript/plain-text.ts';
export { subRip, webVtt } from './transcript/subtitles.ts';
