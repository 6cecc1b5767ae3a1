import { writeFile } from 'node:fs/promises';
import {
  alignWords,
  createEngine,
  createSpeechPool,
  type Piece,
  recognisePieces,
  type TranscribedRecording,
} from '@vivavoce/engine';
import { Command } from 'commander';
import { optimalMapping } from './diarization-error.ts';
import {
  type ReferenceWord,
  type TranscribedWord,
  wordErrorsBySpeaker,
  wordErrorsOf,
} from './interview-comparison.ts';
import { turnsByName, wordsByName } from './interview-transcript.ts';
import { type LabelledInterview, readLabelledInterviews } from './interview-truth.ts';
import { percent } from './interviews-report.ts';
import {
  cleanPieces,
  fixedWindows,
  oraclePieces,
  type TimedWord,
  timedWords,
} from './oracle-segmentation.ts';
import { referenceLength, sumWordErrors, type WordErrors, wordErrorRate } from './word-error-rate.ts';

interface Options {
  readonly dir: string;
  readonly json?: boolean;
  readonly predictions?: string;
}

/** What was heard of one recording, by each way of cutting it. */
interface TranscriptsBySegmentation {
  readonly pipeline: readonly TranscribedWord[];
  readonly trueTurns: readonly TranscribedWord[];
  readonly windows: readonly TranscribedWord[];
}

/** The errors of each way of cutting. */
type ErrorsBySegmentation = Readonly<Record<keyof TranscriptsBySegmentation, WordErrors>>;

/** The errors of one recording. */
interface SegmentationErrors {
  readonly file: string;
  /** Of all words in their order, whoever said them. */
  readonly all: ErrorsBySegmentation;
  /** Of the words in turns during which nobody else speaks. */
  readonly clean: ErrorsBySegmentation;
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
      const recording = await engine.transcribe(interview.path);
      const transcripts = await transcribeEachWay(interview, recording, pool);
      rows.push(errorsOf(interview, words, recording, transcripts));
      lines.push(`${JSON.stringify({ file: interview.file, ...transcripts })}\n`);
      if (predictions !== undefined) await writeFile(predictions, lines.join(''));
    }
  } finally {
    await pool.close();
  }
  if (rows.length === 0) throw new Error(`${dir} has no recording whose words are known`);
  process.stdout.write(json ? `${JSON.stringify(rows, null, 2)}\n` : segmentationTable(rows));
}

async function transcribeEachWay(
  { truth }: LabelledInterview,
  full: TranscribedRecording,
  pool: SpeechPool,
): Promise<TranscriptsBySegmentation> {
  const { recording, segments } = full;
  const { pieces, names } = oraclePieces(truth);
  const recogniseOnly = async (cut: readonly Piece[]) =>
    alignWords(
      await recognisePieces(
        cut.map((piece) => ({ ...piece, recording })),
        pool,
      ),
    );
  return {
    pipeline: wordsByName(segments),
    trueTurns: wordsByName(await recogniseOnly(pieces), (number) => names[number] as string),
    windows: wordsByName(await recogniseOnly(fixedWindows(recording.durationMs))),
  };
}

function errorsOf(
  { file, truth }: LabelledInterview,
  words: readonly ReferenceWord[],
  recording: TranscribedRecording,
  transcripts: TranscriptsBySegmentation,
): SegmentationErrors {
  const mapping = optimalMapping(truth.turns, turnsByName(recording));
  const identity = new Map(truth.turns.map(({ speaker }) => [speaker, speaker]));
  const clean = cleanPieces(oraclePieces(truth), truth.turns);
  return {
    file,
    all: forEachSegmentation(transcripts, (own) => wordErrorsOf(words, own)),
    clean: forEachSegmentation(transcripts, (own) => cleanErrors(clean, timedWords(words), own)),
    bySpeaker: {
      pipeline: wordErrorsBySpeaker(words, transcripts.pipeline, mapping),
      trueTurns: wordErrorsBySpeaker(words, transcripts.trueTurns, identity),
    },
  };
}

function forEachSegmentation(
  transcripts: TranscriptsBySegmentation,
  errors: (own: readonly TranscribedWord[]) => WordErrors,
): ErrorsBySegmentation {
  const { pipeline, trueTurns, windows } = transcripts;
  return { pipeline: errors(pipeline), trueTurns: errors(trueTurns), windows: errors(windows) };
}

/** Turn by turn, by the middles of words. */
function cleanErrors(
  pieces: readonly Piece[],
  words: readonly TimedWord[],
  transcribed: readonly TranscribedWord[],
): WordErrors {
  const errors = pieces.map((piece) => {
    const isInside = ({ startMs, endMs }: TimedWord) =>
      piece.startMs <= (startMs + endMs) / 2 && (startMs + endMs) / 2 < piece.endMs;
    return wordErrorsOf(words.filter(isInside), transcribed.filter(isInside));
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
