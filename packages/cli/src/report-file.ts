import { access, constants, stat, writeFile } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import type { AnalysisResult } from '@vivavoce/contract';
import { type Audience, type ReportContent, writeHtml, writeReportContent } from '@vivavoce/report';
import { UsageError } from './usage-error.ts';

/** How the name of a report's file ends; the ending chooses the form. */
export const REPORT_ENDINGS = ['.pdf', '.html'] as const;

/** Whether a report can be written to a file of this name. */
export function isReportPath(path: string): boolean {
  return (REPORT_ENDINGS as readonly string[]).includes(extname(path).toLowerCase());
}

/**
 * Checks that a report can be written to a path, before the work that it reports on.
 * @throws UsageError if its folder is missing or closed, or the path is a folder.
 */
export async function requireWritable(path: string): Promise<void> {
  const folder = dirname(path);
  // What cannot be looked at counts as missing, and is refused or found out by `access`.
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) throw new UsageError(`${path}: there is no folder ${folder}`);
  // As above.
  const target = await stat(path).catch(() => null);
  if (target?.isDirectory()) throw new UsageError(`${path}: this is a folder`);
  const isOpen = await access(target ? path : folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!isOpen) throw new UsageError(`${path}: the file may not be written`);
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
  await writeFile(path, isPdf ? await pdfOf(content) : writeHtml(content));
}

/** Fonts and the library that draws are loaded with the first PDF. */
async function pdfOf(content: ReportContent): Promise<Uint8Array> {
  const { writePdf } = await import('@vivavoce/report/pdf');
  return writePdf(content, new Date());
}
