import { access, constants, mkdir, stat, writeFile } from 'node:fs/promises';
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
  if (!(await isWritable(target ? path : folder)))
    throw new UsageError(`${path}: the file may not be written`);
}

/**
 * Makes a folder with those above it, where they are missing. Step by step: in file systems that refuse new folders, such as /proc,
 * Node's own recursion does not end.
 * @throws UsageError if it cannot be made, may not be written, or is a file.
 */
export async function makeWritableFolder(path: string): Promise<void> {
  // What cannot be looked at counts as missing, and making it fails.
  const found = await stat(path).catch(() => null);
  if (found && !found.isDirectory()) throw new UsageError(`${path}: this is no folder`);
  if (!found) {
    await makeWritableFolder(dirname(path));
    await mkdir(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw new UsageError(`${path}: the folder cannot be made (${error.code})`);
    });
  }
  if (!(await isWritable(path))) throw new UsageError(`${path}: the folder may not be written`);
}

const isWritable = (path: string): Promise<boolean> =>
  access(path, constants.W_OK).then(
    () => true,
    () => false,
  );

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
