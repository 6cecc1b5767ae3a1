/** The program of the thread that draws PDFs, see `pdf-thread.ts`. */
import { parentPort } from 'node:worker_threads';
import type { PdfAnswer, PdfJob } from './pdf-thread.ts';
import { writePdf } from './write-pdf.ts';

async function draw({ number, content, createdAt }: PdfJob): Promise<PdfAnswer> {
  try {
    return { number, pdf: new Uint8Array(await writePdf(content, createdAt)) };
  } catch (fault) {
    return { number, fault: fault as Error };
  }
}

parentPort?.on('message', async (job: PdfJob) => parentPort?.postMessage(await draw(job)));
