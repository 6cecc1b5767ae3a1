import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, decodeFile, type Engine } from '@vivavoce/engine';
import { interleaved, SAMPLE_RATE, toWav } from '@vivavoce/samples/wav';
import { Command } from 'commander';
import { type CallChannels, callFromTurns, type EchoForm, withEcho } from './echo-calls/two-channel-call.ts';
import { findCandidate } from './found-candidate.ts';
import { wholeNumber } from './whole-number.ts';

interface Options {
  readonly audio: string;
  readonly truth?: string;
  readonly seconds?: number;
  readonly all?: boolean;
  readonly json?: boolean;
}

const DIMENSIONS = ['vocabulary', 'fluency', 'accent', 'overall'] as const;

/** What came of a call in one form. */
interface CallFigures {
  readonly form: string;
  readonly words: number;
  /** Words more than in the call without echo, as a share of those. */
  readonly moreWords: number;
  readonly speakers: number;
  /** How far the candidate's scores lie from those of the call without echo, of 5; null where either has none. */
  readonly moves: Readonly<Record<(typeof DIMENSIONS)[number], number | null>>;
}

const DELAYS_MS = [60, 120, 180, 240, 300];
const LEVELS_DB = [3, 6, 9, 12];

/** Each delay and each level one way or both ways, and the harder ways of an echo. */
const FORMS: readonly EchoForm[] = [
  { delayMs: 60, softerDb: 12, bothWays: false },
  { delayMs: 180, softerDb: 6, bothWays: false },
  { delayMs: 300, softerDb: 3, bothWays: false },
  { delayMs: 60, softerDb: 3, bothWays: true },
  { delayMs: 240, softerDb: 9, bothWays: true },
  { delayMs: 120, softerDb: 6, bothWays: true, room: true },
  { delayMs: 180, softerDb: 9, bothWays: true, room: true, telephone: true },
  { delayMs: 180, softerDb: 6, bothWays: true, room: true, codec: 'opus' },
];

/** `vivavoce evaluate echo-calls`: whether each sentence of a call appears once where people sit before loudspeakers. */
export function echoCallsCommand(): Command {
  return new Command('echo-calls')
    .description('Words, speakers and scores of a call on two channels, with and without echo between them')
    .requiredOption('--audio <path>', 'a call on two channels, or an interview on one with --truth')
    .option('--truth <file>', 'who speaks when: JSON with "turns" and "candidate"; makes two channels of one')
    .option('--seconds <number>', 'only so much of the beginning', wholeNumber)
    .option('--all', 'every delay with every level, one way and both ways, instead of a choice')
    .option('--json', 'print the figures as JSON')
    .action(evaluateEchoCalls);
}

async function evaluateEchoCalls({ audio, truth, seconds, all, json }: Options): Promise<void> {
  const call = await readCall(audio, truth, seconds);
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-echo-'));
  try {
    await using engine = await createEngine();
    const clean = await analyseCall(engine, call, folder);
    const rows = [compared('without echo', clean, clean)];
    if (!json) process.stdout.write(`${headOfTable()}${rowOfTable(rows[0]!)}`);
    for (const form of all ? everyForm() : FORMS) {
      const row = compared(
        nameOf(form),
        await analyseCall(engine, withEcho(call, form), folder, form.codec),
        clean,
      );
      rows.push(row);
      if (!json) process.stdout.write(rowOfTable(row));
    }
    if (json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function readCall(audio: string, truth: string | undefined, seconds = Number.POSITIVE_INFINITY) {
  const { samples, channels } = await decodeFile(audio);
  const end = Math.min(samples.length, seconds * SAMPLE_RATE);
  if (truth !== undefined) {
    const { turns, candidate } = JSON.parse(await readFile(truth, 'utf8'));
    const [left, right] = callFromTurns(samples, turns, candidate);
    return [left.slice(0, end), right.slice(0, end)] as const;
  }
  const [left, right] = channels ?? [];
  if (!left || !right || channels?.length !== 2)
    throw new Error(`${audio} has no two channels with different people: give --truth.`);
  return [left.slice(0, end), right.slice(0, end)] as const;
}

function everyForm(): EchoForm[] {
  return [false, true].flatMap((bothWays) =>
    DELAYS_MS.flatMap((delayMs) => LEVELS_DB.map((softerDb) => ({ delayMs, softerDb, bothWays }))),
  );
}

interface CallAnalysis {
  readonly words: number;
  readonly speakers: number;
  readonly scores: Readonly<Record<(typeof DIMENSIONS)[number], number | null>> | null;
}

async function analyseCall(
  engine: Engine,
  channels: CallChannels,
  folder: string,
  codec: EchoForm['codec'] | 'wav' = 'wav',
): Promise<CallAnalysis> {
  // Native encoders are loaded by those commands alone that write sound.
  const { encodeFile } = await import('@vivavoce/samples/encode');
  const file = join(folder, `call.${codec}`);
  // Half as loud: where an echo meets speech the sum is not cut off at full scale.
  const [left, right] = channels.map((channel) => channel.map((sample) => sample / 2));
  encodeFile(toWav(interleaved(left!, right!), SAMPLE_RATE, 2), file, codec === 'wav' ? undefined : '64k');
  const recording = await engine.transcribe(file);
  const { scores } = await findCandidate(engine, recording);
  return {
    words: recording.segments.reduce((sum, { words }) => sum + words.length, 0),
    speakers: new Set(recording.turns.map(({ speaker }) => speaker)).size,
    scores,
  };
}

function compared(form: string, analysed: CallAnalysis, clean: CallAnalysis): CallFigures {
  const move = (dimension: (typeof DIMENSIONS)[number]) => {
    const [before, after] = [clean.scores?.[dimension] ?? null, analysed.scores?.[dimension] ?? null];
    return before === null || after === null ? null : after - before;
  };
  const moves = Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, move(dimension)]));
  return {
    form,
    words: analysed.words,
    moreWords: analysed.words / clean.words - 1,
    speakers: analysed.speakers,
    moves: moves as CallFigures['moves'],
  };
}

function nameOf({ delayMs, softerDb, bothWays, room, telephone, codec }: EchoForm): string {
  const ways = bothWays ? 'both ways' : 'one way';
  return [`${delayMs} ms, -${softerDb} dB, ${ways}`, room && 'room', telephone && 'telephone', codec]
    .filter(Boolean)
    .join(', ');
}

function headOfTable(): string {
  const names = ['words', 'more', 'speakers', ...DIMENSIONS].map((name) => name.padStart(11)).join('');
  return `${'echo'.padEnd(48)}${names}\n`;
}

function rowOfTable({ form, words, moreWords, speakers, moves }: CallFigures): string {
  const cells = [
    `${words}`,
    `${(100 * moreWords).toFixed(1)} %`,
    `${speakers}`,
    ...DIMENSIONS.map((dimension) => moves[dimension]?.toFixed(2) ?? '-'),
  ];
  return `${form.padEnd(48)}${cells.map((cell) => cell.padStart(11)).join('')}\n`;
}
