/** What is kept of each recording for scoring it again: an object of its run, which goes with the run. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { newId } from '../ids.ts';
import { ObjectMissingError } from '../store/objects/object-store.ts';
import type { Store } from '../store/store.ts';

type Objects = Pick<Store, 'objects'>;

const objectKey = (runId: string, name: string): string => `${runId}/${name}`;

/** Stores an analysis as the engine encoded it. Returns its name, new each time: two writers are never in each other's way. */
export async function saveStoredAnalysis(
  { objects }: Objects,
  runId: string,
  bytes: Uint8Array,
): Promise<string> {
  const name = `hearing-${newId()}`;
  await objects.put(objectKey(runId, name), Readable.from([bytes]));
  return name;
}

/**
 * The bytes of a stored analysis as they are stored.
 * @throws ObjectMissingError if it is gone.
 */
export async function openStoredAnalysis(
  { objects }: Objects,
  runId: string,
  name: string,
): Promise<Readable> {
  return (await objects.get(objectKey(runId, name))).body;
}

/** The stored analysis of a run; null if it is gone. */
export async function readStoredAnalysis(
  store: Objects,
  runId: string,
  name: string,
): Promise<Buffer | null> {
  try {
    return await buffer(await openStoredAnalysis(store, runId, name));
  } catch (error) {
    if (error instanceof ObjectMissingError) return null;
    throw error;
  }
}

/** Removes a stored analysis that no run refers to. */
export async function deleteStoredAnalysis({ objects }: Objects, runId: string, name: string): Promise<void> {
  await objects.delete(objectKey(runId, name));
}
