import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import type { InterviewTruth } from './interview-comparison.ts';
import { recordingFiles } from './recording-files.ts';
import { parseRttm } from './rttm.ts';

const TRUTH_ENDINGS: readonly string[] = ['.rttm', '.json'];

/** A recording of an interview, and what is true of it. */
export interface LabelledInterview {
  /** The recording's name, without its folder. */
  readonly file: string;
  readonly path: string;
  readonly truth: InterviewTruth;
}

/**
 * The recordings of a folder that have a truth beside them, `<name>.rttm` and `<name>.json`, by name.
 * @throws Error when there is none, or a truth lacks something.
 */
export async function readLabelledInterviews(folder: string): Promise<LabelledInterview[]> {
  const labelled = (await recordingFiles(folder))
    .map((path) => ({ path, file: basename(path), base: join(folder, parse(path).name) }))
    .filter(({ base }) => TRUTH_ENDINGS.every((ending) => existsSync(`${base}${ending}`)));
  if (labelled.length === 0) throw new Error(`${folder} has no recording with a truth beside it`);
  return Promise.all(
    labelled.map(async ({ file, path, base }) => ({ file, path, truth: await readTruth(base) })),
  );
}

async function readTruth(base: string): Promise<InterviewTruth> {
  const { candidate, words, scores } = JSON.parse(await readFile(`${base}.json`, 'utf8'));
  if (typeof candidate !== 'string') throw new Error(`${base}.json does not name the candidate`);
  const turns = [...parseRttm(await readFile(`${base}.rttm`, 'utf8')).values()].flat();
  if (!turns.some(({ speaker }) => speaker === candidate))
    throw new Error(`${base}.rttm has no turn of the candidate, ${candidate}`);
  return { candidate, turns, words, scores };
}
