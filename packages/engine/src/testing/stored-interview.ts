/**
 * The stored analysis of the sample interview up to its fourth answer, for tests of what is made of one: the engine made it once and
 * it is kept in the repository. `node packages/engine/src/testing/stored-interview.ts` makes it anew, as a change of the
 * stored form, or of what the scores are made of, asks for.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, type StoredAnalysis } from '../index.ts';
import { decodeStoredAnalysis, encodeStoredAnalysis } from '../stored-analysis/encoding.ts';
import { writeOpening } from './opening.ts';

const FILE = new URL('./interview.stored-analysis.gz', import.meta.url);
/** Up to there it is kept, ms. */
const LENGTH_MS = 150_000;

/** Reads it. */
export const readStoredInterview = async (): Promise<StoredAnalysis> =>
  decodeStoredAnalysis(await readFile(FILE));

if (import.meta.main) {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-stored-interview-'));
  const engine = await createEngine();
  try {
    const transcribed = await engine.transcribe(await writeOpening(folder, LENGTH_MS));
    await writeFile(FILE, encodeStoredAnalysis(engine.toStoredAnalysis(transcribed)));
  } finally {
    await engine.close();
    await rm(folder, { recursive: true });
  }
}
