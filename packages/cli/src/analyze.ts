import { type AnalysisResult, speakerIdSchema } from '@vivavoce/contract';
import { Command, InvalidArgumentError } from 'commander';
import { EXIT, fail } from './failure.ts';
import { progressLine } from './progress-line.ts';
import { renderResult } from './result-text.ts';

interface AnalyzeOptions {
  readonly json?: boolean;
  readonly candidate?: string;
  readonly speakers?: number;
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
    .option('--speakers <count>', 'how many people speak, 1 to 6, if it is known', speakerCount)
    .addHelpText(
      'after',
      `
Exit status: ${EXIT.ok} scored, ${EXIT.fault} a fault of the engine, ${EXIT.usage} a wrong command line,
${EXIT.unreadable} not audio or damaged, ${EXIT.tooLittleSpeech} too little speech to score.`,
    )
    .action(analyze);
}

async function analyze(file: string, options: AnalyzeOptions): Promise<void> {
  const progress = progressLine();
  try {
    const result = await analyzeFile(file, options, progress.show);
    progress.end();
    process.stdout.write(options.json ? `${JSON.stringify(result, null, 2)}\n` : renderResult(result));
  } catch (error) {
    progress.end();
    fail(error);
  }
}

async function analyzeFile(
  file: string,
  { candidate, speakers }: AnalyzeOptions,
  onProgress: ReturnType<typeof progressLine>['show'],
): Promise<AnalysisResult> {
  // Only here: a server, which is started by the same program, has no use for the engine's 150 MiB in its own process.
  const { createEngine } = await import('@vivavoce/engine');
  await using engine = await createEngine();
  return await engine.analyze(file, { candidate, expectedSpeakers: speakers, onProgress });
}

function speaker(value: string): string {
  if (speakerIdSchema.safeParse(value).success) return value;
  throw new InvalidArgumentError('Speakers are named speaker_0, speaker_1, ...');
}

function speakerCount(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 1 && count <= 6) return count;
  throw new InvalidArgumentError('Give a whole number from 1 to 6.');
}
