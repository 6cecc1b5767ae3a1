import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, type Engine, EngineError } from '@vivavoce/engine';
import { SAMPLE_RATE, toWav } from '@vivavoce/samples/wav';
import { Command, Option } from 'commander';
import { TRAP_KINDS, type Trap, traps } from './invented-words/traps.ts';
import { normaliseWords } from './text-normalisation.ts';
import { wholeNumber } from './whole-number.ts';
import { countWordErrors } from './word-error-rate.ts';

interface Options {
  readonly seed: number;
  readonly kind?: Trap['kind'];
  readonly json?: boolean;
}

/** What the engine wrote of a trap. */
interface TrapResult extends Pick<Trap, 'kind' | 'name'> {
  readonly seconds: number;
  readonly text: string;
  /** Words that were said. */
  readonly said: number;
  /** Words that nobody said, on the alignment with the fewest errors. */
  readonly invented: number;
  /** Words that were said and not written. */
  readonly missed: number;
}

/** `vivavoce evaluate invented-words`: whether the transcript holds words that nobody said. */
export function inventedWordsCommand(): Command {
  return new Command('invented-words')
    .description(
      'Words that nobody said, where recognisers invent them: no speech, music, scraps of words, loops, two at once',
    )
    .option('--seed <number>', 'the seed of the sounds', wholeNumber, 1)
    .addOption(new Option('--kind <kind>', 'only traps of this kind').choices(TRAP_KINDS))
    .option('--json', 'print the figures and the texts as JSON')
    .action(evaluateInventedWords);
}

async function evaluateInventedWords({ seed, kind, json }: Options): Promise<void> {
  const results: TrapResult[] = [];
  for await (const result of tryTraps(traps(seed, kind))) {
    results.push(result);
    if (!json) process.stdout.write(rowOf(result));
  }
  process.stdout.write(json ? `${JSON.stringify(results, null, 2)}\n` : totals(results));
}

/** Transcribes the traps one after another. */
export async function* tryTraps(all: readonly Trap[]): AsyncGenerator<TrapResult> {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-traps-'));
  try {
    await using engine = await createEngine();
    const file = join(folder, 'trap.wav');
    for (const { kind, name, samples, said } of all) {
      await writeFile(file, toWav(samples, SAMPLE_RATE));
      const text = await transcribe(engine, file);
      const reference = normaliseWords(said);
      const { insertions, deletions } = countWordErrors(reference, normaliseWords(text));
      const seconds = samples.length / SAMPLE_RATE;
      yield { kind, name, seconds, text, said: reference.length, invented: insertions, missed: deletions };
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function transcribe(engine: Engine, file: string): Promise<string> {
  try {
    const { segments } = await engine.transcribe(file);
    return segments.flatMap(({ words }) => words.map(({ text }) => text)).join(' ');
  } catch (error) {
    if (error instanceof EngineError && error.code === 'NO_SPEECH_DETECTED') return '';
    throw error;
  }
}

function rowOf({ kind, name, seconds, said, invented, missed, text }: TrapResult): string {
  const counts = [seconds.toFixed(1), said, invented, missed].map((cell) => `${cell}`.padStart(6)).join('');
  const written = invented + missed > 0 ? `  ${text}` : '';
  return `${kind.padEnd(18)}${name.slice(0, 34).padEnd(36)}${counts}${written}\n`;
}

function totals(results: readonly TrapResult[]): string {
  const sum = (
    of: keyof Pick<TrapResult, 'seconds' | 'said' | 'invented' | 'missed'>,
    own: readonly TrapResult[],
  ) => own.reduce((total, result) => total + result[of], 0);
  const rows = [...Map.groupBy(results, ({ kind }) => kind)].map(
    ([kind, own]) =>
      `${kind.padEnd(20)}${`${own.length}`.padStart(7)}${sum('seconds', own).toFixed(0).padStart(9)}` +
      `${`${sum('said', own)}`.padStart(7)}${`${sum('invented', own)}`.padStart(10)}${`${sum('missed', own)}`.padStart(8)}\n`,
  );
  return `\n${'kind'.padEnd(20)}${'traps'.padStart(7)}${'seconds'.padStart(9)}${'said'.padStart(7)}${'invented'.padStart(10)}${'missed'.padStart(8)}\n${rows.join('')}`;
}
