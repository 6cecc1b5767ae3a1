/**
 * What a backup is: a folder with `manifest.json`, a table a file in `database/` (PostgreSQL's text format of COPY, compressed with
 * zstd), the objects as they lie in the store in `objects/`, and `SHA256SUMS` over all of them, which is written last: a folder
 * without it is no backup.
 */
import { z } from 'zod';

/** Changes when an older program could no longer read the folder. */
const FORMAT = 1;

const count = z.int().min(0);

const manifestSchema = z.object({
  format: z.literal(FORMAT),
  /** Of this backup. */
  id: z.uuid(),
  installationId: z.uuid(),
  /** The installation's id as its key encrypted it; null for an installation without a key. */
  keyCheck: z.string().nullable(),
  /** The keys that objects are encrypted with, by their ids. */
  objectKeyIds: z.array(z.string()),
  /** The version of the program that wrote it. */
  version: z.string(),
  /** The last migration of the database. */
  migration: z.string(),
  /** ISO 8601: the moment that the backup shows. */
  takenAt: z.iso.datetime(),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: count })),
  /** The last value of each sequence that was ever used, as decimal digits. */
  sequences: z.array(z.object({ name: z.string(), lastValue: z.string().regex(/^-?\d+$/) })),
  objects: count,
  /** Whether the key of secrets is in the backup. */
  hasSecretKey: z.boolean(),
  /** Keys of objects that the database refers to and that were lost before the backup. */
  missingObjects: z.array(z.string()),
});

/** What a backup holds. */
export type BackupManifest = z.infer<typeof manifestSchema>;

/** The names of a backup's files, relative to its folder. */
export const BACKUP_FILES = {
  manifest: 'manifest.json',
  checksums: 'SHA256SUMS',
  database: 'database',
  objects: 'objects',
  /** The key of secrets in the database, for an installation whose configuration has none. */
  secretKey: 'secret-key',
} as const;

/** The file of a table. */
export const tableFile = (table: string): string => `${BACKUP_FILES.database}/${table}.copy.zst`;

/** The file of an object. */
export const objectFile = (key: string): string => `${BACKUP_FILES.objects}/${key}`;

/** All files that a backup has, its objects and the list of checksums left out. */
export const filesOf = ({
  tables,
  hasSecretKey,
}: Pick<BackupManifest, 'tables' | 'hasSecretKey'>): string[] => [
  BACKUP_FILES.manifest,
  ...tables.map(({ name }) => tableFile(name)),
  ...(hasSecretKey ? [BACKUP_FILES.secretKey] : []),
];

/** A manifest as it is written. */
export const encodeManifest = (manifest: Omit<BackupManifest, 'format'>): string =>
  `${JSON.stringify({ format: FORMAT, ...manifest }, null, 2)}\n`;

/**
 * Reads a manifest.
 * @returns null if the text is none that this program knows.
 */
export function decodeManifest(text: string): BackupManifest | null {
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}
