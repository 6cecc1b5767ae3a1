import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type AnalysisResult, analysisResultSchema } from '@vivavoce/contract';
import type { Audience } from '@vivavoce/report';
import { stringify } from 'csv-stringify/sync';
import { explainFailure } from './failure.ts';
import { makeWritableFolder, writeReportFile } from './report-file.ts';
import { UsageError } from './usage-error.ts';

/** What became of one recording, as the table shows it. */
export interface BatchRow {
  readonly file: string;
  readonly duration: string | null;
  readonly candidate: string | null;
  readonly vocabulary: number | null;
  readonly fluency: number | null;
  readonly accent: number | null;
  readonly overall: number | null;
  readonly level: string | null;
  /** Whether a person should listen. */
  readonly humanReview: boolean | null;
  /** Why there is no result, and the exit status that says so; null with a result. */
  readonly error: { readonly message: string; readonly status: number } | null;
}

/** How recordings are analysed one after another. */
export interface BatchOptions {
  /** The folder for the results, which is made. */
  readonly out: string;
  readonly audience: Audience;
  /** What else the results depend on, in any words: with other ones a recording is analysed again. */
  readonly settings: string;
  readonly analyze: (file: string) => Promise<AnalysisResult>;
  /** Told what is done, line by line. */
  readonly log: (line: string) => void;
}

/** A recording and where its result goes. */
interface BatchItem {
  readonly file: string;
  /** Without its folder. */
  readonly name: string;
  /** Without an ending. */
  readonly target: string;
}

/**
 * Analyses recordings one after another: each takes all cores. A result is written whole or not at all, as soon as it is there; a
 * recording that fails does not stop the others.
 * @throws UsageError if two recordings have the same name or the folder cannot be written.
 */
export async function analyzeBatch(files: readonly string[], options: BatchOptions): Promise<BatchRow[]> {
  const { out, log } = options;
  const items = itemsOf(files, out);
  await makeWritableFolder(out);
  const made = await earlierSettings(out);
  const settings = `${options.settings}, for ${options.audience}`;
  const rows: BatchRow[] = [];
  for (const [at, item] of items.entries()) {
    const place = `${at + 1} of ${items.length}: ${item.file}`;
    const done = made.get(item.name) === settings ? await earlierResult(item) : null;
    log(done ? `${place} was analysed before` : place);
    const row = done ? rowOf(item.file, done) : await analyzeItem(item, options);
    if (row.error) log(`  ${row.error.message}`);
    rows.push(row);
    // One that failed leaves what was there before, which is of the settings before.
    if (row.error === null) made.set(item.name, settings);
    await replaceFile(join(out, SETTINGS_FILE), `${JSON.stringify(Object.fromEntries(made), null, 2)}\n`);
    await replaceFile(join(out, 'results.csv'), tableCsv(rows));
  }
  return rows;
}

function itemsOf(files: readonly string[], out: string): BatchItem[] {
  const byName = new Map<string, string>();
  for (const file of files) {
    const name = basename(file);
    const other = byName.get(name);
    if (other !== undefined) throw new UsageError(`${other} and ${file} have the same name: use two folders`);
    byName.set(name, file);
  }
  return [...byName].map(([name, file]) => ({ file, name, target: join(out, name) }));
}

/** Where the folder of results keeps what each was made with. */
const SETTINGS_FILE = 'results.settings.json';

/** What the results of a folder were made with, by the names of the recordings; nothing where that is not known. */
async function earlierSettings(out: string): Promise<Map<string, unknown>> {
  // Where the file cannot be read, everything is analysed.
  const kept = jsonOf(await readFile(join(out, SETTINGS_FILE), 'utf8').catch(() => ''));
  return new Map(Object.entries(kept ?? {}));
}

/** The result of an item from an earlier run, unless the recording is newer or the result is not one of this version. */
async function earlierResult({ file, target }: BatchItem): Promise<AnalysisResult | null> {
  // A file that cannot be looked at counts as none: the analysis says what is wrong with it.
  const [recording, result] = await Promise.all(
    [file, `${target}.json`].map((path) => stat(path).catch(() => null)),
  );
  if (!recording || !result || result.mtimeMs < recording.mtimeMs) return null;
  const parsed = analysisResultSchema.safeParse(jsonOf(await readFile(`${target}.json`, 'utf8')));
  return parsed.success ? parsed.data : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not ours: it is written again.
    return null;
  }
}

async function analyzeItem({ file, target }: BatchItem, options: BatchOptions): Promise<BatchRow> {
  let result: AnalysisResult;
  try {
    result = await options.analyze(file);
  } catch (error) {
    const { line, status } = explainFailure(error);
    return { ...EMPTY_ROW, file, error: { message: line, status } };
  }
  // The report first: where the JSON is, everything is.
  await writeReportFile(result, `${target}.html`, options.audience);
  await replaceFile(`${target}.json`, `${JSON.stringify(result, null, 2)}\n`);
  return rowOf(file, result);
}

/** Writes a file whole: somebody who reads it finds the old one or the new one. */
async function replaceFile(path: string, content: string): Promise<void> {
  const fresh = `${path}.${process.pid}.tmp`;
  await writeFile(fresh, content);
  await rename(fresh, path);
}

const EMPTY_ROW: Omit<BatchRow, 'file' | 'error'> = {
  duration: null,
  candidate: null,
  vocabulary: null,
  fluency: null,
  accent: null,
  overall: null,
  level: null,
  humanReview: null,
};

function rowOf(file: string, { audio, candidateDetection, scores, analysis }: AnalysisResult): BatchRow {
  return {
    file,
    duration: audio.durationFormatted,
    candidate: candidateDetection.speaker,
    vocabulary: scores.vocabulary,
    fluency: scores.fluency,
    accent: scores.accent,
    overall: scores.overall,
    level: scores.cefrLevel,
    humanReview: analysis.quality.humanReview.recommended,
    error: null,
  };
}

const HEADER = [
  'file',
  'length',
  'candidate',
  'vocabulary',
  'fluency',
  'accent',
  'overall',
  'level',
  'listen',
  'error',
] as const;

function cellsOf(row: BatchRow): string[] {
  const { file, duration, candidate, vocabulary, fluency, accent, overall, level, humanReview, error } = row;
  const score = (value: number | null) => value?.toFixed(1) ?? '';
  return [
    file,
    duration ?? '',
    candidate ?? '',
    score(vocabulary),
    score(fluency),
    score(accent),
    score(overall),
    level ?? '',
    humanReview === null ? '' : humanReview ? 'yes' : 'no',
    error?.message ?? '',
  ];
}

/** The table for a terminal. Ends in a newline. */
export function renderTable(rows: readonly BatchRow[]): string {
  const lines: readonly (readonly string[])[] = [HEADER, ...rows.map(cellsOf)];
  const widths = HEADER.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return lines
    .map(
      (cells) =>
        `${cells
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** The table as CSV, for spreadsheets: names that one would take for a formula are escaped. */
const tableCsv = (rows: readonly BatchRow[]): string =>
  stringify([HEADER, ...rows.map(cellsOf)], { bom: true, escape_formulas: true });
