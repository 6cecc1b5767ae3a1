import {
  type AnalysisResult,
  languageSchema,
  REPORT_LANGUAGES,
  type ReportLanguage,
  speakerIdSchema,
} from '@vivavoce/contract';
import { readModelSettings } from '@vivavoce/engine/endpoints';
import { AUDIENCES, type Audience } from '@vivavoce/report';
import { Command, InvalidArgumentError, Option } from 'commander';
import { EXIT, reportFailure } from './failure.ts';
import { progressLine } from './progress-line.ts';
import { isReportPath, REPORT_ENDINGS, writeReportFile } from './report-file.ts';
import { renderResult } from './result-text.ts';

interface AnalyzeOptions {
  readonly json?: boolean;
  readonly candidate?: string;
  readonly speakers?: number;
  readonly language: string;
  /** Where a report is written. */
  readonly report?: string;
  readonly audience: Audience;
  readonly reportLanguage: ReportLanguage;
  readonly accentWeight?: number;
}

/** `vivavoce analyze FILE`: one recording in, the result on standard output, progress on standard error. */
export function analyzeCommand(): Command {
  return new Command('analyze')
    .description('Analyse one recording and print the result')
    .argument('<file>', 'a recording: MP3, WAV, M4A, WebM, OGG, Opus, FLAC, or a video')
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
Exit status: ${EXIT.ok} scored, ${EXIT.internalError} a fault of the engine, ${EXIT.usage} a wrong command line,
${EXIT.unreadable} not audio or damaged, ${EXIT.tooLittleSpeech} too little speech to score.`,
    )
    .action(analyze);
}

async function analyze(file: string, options: AnalyzeOptions): Promise<void> {
  const progress = progressLine();
  try {
    const result = await analyzeFile(file, options, progress.show);
    progress.end();
    if (options.report) {
      await writeReportFile(result, options.report, options.audience);
      process.stderr.write(`The report is in ${options.report}\n`);
    }
    process.stdout.write(options.json ? `${JSON.stringify(result, null, 2)}\n` : renderResult(result));
  } catch (error) {
    progress.end();
    reportFailure(error);
  }
}

async function analyzeFile(
  file: string,
  { candidate, speakers, accentWeight, language, reportLanguage }: AnalyzeOptions,
  onProgress: ReturnType<typeof progressLine>['show'],
): Promise<AnalysisResult> {
  // What is no recording is answered before the models are loaded, which takes seconds.
  const { isPossibleRecording, measureDurationMs } = await import('@vivavoce/engine/decode');
  if (!(await isPossibleRecording(file))) await measureDurationMs(file);
  // Only here: a server, which is started by the same program, has no use for the engine's 150 MiB in its own process.
  const { createEngine } = await import('@vivavoce/engine');
  await using engine = await createEngine({ models: readModelSettings() });
  return await engine.analyze(file, {
    language,
    candidate,
    expectedSpeakers: speakers,
    accentWeight,
    reportLanguage,
    onProgress,
  });
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
