import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createEngine } from '@vivavoce/engine';
import { readModelSettings } from '@vivavoce/engine/endpoints';
import { Command } from 'commander';
import {
  type Calibration,
  calibrationOf,
  markCorrectWords,
  type WordConfidence,
} from './confidence-calibration.ts';
import { recordingFiles } from './recording-files.ts';
import { normaliseWords } from './text-normalisation.ts';
import { readTruth, type TranscriptTruth } from './transcript-truth.ts';
import {
  countWordErrors,
  referenceLength,
  sumWordErrors,
  type WordErrors,
  wordErrorRate,
} from './word-error-rate.ts';

interface TranscriptOptions {
  readonly audio: string;
  readonly truth: string;
  readonly json?: boolean;
  readonly predictions?: string;
  readonly language: string;
}

/** One recording's transcript beside what was said. */
interface TranscriptResult {
  readonly file: string;
  readonly text: string;
  readonly errors: WordErrors;
  readonly words: readonly WordConfidence[];
}

/** `evaluate transcript`: the word error rate of the engine's transcripts. */
export function transcriptCommand(): Command {
  return new Command('transcript')
    .description(
      'Word error rate of the transcript against what was said, and how far its confidence can be trusted',
    )
    .requiredOption('--audio <path>', 'a recording, or a folder of them')
    .requiredOption(
      '--truth <file>',
      'what was said: JSON with "words" or "turns", JSONL with "file" and "text", or plain text',
    )
    .option('--language <code>', 'the language spoken; others than English need models of your own', 'en')
    .option('--json', 'print the figures as JSON')
    .option(
      '--predictions <file>',
      'write each transcript as a line of JSON: file, text, counts, confidence of words',
    )
    .action(evaluateTranscript);
}

async function evaluateTranscript({
  audio,
  truth,
  json,
  predictions,
  language,
}: TranscriptOptions): Promise<void> {
  const recordings = await transcribeAll(await recordingFiles(audio), await readTruth(truth), language);
  const total = sumWordErrors(recordings.map(({ errors }) => errors));
  if (predictions !== undefined) {
    await writeFile(predictions, recordings.map((recording) => `${JSON.stringify(recording)}\n`).join(''));
  }
  const confidence = calibrationOf(recordings.flatMap(({ words }) => words));
  if (json) {
    const items = recordings.map(({ file, errors }) => ({ file, ...figures(errors) }));
    console.log(JSON.stringify({ recordings: items, total: figures(total), confidence }, null, 2));
    return;
  }
  for (const { file, errors } of recordings) console.log(tableRow(file, errors));
  if (recordings.length > 1) console.log(tableRow('TOTAL', total));
  console.log(reliabilityTable(confidence));
}

/** Recordings that the truth does not know are left out, with a word about it. */
async function transcribeAll(
  paths: readonly string[],
  truth: TranscriptTruth,
  language: string,
): Promise<TranscriptResult[]> {
  const recordings: TranscriptResult[] = [];
  await using engine = await createEngine({ models: readModelSettings() });
  for (const path of paths) {
    const said = truth.wordsOf(path);
    if (said === null) {
      console.error(`${path}: left out, the truth does not name it`);
      continue;
    }
    const { segments } = await engine.transcribe(path, { language });
    const heard = segments.flatMap(({ words }) => words);
    const text = heard.map((word) => word.text).join(' ');
    const errors = countWordErrors(normaliseWords(said), normaliseWords(text));
    const words = markCorrectWords(said, heard).map(({ word, right }) => ({
      confidence: word.confidence,
      right,
    }));
    recordings.push({ file: basename(path), text, errors, words });
  }
  if (recordings.length === 0) throw new Error('No recording has a truth to compare with.');
  return recordings;
}

/** The rate with its counts. */
function figures(errors: WordErrors) {
  return { wordErrorRate: wordErrorRate(errors), words: referenceLength(errors), ...errors };
}

function tableRow(name: string, errors: WordErrors): string {
  const rate = wordErrorRate(errors);
  const shown = rate === null ? 'none' : `${(100 * rate).toFixed(2)} %`;
  return (
    `${name}: word error rate ${shown} of ${referenceLength(errors)} words ` +
    `(${errors.substitutions} substituted, ${errors.deletions} deleted, ${errors.insertions} inserted)`
  );
}

function reliabilityTable({ rows, expectedCalibrationError }: Calibration): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const cells = rows.map(({ from, to, words, meanConfidence, shareRight }) => [
    `${from.toFixed(1)}-${to.toFixed(1)}`,
    `${words}`,
    percent(meanConfidence),
    percent(shareRight),
  ]);
  return [
    '',
    ...[['confidence', 'words', 'mean', 'right'], ...cells].map((row) =>
      row.map((cell) => cell.padStart(11)).join(''),
    ),
    `Expected calibration error: ${expectedCalibrationError === null ? 'none' : percent(expectedCalibrationError)}`,
  ].join('\n');
}
