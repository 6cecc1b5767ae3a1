/**
 * Stored analyses for tests of what is made of one: the engine made each once, and they are kept in the repository.
 * `node packages/engine/src/testing/stored-interview.ts` makes them anew, as a change of the stored form, or of what the scores are
 * made of, asks for.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEngine, type StoredAnalysis } from '../index.ts';
import { decodeStoredAnalysis, encodeStoredAnalysis } from '../stored-analysis/encoding.ts';
import { writeOpening } from './opening.ts';

const INTERVIEW = new URL('./interview.stored-analysis.gz', import.meta.url);
const CALL = new URL('./call.stored-analysis.gz', import.meta.url);
/** The call that is stored: of the two files of it, the one whose length no other sample has. */
const CALL_RECORDING = fileURLToPath(new URL('../../../../samples/fixtures/call.mp3', import.meta.url));
/** Up to there the sample interview is stored, its fourth answer, ms. */
export const STORED_INTERVIEW_MS = 150_000;

const read = async (file: URL): Promise<StoredAnalysis> => decodeStoredAnalysis(await readFile(file));

/** Reads that of the sample interview up to its fourth answer. */
export const readStoredInterview = (): Promise<StoredAnalysis> => read(INTERVIEW);

/** Reads that of the call on two channels, `call.mp3`. */
export const readStoredCall = (): Promise<StoredAnalysis> => read(CALL);

if (import.meta.main) {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-stored-interview-'));
  const engine = await createEngine();
  try {
    const recordings: [string, URL][] = [
      [await writeOpening(folder, STORED_INTERVIEW_MS), INTERVIEW],
      [CALL_RECORDING, CALL],
    ];
    for (const [recording, file] of recordings)
      await writeFile(
        file,
        encodeStoredAnalysis(engine.toStoredAnalysis(await engine.transcribe(recording))),
      );
  } finally {
    await engine.close();
    await rm(folder, { recursive: true });
  }
}
