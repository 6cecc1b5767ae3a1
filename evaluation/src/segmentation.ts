import { writeFile } from 'node:fs/promises';
import {
  alignWords,
  createEngine,
  createSpeechPool,
  type HeardRecording,
  type Piece,
  recognisePieces,
} from '@vivavoce/engine';
import { Command } from 'commander';
import { partnersOf } from './diarization-error.ts';
import { heardTurns, heardWords } from './heard-interview.ts';
import { type LabelledInterview, readLabelledInterviews } from './interview-truth.ts';
import { type HeardWord, type TrueWord, wordErrorsBySpeaker, wordErrorsOf } from './interviews-judgement.ts';
import { blindWindows, trueTurns } from './recogniser-alone.ts';
import { referenceLength, sumWordErrors, type WordErrors, wordErrorRate } from './transcript-errors.ts';

interface Options {
  readonly dir: string;
  readonly json?: boolean;
  readonly predictions?: string;
}

/** What was heard of one recording, by each way of cutting it. */
interface HeardWays {
  readonly pipeline: readonly HeardWord[];
  readonly trueTurns: readonly HeardWord[];
  readonly windows: readonly HeardWord[];
}

/** The errors of one recording: of the words in their order, and speaker by speaker where the way tells speakers. */
export interface SegmentationErrors {
  readonly file: string;
  readonly pipeline: WordErrors;
  readonly trueTurns: WordErrors;
  readonly windows: WordErrors;
  readonly pipelineBySpeaker: WordErrors | null;
  readonly trueTurnsBySpeaker: WordErrors | null;
}

type SpeechPool = Awaited<ReturnType<typeof createSpeechPool>>;

/** `vivavoce evaluate segmentation`: whether the engine's cutting of the speech costs words or saves them. */
export function segmentationCommand(): Command {
  return new Command('segmentation')
    .description(
      'Word error rate of the whole engine, and of its recogniser alone on the true turns and on blind windows of 25 s',
    )
    .requiredOption('--dir <folder>', 'recordings, each with <name>.rttm and <name>.json that has the words')
    .option('--json', 'print the figures as JSON')
    .option('--predictions <file>', 'write the words that were heard each way, one JSON object a recording')
    .action(evaluateSegmentation);
}

async function evaluateSegmentation({ dir, json, predictions }: Options): Promise<void> {
  const rows: SegmentationErrors[] = [];
  const lines: string[] = [];
  const pool = await createSpeechPool({ processes: 1 });
  // The endpoints that an operator may have named have no place here: the recogniser that ships is judged.
  await using engine = await createEngine();
  try {
    for (const interview of await readLabelledInterviews(dir)) {
      const { words } = interview.truth;
      if (words === undefined) continue;
      const recording = await engine.hear(interview.path);
      const heard = await hearEachWay(interview, recording, pool);
      rows.push(errorsOf(interview, words, recording, heard));
      lines.push(`${JSON.stringify({ file: interview.file, ...heard })}\n`);
      if (predictions !== undefined) await writeFile(predictions, lines.join(''));
    }
  } finally {
    await pool.close();
  }
  if (rows.length === 0) throw new Error(`${dir} has no recording whose words are known`);
  process.stdout.write(json ? `${JSON.stringify(rows, null, 2)}\n` : segmentationTable(rows));
}

async function hearEachWay(
  { truth }: LabelledInterview,
  heard: HeardRecording,
  pool: SpeechPool,
): Promise<HeardWays> {
  const { recording, segments } = heard;
  const { pieces, names } = trueTurns(truth);
  const alone = async (cut: readonly Piece[]) =>
    alignWords(recording, await recognisePieces(recording, cut, pool), pool);
  return {
    pipeline: heardWords(segments),
    trueTurns: heardWords(await alone(pieces), (number) => names[number] as string),
    windows: heardWords(await alone(blindWindows(recording.durationMs))),
  };
}

function errorsOf(
  { file, truth }: LabelledInterview,
  words: readonly TrueWord[],
  recording: HeardRecording,
  heard: HeardWays,
): SegmentationErrors {
  const found = partnersOf(truth.turns, heardTurns(recording));
  const themselves = new Map(truth.turns.map(({ speaker }) => [speaker, speaker]));
  return {
    file,
    pipeline: wordErrorsOf(words, heard.pipeline),
    trueTurns: wordErrorsOf(words, heard.trueTurns),
    windows: wordErrorsOf(words, heard.windows),
    pipelineBySpeaker: wordErrorsBySpeaker(words, heard.pipeline, found),
    trueTurnsBySpeaker: wordErrorsBySpeaker(words, heard.trueTurns, themselves),
  };
}

const WAYS = ['pipeline', 'trueTurns', 'windows', 'pipelineBySpeaker', 'trueTurnsBySpeaker'] as const;

/** Rows and their sum for people. */
export function segmentationTable(rows: readonly SegmentationErrors[]): string {
  const cells = (name: string, own: readonly SegmentationErrors[]) => {
    const sums = WAYS.map((way) => sumWordErrors(own.map((row) => row[way]).filter((one) => one !== null)));
    const words = own.reduce((sum, { pipeline }) => sum + referenceLength(pipeline), 0);
    return [name.padEnd(24), `${words}`.padStart(7), ...sums.map((sum) => percent(sum).padStart(12))].join(
      '',
    );
  };
  return [
    `${''.padEnd(31)}${'words in their order'.padStart(36)}${'by speaker'.padStart(24)}`,
    `${'recording'.padEnd(24)}${'words'.padStart(7)}${['whole', 'true turns', 'windows', 'whole', 'true turns'].map((head) => head.padStart(12)).join('')}`,
    ...rows.map((row) => cells(row.file, [row])),
    ...(rows.length > 1 ? [cells('all', rows)] : []),
    '',
  ].join('\n');
}

function percent(errors: WordErrors): string {
  const rate = wordErrorRate(errors);
  return rate === null ? '-' : `${(100 * rate).toFixed(1)} %`;
}
