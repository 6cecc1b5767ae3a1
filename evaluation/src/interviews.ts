import { writeFile } from 'node:fs/promises';
import { createEngine, type Engine } from '@vivavoce/engine';
import { readModelSettings } from '@vivavoce/engine/endpoints';
import { Command } from 'commander';
import { findCandidate } from './found-candidate.ts';
import {
  compareInterview,
  type InterviewComparison,
  type InterviewFindings,
} from './interview-comparison.ts';
import { turnsByName, wordsByName } from './interview-transcript.ts';
import { readLabelledInterviews } from './interview-truth.ts';
import { interviewsAsJson, interviewsAsTable } from './interviews-report.ts';

interface Options {
  readonly dir: string;
  readonly json?: boolean;
  readonly predictions?: string;
}

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
  const rows: InterviewComparison[] = [];
  const lines: string[] = [];
  await using engine = await createEngine({ models: readModelSettings() });
  for (const { file, path, truth } of await readLabelledInterviews(dir)) {
    const found = await analyseInterview(engine, path);
    rows.push(compareInterview(file, truth, found));
    lines.push(`${JSON.stringify(predictionOf(file, found))}\n`);
    if (predictions !== undefined) await writeFile(predictions, lines.join(''));
  }
  process.stdout.write(json ? `${interviewsAsJson(rows)}\n` : interviewsAsTable(rows));
}

/** Turns come from the listening half, which goes on where an analysis gives up; the rest from the analysis. */
async function analyseInterview(engine: Engine, path: string): Promise<InterviewFindings> {
  const recording = await engine.transcribe(path);
  const { refusal, ...found } = await findCandidate(engine, recording);
  // A recording that cannot be scored counts as a candidate not found, whatever the reason.
  if (refusal !== null) console.error(`${path}: ${refusal}`);
  return { turns: turnsByName(recording), words: wordsByName(recording.segments), ...found };
}

function predictionOf(file: string, { candidate, confidence, turns, scores }: InterviewFindings) {
  return { file, candidate, confidence, turns, scores };
}
