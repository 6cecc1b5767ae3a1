/** Folders with an operator's speaker weights, for tests. */
import { createHash } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EMBEDDING_FILE } from '../models/speaker-weights.ts';

const SHIPPED = fileURLToPath(new URL('../../weights/', import.meta.url));
const CHECKSUMS = 'speaker-checksums.json';

/**
 * Writes the shipped weights into a folder, with a changed projection.
 * @returns SHA-256 of the projection.
 */
export async function writeSpeakerWeights(
  folder: string,
  change: (projection: Float32Array) => Float32Array,
  fileName: string = EMBEDDING_FILE,
): Promise<string> {
  for (const name of ['speaker-frames.onnx', 'speaker-activity.onnx'])
    await cp(join(SHIPPED, name), join(folder, name));
  const shipped = new Uint8Array(await readFile(join(SHIPPED, EMBEDDING_FILE)));
  const changed = new Uint8Array(change(new Float32Array(shipped.buffer)).buffer);
  await writeFile(join(folder, fileName), changed);
  const sha256 = createHash('sha256').update(changed).digest('hex');
  const { [EMBEDDING_FILE]: _, ...others } = JSON.parse(await readFile(join(SHIPPED, CHECKSUMS), 'utf8'));
  await writeFile(join(folder, CHECKSUMS), JSON.stringify({ ...others, [fileName]: sha256 }));
  return sha256;
}
