import type { AnalysisResult } from '@vivavoce/contract';
import { createEngine } from '@vivavoce/engine';
import { AUDIENCES, type Audience, createPdfThread, writeHtml, writeReportContent } from '@vivavoce/report';
import { sampleInterview } from '@vivavoce/samples';
import { Command } from 'commander';
import { repeatedAnalysis } from './long-interview.ts';

/** What one report is like. */
interface ReportFigures {
  readonly interview: string;
  readonly audience: Audience;
  readonly words: number;
  /** From the result to the finished file, the first one of a process left out. */
  readonly elapsedMs: number;
  readonly pages: number;
  readonly pdfBytes: number;
  readonly htmlBytes: number;
}

/** Minutes of the longest interview that is taken. */
const LONGEST_MINUTES = 45;

/** `evaluate report`: how long the report takes, how many pages it has and how large it is, for a short and for a long interview. */
export function reportCommand(): Command {
  return new Command('report')
    .description('Time, pages and size of the report: of the sample, and of an interview of 45 minutes')
    .argument('[file]', 'a recording; the sample interview when absent', sampleInterview.audio)
    .option('--json', 'print the figures as JSON')
    .addHelpText(
      'after',
      '\nThe long interview is what was heard of the recording, over and over up to 45 minutes, judged as one.',
    )
    .action(async (file: string, { json }: { readonly json?: boolean }) => {
      const figures = await measureReports(await resultsOf(file));
      console.log(json ? JSON.stringify(figures, null, 2) : reportTable(figures));
    });
}

/** The result of a recording, and that of one which repeats it up to the longest that is taken. */
async function resultsOf(file: string): Promise<(readonly [name: string, result: AnalysisResult])[]> {
  await using engine = await createEngine();
  const stored = engine.toStoredAnalysis(await engine.transcribe(file));
  const times = Math.max(1, Math.floor((LONGEST_MINUTES * 60_000) / stored.durationMs));
  const minutes = (ms: number) => `${(ms / 60_000).toFixed(1)} min`;
  return [
    [minutes(stored.durationMs), await engine.scoreStoredAnalysis(stored)],
    [minutes(stored.durationMs * times), await engine.scoreStoredAnalysis(repeatedAnalysis(stored, times))],
  ];
}

async function measureReports(
  results: readonly (readonly [name: string, result: AnalysisResult])[],
): Promise<ReportFigures[]> {
  const thread = createPdfThread();
  const figures: ReportFigures[] = [];
  try {
    for (const [interview, result] of results) {
      for (const audience of AUDIENCES) {
        const content = writeReportContent(result, audience);
        // The first report of a process loads the fonts.
        if (figures.length === 0) await thread.write(content, new Date());
        const start = performance.now();
        const pdf = await thread.write(writeReportContent(result, audience), new Date());
        figures.push({
          interview,
          audience,
          words: result.transcript.segments.reduce((sum, { words }) => sum + words.length, 0),
          elapsedMs: Math.round(performance.now() - start),
          pages: pagesOf(pdf),
          pdfBytes: pdf.length,
          htmlBytes: Buffer.byteLength(writeHtml(content)),
        });
      }
    }
  } finally {
    await thread.close();
  }
  return figures;
}

/** Pages of a PDF whose objects stand in the open, as ours do. */
function pagesOf(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type \/Page\b/g)?.length ?? 0
  );
}

function reportTable(figures: readonly ReportFigures[]): string {
  const rows = figures.map(({ interview, audience, words, elapsedMs, pages, pdfBytes, htmlBytes }) =>
    [
      interview.padEnd(10),
      audience.padEnd(11),
      String(words).padStart(7),
      `${(elapsedMs / 1000).toFixed(2)} s`.padStart(9),
      String(pages).padStart(6),
      kibibytes(pdfBytes),
      kibibytes(htmlBytes),
    ].join(''),
  );
  return ['interview audience     words    time  pages       PDF      HTML', ...rows].join('\n');
}

const kibibytes = (bytes: number): string => `${Math.round(bytes / 1024)} KiB`.padStart(10);
