import { Piscina } from 'piscina';
import type { ReportContent } from '../content/report-content.ts';

/** A report to draw, as it travels to the thread. */
export interface PdfJob {
  readonly content: ReportContent;
  readonly createdAt: Date;
}

/** Draws PDFs in a thread of its own: one takes most of a second, in which a server answers nobody. */
export interface PdfThread {
  /** As `writePdf`. @throws Error if the thread ends, or if it was closed. */
  write(content: ReportContent, createdAt: Date): Promise<Uint8Array>;
  /** Ends the thread; reports that are being drawn are given up. */
  close(): Promise<void>;
}

const PROGRAM = new URL('pdf-thread-program.ts', import.meta.url);
/** Starting the thread costs as much as drawing a report. */
const IDLE_LIMIT_MS = 600_000;

/** Makes a thread that starts with the first report, and again should it end. It keeps no process alive. */
export function createPdfThread(): PdfThread {
  const pool = new Piscina<PdfJob, Uint8Array>({
    filename: PROGRAM.href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_LIMIT_MS,
  });
  let isClosed = false;
  return {
    async write(content, createdAt) {
      if (isClosed) throw new Error('The thread that draws reports is closed');
      return pool.run({ content, createdAt });
    },
    async close() {
      isClosed = true;
      await pool.destroy();
    },
  };
}
