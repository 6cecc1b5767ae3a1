import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeFile } from '../media/decode.ts';
import { sampleAt } from '../media/recording.ts';
import { wavOf } from '../media/wav.ts';

const INTERVIEW = fileURLToPath(new URL('../../../../samples/interview.opus', import.meta.url));
const TURNS = fileURLToPath(new URL('../../../../samples/interview.json', import.meta.url));

/** Answers of the candidate that the shortened interview leaves out, by how they begin: three of the longest. */
const LEFT_OUT = ['Um, let me think.', 'We used a planning system,', 'Um, that is a fair question.'];

/** Length of the opening that most tests analyse, ms: long enough for every score. */
export const OPENING_MS = 90_000;

/** Writes the first part of the sample interview to a folder as a file of its own. @returns its path. */
export async function writeOpening(folder: string, lengthMs: number): Promise<string> {
  const { samples } = await decodeFile(INTERVIEW);
  const path = join(folder, `opening-${lengthMs}.wav`);
  await writeFile(path, wavOf(samples.subarray(0, sampleAt(lengthMs))));
  return path;
}

/**
 * Writes the sample interview without three long answers to a folder as a file of its own: its length is two thirds, but all that
 * the interviewer says is there, just enough to score an interviewer too.
 * @returns its path.
 */
export async function writeShortenedInterview(folder: string): Promise<string> {
  const { samples } = await decodeFile(INTERVIEW);
  const { turns }: { turns: { startMs: number; text: string }[] } = JSON.parse(await readFile(TURNS, 'utf8'));
  // Each turn reaches to the next one, so that the pauses between them stay.
  const kept = turns.flatMap(({ text }, turn) => {
    if (LEFT_OUT.some((beginning) => text.startsWith(beginning))) return [];
    const from = turn === 0 ? 0 : sampleAt(turns[turn]?.startMs ?? 0);
    const next = turns[turn + 1];
    return [samples.subarray(from, next && sampleAt(next.startMs))];
  });
  const shortened = new Float32Array(kept.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of kept) {
    shortened.set(part, at);
    at += part.length;
  }
  const path = join(folder, 'shortened-interview.wav');
  await writeFile(path, wavOf(shortened));
  return path;
}
