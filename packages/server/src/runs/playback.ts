import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Store } from '../store/store.ts';
import { type MediaType, mediaTypeOf, SNIFFED_BYTES } from './media-type.ts';
import { findRun } from './poll.ts';

/** A stored recording, ready to be read in parts. */
export interface Playback {
  readonly sizeBytes: number;
  readonly mediaType: MediaType;
  /** The bytes from `start` to `end`, both included. */
  read(start: number, end: number): Readable;
}

/**
 * The recording of a client's run.
 * @returns null if the client has no such run; 'erased' if the run has outlived its recording.
 */
export async function findPlayback(
  { db, audio }: Store,
  clientId: string,
  runId: string,
): Promise<Playback | 'erased' | null> {
  const run = await findRun(db, clientId, runId);
  if (!run) return null;
  if (run.audio_erased_at !== null) return 'erased';
  const path = audio.pathOf(run.audio_key);
  let sizeBytes: number;
  const start = Buffer.alloc(SNIFFED_BYTES);
  try {
    await using file = await open(path);
    sizeBytes = (await file.stat()).size;
    await file.read(start, 0, SNIFFED_BYTES, 0);
  } catch (error) {
    // Erased between the two looks.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'erased';
    throw error;
  }
  return {
    sizeBytes,
    mediaType: mediaTypeOf(start),
    read: (from, to) => createReadStream(path, { start: from, end: to }),
  };
}
