/** Checksums of files, in the form that `sha256sum` writes and checks. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { nullIfMissing } from '../store/file-errors.ts';
import { BackupError, type OnBackupProgress } from './backup-error.ts';
import { BACKUP_FILES, type BackupManifest, decodeManifest, filesOf } from './manifest.ts';

/** A file with its checksum. */
export interface Checksum {
  /** Relative to the backup's folder. */
  readonly path: string;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
}

/** Names of ours alone, so that no line leads out of the folder. */
const LINE = /^(?<sha256>[0-9a-f]{64}) {2}(?<path>[\w-][\w.-]*(?:\/[\w-][\w.-]*)*)$/;

/** A checksum as a line of a list. */
export const checksumLine = ({ path, sha256 }: Checksum): string => `${sha256}  ${path}\n`;

/**
 * Reads a list of checksums, line by line.
 * @throws BackupError at a line that is none.
 */
export async function* readChecksums(file: string): AsyncGenerator<Checksum> {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const { sha256, path } = LINE.exec(line)?.groups ?? {};
    if (sha256 === undefined || path === undefined) throw damaged(file, 'has a line that is no checksum');
    yield { path, sha256 };
  }
}

/** The checksum of a file. */
export async function checksumOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

const damaged = (file: string, why: string): BackupError =>
  new BackupError(`The backup is damaged: ${file} ${why}. Use another backup; nothing was changed`);

/**
 * Reads every file of a backup and compares it with its checksum.
 * @returns what the backup holds.
 * @throws BackupError if anything is missing, was changed or is unknown.
 */
export async function checkBackup(folder: string, onProgress: OnBackupProgress): Promise<BackupManifest> {
  const at = (path: string): string => join(folder, path);
  const text = await nullIfMissing(readFile(at(BACKUP_FILES.manifest), 'utf8'));
  if (text === null || (await nullIfMissing(stat(at(BACKUP_FILES.checksums)))) === null) {
    throw new BackupError(
      `${folder} holds no complete backup: there is no ${text === null ? BACKUP_FILES.manifest : BACKUP_FILES.checksums}. ` +
        'Give the folder that `vivavoce backup` wrote',
    );
  }
  const manifest = decodeManifest(text);
  if (!manifest) throw damaged(BACKUP_FILES.manifest, 'is not one of this version of Vivavoce');
  const total = manifest.objects + manifest.tables.length;
  const seen = { objects: 0, others: new Set<string>() };
  for await (const { path, sha256 } of readChecksums(at(BACKUP_FILES.checksums))) {
    const found = await nullIfMissing(checksumOf(at(path)));
    if (found === null) throw damaged(path, 'is missing');
    if (found !== sha256) throw damaged(path, 'is not what was written');
    if (path.startsWith(`${BACKUP_FILES.objects}/`)) seen.objects += 1;
    else seen.others.add(path);
    onProgress({ step: 'check', done: Math.min(total, seen.objects + seen.others.size), total });
  }
  requireAll(manifest, seen);
  return manifest;
}

/** Checks that the list of checksums has everything that the manifest speaks of. */
function requireAll(
  manifest: BackupManifest,
  seen: { readonly objects: number; readonly others: ReadonlySet<string> },
): void {
  const { objects } = manifest;
  const absent = filesOf(manifest).find((path) => !seen.others.has(path));
  if (absent !== undefined) throw damaged(BACKUP_FILES.checksums, `does not have ${absent}`);
  if (seen.objects !== objects) {
    throw damaged(BACKUP_FILES.checksums, `has ${seen.objects} objects in place of ${objects}`);
  }
}
