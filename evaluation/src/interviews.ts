import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { createEngine, type Engine } from '@vivavoce/engine';
import { readModelSettings } from '@vivavoce/engine/endpoints';
import { Command } from 'commander';
import { findCandidate, nameOfSpeaker } from './found-candidate.ts';
import {
  type HeardWord,
  type InterviewFindings,
  type InterviewTruth,
  type JudgedInterview,
  judgeInterview,
} from './interviews-judgement.ts';
import { interviewsAsJson, interviewsAsTable } from './interviews-report.ts';
import { parseRttm } from './rttm.ts';

interface Options {
  readonly dir: string;
  readonly json?: boolean;
  readonly predictions?: string;
}

const TRUTH_ENDINGS: readonly string[] = ['.rttm', '.json'];

/** `vivavoce evaluate interviews`: everything that an analysis finds out, against what is true of whole interviews. */
export function interviewsCommand(): Command {
  return new Command('interviews')
    .description('Candidate, speakers, words and scores of whole interviews against the truth')
    .requiredOption('--dir <folder>', 'recordings, each with <name>.rttm and <name>.json')
    .option('--json', 'print the figures as JSON')
    .option('--predictions <file>', 'write what was found, one JSON object a recording')
    .action(evaluateInterviews);
}

async function evaluateInterviews({ dir, json, predictions }: Options): Promise<void> {
  const rows: JudgedInterview[] = [];
  const lines: string[] = [];
  await using engine = await createEngine({ models: readModelSettings() });
  for (const file of await interviewFiles(dir)) {
    const truth = await readTruth(join(dir, parse(file).name));
    const found = await analyseInterview(engine, join(dir, file));
    rows.push(judgeInterview(file, truth, found));
    lines.push(`${JSON.stringify(predictionOf(file, found))}\n`);
    if (predictions !== undefined) await writeFile(predictions, lines.join(''));
  }
  if (rows.length === 0) throw new Error(`${dir} has no recording with a truth beside it`);
  process.stdout.write(json ? `${interviewsAsJson(rows)}\n` : interviewsAsTable(rows));
}

/** The recordings that have a truth beside them, by name. */
async function interviewFiles(folder: string): Promise<string[]> {
  const files = (await readdir(folder)).sort();
  return files.filter((file) => {
    const { name, ext } = parse(file);
    return (
      !TRUTH_ENDINGS.includes(ext) && TRUTH_ENDINGS.every((ending) => files.includes(`${name}${ending}`))
    );
  });
}

async function readTruth(base: string): Promise<InterviewTruth> {
  const { candidate, words, scores } = JSON.parse(await readFile(`${base}.json`, 'utf8'));
  if (typeof candidate !== 'string') throw new Error(`${base}.json does not name the candidate`);
  const turns = [...parseRttm(await readFile(`${base}.rttm`, 'utf8')).values()].flat();
  if (!turns.some(({ speaker }) => speaker === candidate))
    throw new Error(`${base}.rttm has no turn of the candidate, ${candidate}`);
  return { candidate, turns, words, scores };
}

/** Turns come from the listening half, which goes on where an analysis gives up; the rest from the analysis. */
async function analyseInterview(engine: Engine, path: string): Promise<InterviewFindings> {
  const recording = await engine.hear(path);
  const { turns, segments } = recording;
  const words: HeardWord[] = segments.flatMap(({ speaker, words }) =>
    words.map(({ text, startMs, endMs }) => ({ speaker: nameOfSpeaker(speaker), text, startMs, endMs })),
  );
  const heard = {
    turns: turns.map(({ speaker, startMs, endMs }) => ({ speaker: nameOfSpeaker(speaker), startMs, endMs })),
    words: words.sort((a, b) => a.startMs - b.startMs),
  };
  const { refusal, ...found } = await findCandidate(engine, recording);
  // A recording that cannot be scored counts as a candidate not found, whatever the reason.
  if (refusal !== null) console.error(`${path}: ${refusal}`);
  return { ...heard, ...found };
}

function predictionOf(file: string, { candidate, confidence, turns, scores }: InterviewFindings) {
  return { file, candidate, confidence, turns, scores };
}
