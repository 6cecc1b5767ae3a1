/** Folders with speaker weights as an operator may have them, for tests. */
import { createHash } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SHIPPED = fileURLToPath(new URL('../../weights/', import.meta.url));
const CHECKSUMS = 'speaker-checksums.json';

/** The file with the projection to voiceprints. */
export const EMBEDDING_FILE = 'speaker-embedding.f32';

/**
 * Writes the weights that ship into a folder, another projection among them.
 * @returns SHA-256 of the projection.
 */
export async function writeSpeakerWeights(
  folder: string,
  change: (projection: Float32Array) => Float32Array,
): Promise<string> {
  for (const name of ['speaker-frames.onnx', 'speaker-activity.onnx'])
    await cp(join(SHIPPED, name), join(folder, name));
  const shipped = new Uint8Array(await readFile(join(SHIPPED, EMBEDDING_FILE)));
  const changed = new Uint8Array(change(new Float32Array(shipped.buffer)).buffer);
  await writeFile(join(folder, EMBEDDING_FILE), changed);
  const sha256 = createHash('sha256').update(changed).digest('hex');
  const checksums = JSON.parse(await readFile(join(SHIPPED, CHECKSUMS), 'utf8'));
  await writeFile(join(folder, CHECKSUMS), JSON.stringify({ ...checksums, [EMBEDDING_FILE]: sha256 }));
  return sha256;
}
