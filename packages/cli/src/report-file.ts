import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { AnalysisResult } from '@vivavoce/contract';
import { type Audience, writeHtml, writePdf, writeReportContent } from '@vivavoce/report';

/** How the name of a report's file ends; the ending chooses the form. */
export const REPORT_ENDINGS = ['.pdf', '.html'] as const;

/** Whether a report can be written to a file of this name. */
export function isReportPath(path: string): boolean {
  return (REPORT_ENDINGS as readonly string[]).includes(extname(path).toLowerCase());
}

/**
 * Writes the report of a result to a file, in the form that its name ends in.
 * @throws the error of the file system if it cannot be written.
 */
export async function writeReportFile(
  result: AnalysisResult,
  path: string,
  audience: Audience,
): Promise<void> {
  const content = writeReportContent(result, audience);
  const isPdf = extname(path).toLowerCase() === '.pdf';
  await writeFile(path, isPdf ? await writePdf(content, new Date()) : writeHtml(content));
}
