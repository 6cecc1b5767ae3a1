/** The objects of runs as files and back, as they lie in the store. */

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { HEADER_BYTES, objectKeyId } from '../store/objects/object-encryption.ts';
import { ObjectMissingError, type ObjectStore, recordingKeys } from '../store/objects/object-store.ts';
import type { Checksum } from './checksums.ts';
import { BACKUP_FILES, objectFile } from './manifest.ts';

/** Runs that are looked up at once. */
const BATCH_SIZE = 200;
/** Objects that are copied at once: an object store answers slowly, but several at a time. */
const CONCURRENCY = 8;

/** The number of objects that the database refers to. */
export async function countReferredObjects(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'select (coalesce(sum(recording_parts) filter (where audio_erased_at is null), 0) + count(hearing))::integer as count from runs',
  );
  return rows[0]?.count ?? 0;
}

/** The keys of all objects that the database refers to, in ascending order, some at a time. */
export async function* referredObjects(client: Client): AsyncGenerator<string[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await client.query<{ id: string; parts: number; hearing: string | null }>(
      `select id, case when audio_erased_at is null then recording_parts else 0 end as parts, hearing from runs where id > $1 order by id limit ${BATCH_SIZE}`,
      [after],
    );
    if (rows.length === 0) return;
    const keys = rows.flatMap(({ id, parts, hearing }) => [
      ...recordingKeys(id, parts),
      ...(hearing === null ? [] : [`${id}/${hearing}`]),
    ]);
    yield keys.sort();
    after = rows.at(-1)?.id ?? after;
  }
}

/** Copies an object to its file. Returns null if there is no such object. */
async function copyObject(source: ObjectStore, folder: string, key: string): Promise<Checksum | null> {
  const path = objectFile(key);
  const hash = createHash('sha256');
  try {
    const { body } = await source.get(key);
    await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
    body.on('data', (chunk) => hash.update(chunk));
    await pipeline(body, createWriteStream(join(folder, path), { mode: 0o600, flush: true }));
  } catch (error) {
    if (error instanceof ObjectMissingError) return null;
    throw error;
  }
  return { path, sha256: hash.digest('hex') };
}

/** The id of the key that an object in a backup is encrypted with, or null. */
async function keyIdOfFile(file: string): Promise<string | null> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    return bytesRead === HEADER_BYTES ? objectKeyId(buffer) : null;
  } finally {
    await handle.close();
  }
}

/** What becomes of the objects that a backup should have. */
export interface CopiedObjects {
  /** Called for each object in the backup, in the order of their keys. */
  onCopied(copied: Checksum, keyId: string | null): Promise<void>;
  /** Called for each object that is not in the store. */
  onMissing(key: string): void;
}

/**
 * Brings the objects of a backup's folder to what the database refers to: copies what is not there and removes what is too many.
 * @param keys ascending, as {@link referredObjects} gives them.
 * @param present what an earlier round has copied, ascending.
 */
export async function copyObjects(
  source: ObjectStore,
  folder: string,
  { keys, present }: { keys: AsyncIterable<string[]>; present: AsyncIterator<Checksum> },
  { onCopied, onMissing }: CopiedObjects,
): Promise<void> {
  let next = await present.next();
  /** Takes what is present up to a path; what is passed over on the way is of no run any more. */
  const takePresent = async (path: string | null): Promise<Checksum | null> => {
    while (!next.done && (path === null || next.value.path < path)) {
      await rm(join(folder, next.value.path), { force: true });
      next = await present.next();
    }
    if (next.done || next.value.path !== path) return null;
    const taken = next.value;
    next = await present.next();
    return taken;
  };
  for await (const batch of keys) {
    for (let at = 0; at < batch.length; at += CONCURRENCY) {
      const some = batch.slice(at, at + CONCURRENCY);
      const kept: (Checksum | null)[] = [];
      for (const key of some) kept.push(await takePresent(objectFile(key)));
      const copied = await Promise.all(
        some.map((key, place) => kept[place] ?? copyObject(source, folder, key)),
      );
      for (const [place, one] of copied.entries()) {
        if (one) await onCopied(one, await keyIdOfFile(join(folder, one.path)));
        else onMissing(some[place] ?? '');
      }
    }
  }
  await takePresent(null);
}

/** Puts the objects of a backup into a store, several at once. */
export async function putObjects(
  target: ObjectStore,
  folder: string,
  checksums: AsyncIterable<Checksum>,
  onPut: () => void,
): Promise<void> {
  const put = async ({ path }: Checksum): Promise<void> => {
    await target.put(path.slice(BACKUP_FILES.objects.length + 1), createReadStream(join(folder, path)));
    onPut();
  };
  let some: Checksum[] = [];
  for await (const checksum of checksums) {
    if (!checksum.path.startsWith(`${BACKUP_FILES.objects}/`)) continue;
    some.push(checksum);
    if (some.length < CONCURRENCY) continue;
    await Promise.all(some.map(put));
    some = [];
  }
  await Promise.all(some.map(put));
}
