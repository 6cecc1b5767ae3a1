import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ObjectMissingError, recordingKey } from '../store/objects/object-store.ts';
import type { Store } from '../store/store.ts';
import { type MediaType, mediaTypeOf, SNIFFED_BYTES } from './media-type.ts';
import { findRun } from './poll.ts';

/** A stored recording, ready to be read in parts. */
export interface Playback {
  readonly sizeBytes: number;
  readonly mediaType: MediaType;
  /** The bytes from `start` to `end`, both included. */
  read(start: number, end: number): Promise<Readable>;
}

/**
 * The recording of a client's run.
 * @returns null if the client has no such run; 'erased' if the run has outlived its recording.
 */
export async function findPlayback(
  { db, objects }: Store,
  clientId: string,
  runId: string,
): Promise<Playback | 'erased' | null> {
  const run = await findRun(db, clientId, runId);
  if (!run) return null;
  if (run.audio_erased_at !== null) return 'erased';
  const key = recordingKey(run.id);
  try {
    const { size, body } = await objects.get(key, { start: 0, end: SNIFFED_BYTES });
    return {
      sizeBytes: size,
      mediaType: mediaTypeOf(await buffer(body)),
      read: async (start, end) => (await objects.get(key, { start, end: end + 1 })).body,
    };
  } catch (error) {
    // Erased between the two looks.
    if (error instanceof ObjectMissingError) return 'erased';
    throw error;
  }
}
