import { writeFile } from 'node:fs/promises';
import { seededUniform } from '@vivavoce/samples/random';
import { Command } from 'commander';
import { bombs } from './hostile-media/bombs.ts';
import { damagedFiles } from './hostile-media/damaged-files.ts';
import type { HostileFile } from './hostile-media/hostile-file.ts';
import { oddForms } from './hostile-media/odd-forms.ts';
import { oddPaths } from './hostile-media/odd-paths.ts';
import { playlists, type Targets } from './hostile-media/playlists.ts';
import { plantSecrets } from './hostile-media/secrets.ts';
import { type Trial, tryHostileFiles } from './hostile-media/trial.ts';
import { wholeNumber } from './whole-number.ts';

interface Options {
  readonly seed: number;
  readonly json?: boolean;
  readonly predictions?: string;
}

/** What came of all files of one kind. */
interface KindFigures {
  readonly kind: string;
  readonly files: number;
  /** How many files ended how: `sound`, or a code. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  /** The most memory of a decoding child, bytes; null where none was seen. */
  readonly peakBytes: number | null;
  readonly breaches: number;
}

/** `vivavoce evaluate hostile-media`: what decoding does with files that were made to break it. */
export function hostileMediaCommand(): Command {
  return new Command('hostile-media')
    .description('Decode files that were made to break a decoder, and look for breaches of its rules')
    .option('--seed <number>', 'which bits are flipped', wholeNumber, 1)
    .option('--json', 'print the figures as JSON')
    .option('--predictions <file>', 'write what came of each file, one JSON object a line')
    .action(evaluateHostileMedia);
}

async function evaluateHostileMedia({ seed, json, predictions }: Options): Promise<void> {
  await using secrets = await plantSecrets();
  const trials = await tryHostileFiles(hostileFiles(seed, secrets), secrets);
  if (predictions !== undefined)
    await writeFile(predictions, trials.map((trial) => `${JSON.stringify(trial)}\n`).join(''));
  const figures = figuresByKind(trials);
  process.stdout.write(json ? `${JSON.stringify(figures, null, 2)}\n` : asTable(figures));
  if (!secrets.notesReading)
    process.stderr.write(
      'This file system does not note when files are read: only their sound was looked for.\n',
    );
  for (const { name, breaches } of trials)
    for (const breach of breaches) process.stderr.write(`${name}: ${breach}\n`);
  if (trials.some(({ breaches }) => breaches.length > 0)) process.exitCode = 1;
}

/** All hostile files; the same seed gives the same bytes, except for the places of the targets. */
export function hostileFiles(seed: number, targets: Targets): HostileFile[] {
  return [
    ...damagedFiles(seededUniform(seed)),
    ...oddForms(),
    ...bombs(),
    ...playlists(targets),
    ...oddPaths(),
  ];
}

function figuresByKind(trials: readonly Trial[]): KindFigures[] {
  const kinds = [...new Set(trials.map(({ kind }) => kind))];
  return [
    ...kinds.map((kind) =>
      figuresOf(
        kind,
        trials.filter((trial) => trial.kind === kind),
      ),
    ),
    figuresOf('all', trials),
  ];
}

function figuresOf(kind: string, trials: readonly Trial[]): KindFigures {
  const outcomes: Record<string, number> = {};
  for (const { outcome } of trials) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const peaks = trials.flatMap(({ peakBytes }) => peakBytes ?? []);
  return {
    kind,
    files: trials.length,
    outcomes,
    slowestMs: Math.max(...trials.map(({ slowestMs }) => slowestMs)),
    peakBytes: peaks.length === 0 ? null : Math.max(...peaks),
    breaches: trials.filter(({ breaches }) => breaches.length > 0).length,
  };
}

const MIB = 2 ** 20;
const COLUMNS = ['sound', 'AUDIO_DECODE_FAILED', 'UNSUPPORTED_FORMAT'];

function asTable(figures: readonly KindFigures[]): string {
  const header = ['files', ...COLUMNS, 'not opened', 'slowest s', 'MiB', 'breaches'];
  const rows = figures.map(({ kind, files, outcomes, slowestMs, peakBytes, breaches }) => {
    const { fault: faults = 0 } = outcomes;
    const known = COLUMNS.map((outcome) => outcomes[outcome] ?? 0);
    const others = files - known.reduce((sum, count) => sum + count, faults);
    const memory = peakBytes === null ? '-' : Math.round(peakBytes / MIB);
    return [kind, files, ...known, others, (slowestMs / 1000).toFixed(1), memory, breaches];
  });
  const line = (cells: readonly (string | number)[]) =>
    cells
      .map((cell, index) =>
        index === 0 ? String(cell).padEnd(22) : String(cell).padStart((header[index - 1]?.length ?? 0) + 2),
      )
      .join('');
  return [['kind', ...header], ...rows].map((cells) => `${line(cells)}\n`).join('');
}
