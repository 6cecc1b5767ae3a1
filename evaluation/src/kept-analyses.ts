/** Analyses of recordings that are made once and kept, so that only scoring runs again. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createEngine,
  decodeStoredAnalysis,
  type Engine,
  EngineError,
  encodeStoredAnalysis,
  type StoredAnalysis,
  type TranscribeOptions,
} from '@vivavoce/engine';

/** Makes and keeps analyses; its engine starts with the first recording that is not kept yet. */
export interface KeptAnalyses extends AsyncDisposable {
  /**
   * The analysis of a recording, kept or made; null where nobody speaks.
   * @param name of the file that is kept, without ending.
   * @param recording gives its path, and is called only when nothing was kept.
   * @throws EngineError where the recording cannot be analysed for another reason; errors of the file system.
   */
  analysisOf(
    name: string,
    recording: () => string | Promise<string>,
    options?: TranscribeOptions,
  ): Promise<StoredAnalysis | null>;
}

/** @param folder where analyses are kept; without one nothing is. */
export function keptAnalyses(folder: string | undefined): KeptAnalyses {
  let engine: Engine | null = null;
  return {
    async analysisOf(name, recording, options = {}) {
      const kept = folder === undefined ? null : join(folder, `${name}.bin`);
      const bytes = kept === null ? null : await readIfThere(kept);
      if (bytes !== null) return decodeStoredAnalysis(bytes);
      engine ??= await createEngine();
      const stored = await analyse(engine, await recording(), options);
      if (folder !== undefined && kept !== null && stored !== null) {
        await mkdir(folder, { recursive: true });
        await writeFile(kept, encodeStoredAnalysis(stored));
      }
      return stored;
    },
    async [Symbol.asyncDispose]() {
      await engine?.close();
    },
  };
}

async function analyse(
  engine: Engine,
  path: string,
  options: TranscribeOptions,
): Promise<StoredAnalysis | null> {
  try {
    return engine.toStoredAnalysis(await engine.transcribe(path, options));
  } catch (error) {
    if (error instanceof EngineError && error.code === 'NO_SPEECH_DETECTED') return null;
    throw error;
  }
}

async function readIfThere(path: string): Promise<Buffer | null> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}
