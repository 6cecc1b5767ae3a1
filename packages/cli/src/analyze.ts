import {
  type AnalysisResult,
  languageSchema,
  MAX_RECORDING_PARTS,
  REPORT_LANGUAGES,
  type ReportLanguage,
  speakerIdSchema,
} from '@vivavoce/contract';
import type { Engine } from '@vivavoce/engine';
import { readModelSettings } from '@vivavoce/engine/endpoints';
import { AUDIENCES, type Audience } from '@vivavoce/report';
import { Command, InvalidArgumentError, Option } from 'commander';
import { analyzeBatch, renderTable } from './batch.ts';
import { EXIT, reportFailure } from './failure.ts';
import { progressLine } from './progress-line.ts';
import { isReportPath, REPORT_ENDINGS, requireWritable, writeReportFile } from './report-file.ts';
import { renderResult } from './result-text.ts';
import { UsageError } from './usage-error.ts';

interface AnalyzeOptions {
  readonly json?: boolean;
  readonly candidate?: string;
  readonly speakers?: number;
  readonly language: string;
  /** Whether the files are the parts of one recording. */
  readonly together?: boolean;
  /** The folder for the results of several recordings. */
  readonly out?: string;
  /** Where a report is written. */
  readonly report?: string;
  readonly audience: Audience;
  readonly reportLanguage: ReportLanguage;
  readonly accentWeight?: number;
}

/** `vivavoce analyze FILE...`: recordings in, results on standard output or in a folder, progress on standard error. */
export function analyzeCommand(): Command {
  return new Command('analyze')
    .argument('<file...>', 'recordings: MP3, WAV, M4A, WebM, OGG, Opus, FLAC, or videos (vivavoce formats)')
    .option(
      '--out <folder>',
      'write the result of each recording into this folder, as JSON and as a report, and print a table',
    )
    .option('--together', 'the files are the parts of one recording, in order: one result')
    .option('--json', 'print the result as JSON, in the form of a poll response')
    .option(
      '--candidate <speaker>',
      'score this speaker, such as speaker_0, instead of finding the candidate',
      speaker,
    )
    .option(
      '--language <code>',
      'the language spoken, ISO 639-1; others than English need models of your own',
      language,
      'en',
    )
    .option('--speakers <count>', 'how many people speak, 1 to 6, if it is known', speakerCount)
    .option(
      '--accent-weight <weight>',
      'how much accent counts in the overall score beside the other two, 0 to 1 (default 1)',
      weight,
    )
    .option(
      '--report <file>',
      `write a report too: a name that ends in ${REPORT_ENDINGS.join(' or ')}`,
      reportPath,
    )
    .addOption(
      new Option(
        '--report-language <code>',
        'the language that explanations, feedback and the report are written in',
      )
        .choices(REPORT_LANGUAGES)
        .default('en'),
    )
    .addOption(
      new Option('--audience <audience>', 'whom the report is for').choices(AUDIENCES).default('recruiter'),
    )
    .addHelpText(
      'after',
      `
With --out the recordings are analysed one after another. A recording whose result is in the folder already, newer than the
recording and made with the same options, is not analysed again: what was broken off goes on where it was. results.csv holds
the table.

With --together the recordings are joined in the order given, whatever their formats: a call that broke off, or a file for each
question. Silence between them is not measured; times in the result count from the start of the first.

Examples:
  vivavoce analyze interview.mp3 --report report.pdf
  vivavoce analyze interviews/*.mp4 --out results
  vivavoce analyze question-1.webm question-2.webm --together

Exit status: ${EXIT.ok} scored, ${EXIT.internalError} a fault of the engine, ${EXIT.usage} a wrong command line,
${EXIT.unreadable} not audio or damaged, ${EXIT.tooLittleSpeech} too little speech to score; with --out that of the first recording that
was not scored.`,
    )
    .action(analyze);
}

async function analyze(files: readonly string[], options: AnalyzeOptions): Promise<void> {
  const { out, report, together } = options;
  try {
    const link = files.find((file) => /^https?:\/\//i.test(file));
    if (link) throw new UsageError(`analyze takes files: download ${link} first`);
    if (out !== undefined && together)
      throw new UsageError(
        '--together makes one result: leave out --out, and print it or write it with --report',
      );
    if (out !== undefined) return await analyzeAll(files, out, options);
    if (files.length > 1 && !together) {
      const message =
        'Several recordings need --out FOLDER for their results, or --together if they are parts of one';
      throw new UsageError(message);
    }
    if (files.length > MAX_RECORDING_PARTS)
      throw new UsageError(`A recording has at most ${MAX_RECORDING_PARTS} parts`);
    if (report) await requireWritable(report);
    await analyzeOne(files, options);
  } catch (error) {
    reportFailure(error);
  }
}

/** Prints the result before the report is written: whatever happens to that, the work is not lost. */
async function analyzeOne(files: readonly string[], options: AnalyzeOptions): Promise<void> {
  const progress = progressLine();
  const engine = lazyEngine(options);
  let result: AnalysisResult;
  try {
    result = await engine.analyze(files, progress.show);
  } finally {
    progress.end();
    await engine.close();
  }
  process.stdout.write(options.json ? `${JSON.stringify(result, null, 2)}\n` : renderResult(result));
  if (options.report) {
    await writeReportFile(result, options.report, options.audience);
    process.stderr.write(`The report is in ${options.report}\n`);
  }
}

async function analyzeAll(files: readonly string[], out: string, options: AnalyzeOptions): Promise<void> {
  if (options.report)
    throw new UsageError('With --out every recording gets a report of its own: leave out --report');
  const engine = lazyEngine(options);
  try {
    const rows = await analyzeBatch(files, {
      out,
      audience: options.audience,
      settings: settingsOf(options),
      analyze: (file) => engine.analyze([file]),
      log: (line) => process.stderr.write(`${line}\n`),
    });
    process.stdout.write(options.json ? `${JSON.stringify(rows, null, 2)}\n` : renderTable(rows));
    process.exitCode = rows.find(({ error }) => error !== null)?.error?.status ?? EXIT.ok;
  } finally {
    await engine.close();
  }
}

/** The options that a result depends on, in words. */
function settingsOf({ language, candidate, speakers, accentWeight, reportLanguage }: AnalyzeOptions): string {
  return [
    `language ${language}`,
    candidate && `candidate ${candidate}`,
    speakers && `${speakers} speakers`,
    accentWeight !== undefined && `accent weight ${accentWeight}`,
    `report in ${reportLanguage}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** An engine that is loaded for the first recording that may be one, which takes seconds. */
function lazyEngine({ candidate, speakers, accentWeight, language, reportLanguage }: AnalyzeOptions) {
  let created: Promise<Engine> | undefined;
  return {
    async analyze(
      files: readonly string[],
      onProgress?: ReturnType<typeof progressLine>['show'],
    ): Promise<AnalysisResult> {
      await requirePossible(files);
      // Only here: a server, which is started by the same program, has no use for the engine's 150 MiB in its own process.
      created ??= import('@vivavoce/engine').then(({ createEngine }) =>
        createEngine({ models: readModelSettings() }),
      );
      const engine = await created;
      return engine.analyze(files, {
        language,
        candidate,
        expectedSpeakers: speakers,
        accentWeight,
        reportLanguage,
        ...(onProgress && { onProgress }),
      });
    },
    async close(): Promise<void> {
      await (await created)?.close();
    },
  };
}

/** Refuses what is no recording, with the engine's words, before the engine is loaded; of several it names the one itself. */
async function requirePossible([file = '', ...others]: readonly string[]): Promise<void> {
  if (others.length > 0) return;
  const { isPossibleRecording, measureDurationMs } = await import('@vivavoce/engine/decode');
  if (!(await isPossibleRecording(file))) await measureDurationMs(file);
}

function speaker(value: string): string {
  if (speakerIdSchema.safeParse(value).success) return value;
  throw new InvalidArgumentError('Speakers are named speaker_0, speaker_1, ...');
}

function language(value: string): string {
  const code = languageSchema.safeParse(value);
  if (code.success) return code.data;
  throw new InvalidArgumentError('Give a two-letter code, such as fr.');
}

function weight(value: string): number {
  const given = Number(value);
  if (value.trim() !== '' && given >= 0 && given <= 1) return given;
  throw new InvalidArgumentError('Give a number from 0 to 1.');
}

function speakerCount(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 1 && count <= 6) return count;
  throw new InvalidArgumentError('Give a whole number from 1 to 6.');
}

function reportPath(value: string): string {
  if (isReportPath(value)) return value;
  throw new InvalidArgumentError(`A report is a file whose name ends in ${REPORT_ENDINGS.join(' or ')}.`);
}
