import { readFile, writeFile } from 'node:fs/promises';
import { parse, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  decodeFile,
  findTracks,
  findTurns,
  loadEncoderUpTo,
  loadSpeakerModels,
  loadVoiceActivity,
} from '@vivavoce/engine';
import { Command } from 'commander';
import {
  addCounts,
  countDiarizationErrors,
  type DiarizationCounts,
  diarizationErrorRate,
} from './diarization-error.ts';
import { recordingFiles } from './recording-files.ts';
import { formatRttm, parseRttm, type SpokenTurn } from './rttm.ts';

/** Speaker turns need no more of the encoder than up to this block. */
const LAST_BLOCK = 4;

interface Options {
  readonly audio: string;
  readonly rttm: string;
  readonly json?: boolean;
  readonly predictions?: string;
  readonly weights?: string;
}

/** One recording, judged. */
interface Row extends DiarizationCounts {
  readonly recording: string;
  readonly speakers: number;
  readonly speakersFound: number;
}

/** The turns that the engine finds. */
type FoundTurns = Awaited<ReturnType<typeof findTurns>>['turns'];

/** `vivavoce evaluate diarization`: who speaks when, against a reference; no collar, overlap scored. */
export function diarizationCommand(): Command {
  return new Command('diarization')
    .description('Diarization error against a reference, without collar, overlapping speech scored')
    .requiredOption('--audio <folder>', 'recordings, named <recording>.<ext>')
    .requiredOption('--rttm <file>', 'who really speaks when; recordings without a line here are left out')
    .option('--json', 'print counts and rates as JSON')
    .option('--predictions <file>', 'write the turns found, as RTTM')
    .option('--weights <folder>', 'speaker weights to judge in place of those that ship')
    .action(evaluateDiarization);
}

async function evaluateDiarization(options: Options): Promise<void> {
  const references = parseRttm(await readFile(options.rttm, 'utf8'));
  const files = await recordingFiles(options.audio);
  const diarize = await loadDiarizer(options.weights);
  const rows: Row[] = [];
  let predictions = '';
  for (const [recording, reference] of references) {
    const file = files.find((path) => parse(path).name === recording);
    if (file === undefined) throw new Error(`${options.audio} has no recording named ${recording}`);
    const found = await diarize(file);
    const turns = found.map((turn) => ({ ...turn, speaker: `speaker_${turn.speaker}` }));
    rows.push(compareTurns(recording, reference, turns));
    predictions += formatRttm(recording, turns);
  }
  if (options.predictions !== undefined) await writeFile(options.predictions, predictions);
  process.stdout.write(options.json ? `${JSON.stringify(asJson(rows), null, 2)}\n` : asTable(rows));
}

async function loadDiarizer(weights: string | undefined): Promise<(file: string) => Promise<FoundTurns>> {
  const voiceActivity = await loadVoiceActivity();
  const encoder = await loadEncoderUpTo(LAST_BLOCK);
  const speakers = await loadSpeakerModels(
    weights === undefined ? undefined : pathToFileURL(`${resolve(weights)}/`),
  );
  const encode = async (samples: Float32Array, blocks: readonly number[]) => {
    const states = await encoder.encode(samples);
    return { frames: states.frames, blocks: blocks.map((block) => states.blocks[block - 1]!) };
  };
  return async (file) => {
    const tracks = await findTracks(await decodeFile(file), voiceActivity);
    return (await findTurns(tracks, { encode, speakers })).turns;
  };
}

function compareTurns(
  recording: string,
  reference: readonly SpokenTurn[],
  turns: readonly SpokenTurn[],
): Row {
  const count = (list: readonly SpokenTurn[]) => new Set(list.map((turn) => turn.speaker)).size;
  return {
    recording,
    speakers: count(reference),
    speakersFound: count(turns),
    ...countDiarizationErrors(reference, turns),
  };
}

/** Rates of a row are shares of its reference speech. */
function rates(counts: DiarizationCounts) {
  const share = (ms: number) => (counts.spokenMs === 0 ? null : ms / counts.spokenMs);
  return {
    errorRate: diarizationErrorRate(counts),
    missed: share(counts.missedMs),
    falseAlarm: share(counts.falseAlarmMs),
    confusion: share(counts.confusedMs),
  };
}

function asJson(rows: readonly Row[]) {
  const total = addCounts(rows);
  return {
    recordings: rows.map((row) => ({ ...row, ...rates(row) })),
    total: { ...total, ...rates(total), ...countedRight(rows) },
  };
}

function countedRight(rows: readonly Row[]) {
  const right = rows.filter((row) => row.speakers === row.speakersFound).length;
  return { recordings: rows.length, speakersCountedRight: right };
}

function asTable(rows: readonly Row[]): string {
  const line = (name: string, counts: DiarizationCounts, speakers: string) => {
    const { errorRate, missed, falseAlarm, confusion } = rates(counts);
    const cells = [errorRate, missed, falseAlarm, confusion].map((rate) =>
      (rate === null ? '-' : `${(100 * rate).toFixed(1)} %`).padStart(9),
    );
    return `${name.padEnd(20)}${(counts.spokenMs / 1000).toFixed(1).padStart(10)}${cells.join('')}  ${speakers}\n`;
  };
  const { recordings, speakersCountedRight } = countedRight(rows);
  return [
    `${'recording'.padEnd(20)}  spoken s      DER   missed    false confused  speakers found/true\n`,
    ...rows.map((row) => line(row.recording, row, `${row.speakersFound}/${row.speakers}`)),
    line('TOTAL', addCounts(rows), `right in ${speakersCountedRight} of ${recordings}`),
  ].join('');
}
