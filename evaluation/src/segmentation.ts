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
import { percent } from './interviews-report.ts';
import { blindWindows, cleanPieces, type TimedWord, timedWords, trueTurns } from './recogniser-alone.ts';
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

/** The errors of each way of cutting. */
type ErrorsByWay = Readonly<Record<keyof HeardWays, WordErrors>>;

/** The errors of one recording. */
interface SegmentationErrors {
  readonly file: string;
  /** Of all words in their order, whoever said them. */
  readonly all: ErrorsByWay;
  /** Of the words in turns during which nobody else speaks. */
  readonly clean: ErrorsByWay;
  /** Speaker by speaker, which windows do not tell; null where the truth does not say whose the words are. */
  readonly bySpeaker: Readonly<Record<'pipeline' | 'trueTurns', WordErrors | null>>;
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
  const clean = cleanPieces(trueTurns(truth), truth.turns);
  return {
    file,
    all: ofEachWay(heard, (own) => wordErrorsOf(words, own)),
    clean: ofEachWay(heard, (own) => cleanErrors(clean, timedWords(words), own)),
    bySpeaker: {
      pipeline: wordErrorsBySpeaker(words, heard.pipeline, found),
      trueTurns: wordErrorsBySpeaker(words, heard.trueTurns, themselves),
    },
  };
}

function ofEachWay(heard: HeardWays, errors: (own: readonly HeardWord[]) => WordErrors): ErrorsByWay {
  const { pipeline, trueTurns, windows } = heard;
  return { pipeline: errors(pipeline), trueTurns: errors(trueTurns), windows: errors(windows) };
}

/** Turn by turn, by the middles of words. */
function cleanErrors(
  pieces: readonly Piece[],
  words: readonly TimedWord[],
  heard: readonly HeardWord[],
): WordErrors {
  const errors = pieces.map((piece) => {
    const isInside = ({ startMs, endMs }: TimedWord) =>
      piece.startMs <= (startMs + endMs) / 2 && (startMs + endMs) / 2 < piece.endMs;
    return wordErrorsOf(words.filter(isInside), heard.filter(isInside));
  });
  return sumWordErrors(errors);
}

/** Rows and their sum for people. */
function segmentationTable(rows: readonly SegmentationErrors[]): string {
  const cells = (name: string, own: readonly SegmentationErrors[]) => {
    const sum = (errors: (row: SegmentationErrors) => WordErrors | null) =>
      sumWordErrors(own.map(errors).filter((one) => one !== null));
    const rates = [
      sum(({ all }) => all.pipeline),
      sum(({ all }) => all.trueTurns),
      sum(({ all }) => all.windows),
      sum(({ clean }) => clean.pipeline),
      sum(({ clean }) => clean.trueTurns),
      sum(({ clean }) => clean.windows),
      sum(({ bySpeaker }) => bySpeaker.pipeline),
      sum(({ bySpeaker }) => bySpeaker.trueTurns),
    ];
    const words = [sum(({ all }) => all.pipeline), sum(({ clean }) => clean.pipeline)].map(referenceLength);
    return [
      name.padEnd(22),
      words.join(' / ').padStart(12),
      ...rates.map((rate) => percent(wordErrorRate(rate)).padStart(9)),
    ].join('');
  };
  const heads = ['whole', 'turns', 'windows', 'whole', 'turns', 'windows', 'whole', 'turns'];
  return [
    `${''.padEnd(34)}${'all words'.padStart(27)}${'in clean turns'.padStart(27)}${'by speaker'.padStart(18)}`,
    `${'recording'.padEnd(22)}${'words'.padStart(12)}${heads.map((head) => head.padStart(9)).join('')}`,
    ...rows.map((row) => cells(row.file, [row])),
    ...(rows.length > 1 ? [cells('all', rows)] : []),
    '',
  ].join('\n');
}
