import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { ServiceError } from '../service-error.ts';
import { ObjectMissingError, recordingKey } from '../store/objects/object-store.ts';
import type { Store } from '../store/store.ts';
import { type MediaType, mediaTypeOf, SNIFFED_BYTES } from './media-type.ts';
import { findRun } from './poll.ts';

/** A stored recording, ready to be read in parts. */
export interface Playback {
  readonly sizeBytes: number;
  readonly mediaType: MediaType;
  /** The bytes from `start` to `end`, both included; null once they are erased. */
  read(start: number, end: number): Promise<Readable | null>;
}

/** What is got of an object; null if it is gone. */
async function nullIfMissing<T>(getting: Promise<T>): Promise<T | null> {
  try {
    return await getting;
  } catch (error) {
    if (error instanceof ObjectMissingError) return null;
    throw error;
  }
}

/**
 * The recording of a client's run.
 * @param part from 1, of a recording that came in several files.
 * @throws ServiceError NOT_FOUND if the recording has fewer parts.
 * @returns null if the client has no such run; 'erased' if the run has outlived its recording.
 */
export async function findPlayback(
  { db, objects }: Store,
  tenantId: string,
  runId: string,
  part = 1,
): Promise<Playback | 'erased' | null> {
  const run = await findRun(db, tenantId, runId);
  if (!run) return null;
  if (run.audio_erased_at !== null) return 'erased';
  const { recording_parts: parts } = run;
  if (part > parts) {
    const message = parts === 1 ? 'The recording came as one file' : `The recording has ${parts} parts`;
    throw new ServiceError('NOT_FOUND', message, { details: { parts } });
  }
  const key = recordingKey(run.id, part);
  // It may be erased between the two looks, or before it is read.
  const found = await nullIfMissing(objects.get(key, { start: 0, end: SNIFFED_BYTES }));
  if (!found) return 'erased';
  return {
    sizeBytes: found.size,
    mediaType: mediaTypeOf(await buffer(found.body)),
    read: async (start, end) =>
      (await nullIfMissing(objects.get(key, { start, end: end + 1 })))?.body ?? null,
  };
}

/** How long a player's requests for parts of one recording count as one listening, ms. */
const PLAYBACK_WINDOW_MS = 10 * 60_000;
const MAX_LISTENERS = 10_000;

/**
 * Makes the record of who listens to what: one entry of the audit log for each ten minutes in which somebody asks for parts
 * of a recording, however many; a player asks for dozens.
 */
export function createPlaybackAudit(): (
  store: Pick<Store, 'db'>,
  by: ActorContext,
  runId: string,
) => Promise<void> {
  const recordedAt = new Map<string, number>();
  return async ({ db }, by, runId) => {
    const listener = [by.tenantId, by.actor.kind, by.actor.id, runId].join();
    const now = Date.now();
    if (now - (recordedAt.get(listener) ?? 0) < PLAYBACK_WINDOW_MS) return;
    await recordAuditEntry(db, { ...by, action: 'run.audio', target: { runId } });
    recordedAt.delete(listener);
    recordedAt.set(listener, now);
    const [oldest] = recordedAt.keys();
    if (recordedAt.size > MAX_LISTENERS && oldest !== undefined) recordedAt.delete(oldest);
  };
}
