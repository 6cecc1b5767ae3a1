import { readdir, readFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { InterviewTruth } from './interviews-judgement.ts';
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
  const files = (await readdir(folder)).sort();
  const labelled = files.filter((file) => {
    const { name, ext } = parse(file);
    return (
      !TRUTH_ENDINGS.includes(ext) && TRUTH_ENDINGS.every((ending) => files.includes(`${name}${ending}`))
    );
  });
  if (labelled.length === 0) throw new Error(`${folder} has no recording with a truth beside it`);
  return Promise.all(
    labelled.map(async (file) => ({
      file,
      path: join(folder, file),
      truth: await readTruth(join(folder, parse(file).name)),
    })),
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
