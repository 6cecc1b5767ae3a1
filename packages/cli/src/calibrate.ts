import { readFile } from 'node:fs/promises';
import type { Calibration } from '@vivavoce/contract';
import {
  applyCalibration,
  readCalibration,
  removeCalibration,
  scoredRuns,
} from '@vivavoce/server/administration';
import { Command } from 'commander';
import { EXIT } from './failure.ts';
import { print } from './print.ts';
import { asOperator, type OutputOptions, printResult } from './store-command.ts';

interface Options extends OutputOptions {
  readonly client: string;
  readonly ratings?: string;
  readonly apply?: boolean;
  readonly show?: boolean;
  readonly remove?: boolean;
}

const HELP = `
FILE.csv has a header and a rating a line, in columns separated by commas, semicolons or tabs:

  run,dimension,rater,level,group
  5c4f8e56-1f6e-4f0e-9d0e-0d7f4f4f0a11,vocabulary;fluency,Kim,B1,Madrid

run is a run's id; dimension one or several of vocabulary, fluency, accent and overall; rater a name or number; level A1 to
C2; group may be left out. Rate before you see the scores. docs/calibration.md says how.

The command prints how far scores and raters agree, how far raters agree with each other where two rated one run, and how
scores could be adjusted. With --apply, scores of which at least 50 candidates were rated are adjusted from the next run of
this client on; results keep the score before the adjustment. Nothing is adjusted outside the range that was rated.

Examples:
  vivavoce calibrate --client Acme --ratings ratings.csv
  vivavoce calibrate --client Acme --ratings ratings.csv --apply
  vivavoce calibrate --client Acme --show
  vivavoce calibrate --client Acme --remove`;

/** `vivavoce calibrate`: scores beside a client's own ratings, and their adjustment to them. Works while the server runs. */
export function calibrateCommand(): Command {
  return new Command('calibrate')
    .requiredOption('--client <name>', 'the client')
    .option('--ratings <file>', 'the raters’ levels, as CSV')
    .option('--apply', 'adjust the client’s scores to the ratings from now on')
    .option('--show', 'show the adjustment that is in use')
    .option('--remove', 'let scores be as the engine makes them again from now on')
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action(calibrate);
}

async function calibrate(options: Options): Promise<void> {
  const { client, ratings, apply = false, show = false, remove = false } = options;
  const asked = [ratings !== undefined, show, remove].filter(Boolean).length;
  if (asked !== 1 || (apply && ratings === undefined)) {
    process.stderr.write(
      'vivavoce: give one of --ratings, --show and --remove; --apply goes with --ratings\n',
    );
    process.exitCode = EXIT.usage;
    return;
  }
  if (ratings !== undefined) return compare(ratings, options);
  const found = await asOperator(client, (store, by) =>
    remove ? removeCalibration(store, by) : readCalibration(store.db, by.tenantId),
  );
  const none = 'Scores are not adjusted.';
  const verb = remove ? 'Removed' : 'In use';
  printResult(found, options, (calibration) =>
    calibration === null ? [none] : [`${verb}: ${described(calibration)}`],
  );
}

/** Prints what the ratings say, and applies what follows from them if that is wanted. */
async function compare(file: string, { client, apply = false, json = false }: Options): Promise<void> {
  // Loaded on demand as it brings the engine with it, which no other administrative command needs.
  const { calibrationReport, curvesOf, parseRatings, RatingsFileError, reportLines } = await import(
    '@vivavoce/evaluation'
  );
  try {
    const ratings = parseRatings(await readFile(file, 'utf8'), file);
    await asOperator(client, async (store, by) => {
      const runs = await scoredRuns(
        store,
        by.tenantId,
        ratings.map(({ run }) => run),
      );
      const report = calibrationReport(ratings, runs, file);
      const curves = curvesOf(report);
      const isPossible = Object.keys(curves).length > 0;
      const made =
        apply && isPossible ? await applyCalibration(store, by, { ...scaleAndCounts(report), curves }) : null;
      if (json) print(JSON.stringify({ ...report, calibration: made }, null, 2));
      else for (const line of reportLines(report)) print(line);
      if (made !== null && !json) print(`\nApplied: ${described(made)}`);
      if (apply && !isPossible) throw new Error('No score can be adjusted: nothing was changed');
    });
  } catch (error) {
    if (!(error instanceof RatingsFileError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = EXIT.usage;
  }
}

const scaleAndCounts = ({ scale, ratings, raters }: Pick<Calibration, 'scale' | 'ratings' | 'raters'>) => ({
  scale,
  ratings,
  raters,
});

const described = ({ id, createdAt, ratings, raters, scale, curves }: Calibration): string =>
  `calibration ${id} of ${createdAt.slice(0, 10)} for ${Object.keys(curves).join(', ')}; ${ratings} ratings by ${raters} raters, scores of scale ${scale}`;
