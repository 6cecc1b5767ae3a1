import {
  type BackupManifest,
  type BackupProgress,
  readConfig,
  restoreBackup,
  takeBackup,
} from '@vivavoce/server/administration';
import { Presets, SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { type OutputOptions, printResult } from './store-command.ts';

const STEP_TEXTS: Record<BackupProgress['step'], string> = {
  objects: 'copying recordings',
  database: 'copying the database',
  check: 'comparing checksums',
};

/** `vivavoce backup`: writes a checked copy of everything that is kept, beside the running servers. */
export function backupCommand(): Command {
  return new Command('backup')
    .argument('<folder>', 'where to write it; new or empty')
    .option('--json', 'print what it holds as JSON')
    .addHelpText(
      'after',
      `
The backup shows one moment, wherever database and recordings are kept. What is encrypted stays so: keep
VIVAVOCE_SECRET_KEY apart from the backup, nothing can be restored without it. A backup holds personal data; what is
erased later is still in it, so erase old backups by the same deadlines.

Examples:
  vivavoce backup /backups/vivavoce-$(date +%F)
  (cd /backups/vivavoce-2026-11-29 && sha256sum --check --quiet SHA256SUMS)`,
    )
    .action(async (folder: string, printing: OutputOptions) => {
      const manifest = await withProgress((show) => takeBackup(readConfig(), folder, show));
      printResult(manifest, printing, (made) => [
        `${folder} holds ${contentsOf(made)} as of ${made.takenAt}, checked`,
        ...made.missingObjects.map(
          (key) => `The object ${key} was lost before: the run is in the backup without it`,
        ),
      ]);
    });
}

/** `vivavoce restore`: makes an installation out of a backup. */
export function restoreCommand(): Command {
  return new Command('restore')
    .argument('<folder>', 'where the backup lies')
    .option('--json', 'print what it holds as JSON')
    .addHelpText(
      'after',
      `
Needs an empty VIVAVOCE_DATA_DIR, or an empty database in DATABASE_URL, and an empty bucket if one is used, with the
VIVAVOCE_SECRET_KEY of the backup. Everything is checked before anything is written; after a failure the same command
can be repeated. Where recordings lie and which PostgreSQL is used may differ from the backup. Runs that were being
processed are analysed again.

Example:
  VIVAVOCE_DATA_DIR=/srv/vivavoce vivavoce restore /backups/vivavoce-2026-11-29`,
    )
    .action(async (folder: string, printing: OutputOptions) => {
      const manifest = await withProgress((show) => restoreBackup(readConfig(), folder, show));
      printResult(manifest, printing, (made) => [`Restored ${contentsOf(made)} as of ${made.takenAt}`]);
    });
}

function contentsOf({ tables, objects }: BackupManifest): string {
  const runs = tables.find(({ name }) => name === 'runs')?.rows ?? 0;
  return `${runs} runs and ${objects} stored objects`;
}

/** Shows how far the work is on standard error: a bar on a terminal, elsewhere a line a step. */
export async function withProgress<T>(
  work: (show: (progress: BackupProgress) => void) => Promise<T>,
): Promise<T> {
  const { stderr } = process;
  const bar = new SingleBar(
    {
      stream: stderr,
      format: '{bar} {value} of {total}  {text}',
      hideCursor: true,
      clearOnComplete: true,
      barsize: 30,
    },
    Presets.shades_classic,
  );
  let step: BackupProgress['step'] | null = null;
  const show = (progress: BackupProgress): void => {
    const text = STEP_TEXTS[progress.step];
    if (!stderr.isTTY) {
      if (progress.step !== step) stderr.write(`${text}\n`);
    } else if (step === null) bar.start(progress.total, progress.done, { text });
    else {
      bar.setTotal(progress.total);
      bar.update(progress.done, { text });
    }
    step = progress.step;
  };
  try {
    return await work(show);
  } finally {
    if (stderr.isTTY) bar.stop();
  }
}
