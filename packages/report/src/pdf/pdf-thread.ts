import { Worker } from 'node:worker_threads';
import type { ReportContent } from '../content/report-content.ts';

/** A report to draw, as it travels to the thread. */
export interface PdfJob {
  readonly number: number;
  readonly content: ReportContent;
  readonly createdAt: Date;
}

/** What comes back from the thread. */
export type PdfAnswer =
  | { readonly number: number; readonly pdf: Uint8Array }
  | { readonly number: number; readonly fault: Error };

/** Draws PDFs in a thread of its own: one takes most of a second, in which a server answers nobody. */
export interface PdfThread {
  /** As `writePdf`. @throws Error if the thread ends, or if it was closed. */
  write(content: ReportContent, createdAt: Date): Promise<Uint8Array>;
  /** Ends the thread; reports that are being drawn are given up. */
  close(): Promise<void>;
}

interface Waiting {
  done(pdf: Uint8Array): void;
  fail(error: Error): void;
}

const PROGRAM = new URL('pdf-thread-program.ts', import.meta.url);

/** Makes a thread that starts with the first report, and again should it end. It keeps no process alive. */
export function createPdfThread(): PdfThread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let isClosed = false;
  let count = 0;

  const settle = (answer: PdfAnswer): void => {
    const caller = waiting.get(answer.number);
    waiting.delete(answer.number);
    if (waiting.size === 0) worker?.unref();
    if ('fault' in answer) caller?.fail(answer.fault);
    else caller?.done(answer.pdf);
  };
  const start = (): Worker => {
    const fresh = new Worker(PROGRAM);
    let reason = new Error('The thread that draws reports ended');
    fresh.on('message', settle);
    fresh.on('error', (error) => {
      reason = error as Error;
    });
    fresh.once('exit', () => {
      worker = null;
      for (const caller of waiting.values()) caller.fail(reason);
      waiting.clear();
    });
    return fresh;
  };
  return {
    write(content, createdAt) {
      if (isClosed) return Promise.reject(new Error('The thread that draws reports is closed'));
      worker ??= start();
      worker.ref();
      const number = count++;
      const job: PdfJob = { number, content, createdAt };
      return new Promise((done, fail) => {
        waiting.set(number, { done, fail });
        worker?.postMessage(job);
      });
    },
    async close() {
      isClosed = true;
      await worker?.terminate();
    },
  };
}
