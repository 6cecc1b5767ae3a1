import { readFile, writeFile } from 'node:fs/promises';
import { createEngine } from '@vivavoce/engine';
import { readModelSettings } from '@vivavoce/engine/endpoints';
import { Command } from 'commander';
import {
  countFillers,
  type FillerCounts,
  type MatchedWord,
  matchWords,
  type TimedWord,
  type TimeErrors,
  timeErrors,
} from './alignment-errors.ts';

interface AlignmentOptions {
  readonly audio: string;
  readonly truth: string;
  readonly language: string;
  readonly json?: boolean;
  readonly predictions?: string;
}

/** `evaluate alignment`: how far the times of the words are from those of a reference. */
export function alignmentCommand(): Command {
  return new Command('alignment')
    .description('Word times and filled pauses against a reference, such as synthesised speech has')
    .requiredOption('--audio <file>', 'a recording')
    .requiredOption('--truth <file>', 'JSON with "words": text, startMs, endMs, as in samples/interview.json')
    .option(
      '--language <code>',
      'the language spoken, ISO 639-1; others than English need models of your own',
      'en',
    )
    .option('--json', 'print the figures as JSON')
    .option(
      '--predictions <file>',
      'write each word that was said and heard, with both times, as a line of JSON',
    )
    .action(evaluateAlignment);
}

async function evaluateAlignment({
  audio,
  truth,
  language,
  json,
  predictions,
}: AlignmentOptions): Promise<void> {
  const said = await readWords(truth);
  await using engine = await createEngine({ models: readModelSettings() });
  const { segments } = await engine.transcribe(audio, { language });
  const heard = segments.flatMap(({ words }) => words).toSorted((a, b) => a.startMs - b.startMs);
  const matched = matchWords(said, heard);
  if (predictions !== undefined) await writeFile(predictions, matched.map(predictionLine).join(''));
  const figures = alignmentFigures(said, heard, matched);
  console.log(json ? JSON.stringify(figures, null, 2) : alignmentTable(figures));
}

async function readWords(path: string): Promise<TimedWord[]> {
  const { words } = JSON.parse(await readFile(path, 'utf8')) as { readonly words?: readonly TimedWord[] };
  if (words === undefined) throw new Error(`${path} has no "words"`);
  return words.toSorted((a, b) => a.startMs - b.startMs);
}

interface AlignmentFigures {
  readonly said: number;
  readonly matched: number;
  readonly start: TimeErrors;
  readonly end: TimeErrors;
  readonly both: TimeErrors;
  readonly fillers: FillerCounts;
}

function alignmentFigures(
  said: readonly TimedWord[],
  heard: readonly TimedWord[],
  matched: readonly MatchedWord[],
): AlignmentFigures {
  const starts = matched.map((pair) => pair.heard.startMs - pair.said.startMs);
  const ends = matched.map((pair) => pair.heard.endMs - pair.said.endMs);
  return {
    said: said.length,
    matched: matched.length,
    start: timeErrors(starts),
    end: timeErrors(ends),
    both: timeErrors([...starts, ...ends]),
    fillers: countFillers(said, heard),
  };
}

function alignmentTable({ said, matched, start, end, both, fillers }: AlignmentFigures): string {
  const cell = (ms: number | null) => `${ms === null ? '-' : ms.toFixed(0)} ms`.padStart(10);
  const row = (name: string, { median, p90, bias }: TimeErrors) =>
    `${name.padEnd(18)}${cell(median)}${cell(p90)}${cell(bias)}`;
  return [
    `${matched} of ${said} words were heard as they were said and can be compared.`,
    `${'error of'.padEnd(18)}${'median'.padStart(10)}${'p90'.padStart(10)}${'bias'.padStart(10)}`,
    row('word starts', start),
    row('word ends', end),
    row('both', both),
    `Filled pauses: ${fillers.said} said, ${fillers.heard} heard, ${fillers.right} of them right.`,
  ].join('\n');
}

function predictionLine({ said, heard }: MatchedWord): string {
  const { startMs, endMs } = heard;
  return `${JSON.stringify({ text: said.text, said: [said.startMs, said.endMs], heard: [startMs, endMs] })}\n`;
}
