import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeFile } from '../media/decode.ts';
import { sampleAt } from '../media/recording.ts';
import { wavOf } from '../media/wav.ts';

const INTERVIEW = fileURLToPath(new URL('../../../../samples/interview.opus', import.meta.url));

/** Length of the opening that most tests analyse, ms: long enough for every score. `tests/interview-over-http.test.ts` analyses the whole. */
export const OPENING_MS = 90_000;

/** Writes the first part of the sample interview to a folder as a file of its own. @returns its path. */
export async function writeOpening(folder: string, lengthMs: number): Promise<string> {
  const { samples } = await decodeFile(INTERVIEW);
  const path = join(folder, `opening-${lengthMs}.wav`);
  await writeFile(path, wavOf(samples.subarray(0, sampleAt(lengthMs))));
  return path;
}
