/** What is kept beside a model that an operator added: where it came from, its checksum and its licence. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const modelRecord = z.object({
  /** The address that it was downloaded from. */
  url: z.string(),
  /** Of the file as it was downloaded. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** As the operator stated it. */
  licence: z.string(),
  addedAt: z.iso.datetime(),
});

/** Where a model came from, its checksum, its licence, and when it was added. */
export type ModelRecord = z.infer<typeof modelRecord>;

/** Where the record of a model lies. */
export function recordPath(model: string): string {
  return `${model}.json`;
}

/**
 * The record beside a model; null where there is none.
 * @throws Error for a record that cannot be read.
 */
export function readModelRecord(model: string): ModelRecord | null {
  const path = recordPath(model);
  if (!existsSync(path)) return null;
  try {
    return modelRecord.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new Error(`${path} is no record of a model`, { cause });
  }
}

/** What is wrong with a model file: it is missing, or not the one that its record names; null where nothing is. */
export function modelFileProblem(model: string): string | null {
  if (!existsSync(model)) return `there is no ${model}`;
  try {
    const record = readModelRecord(model);
    if (record === null) return null;
    const sha256 = createHash('sha256').update(readFileSync(model)).digest('hex');
    return sha256 === record.sha256 ? null : `${model} is not the file that ${recordPath(model)} names`;
  } catch (error) {
    return (error as Error).message;
  }
}
