/** The program of the thread that draws PDFs, see `pdf-thread.ts`. */
import type { PdfJob } from './pdf-thread.ts';
import { writePdf } from './write-pdf.ts';

/** Draws one report. */
export default async function draw({ content, createdAt }: PdfJob): Promise<Uint8Array> {
  return new Uint8Array(await writePdf(content, createdAt));
}
