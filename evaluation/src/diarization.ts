import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join, parse, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createEngine,
  decodeFile,
  EngineError,
  findTracks,
  findTurns,
  hearVoices,
  loadEncoder,
  loadSegmentationModels,
  loadSpeakerModels,
  loadVoiceActivity,
  stretchEncoder,
} from '@vivavoce/engine';
import { readModelSettings } from '@vivavoce/engine/endpoints';
import { Command } from 'commander';
import {
  clipsGivenRight,
  type DiarizationModels,
  diagnose,
  encodeTwice,
  type LabelledClip,
  named,
} from './diarization-diagnosis.ts';
import { countDiarizationErrors } from './diarization-error.ts';
import {
  type DiarizationRow,
  diagnosisTable,
  diarizationJson,
  diarizationTable,
} from './diarization-report.ts';
import { joinUtterances, readersOf } from './joined-utterances.ts';
import { recordingFiles } from './recording-files.ts';
import { formatRttm, parseRttm, type SpokenTurn } from './rttm.ts';
import { wholeNumber } from './whole-number.ts';

interface Options {
  readonly audio: string;
  readonly rttm?: string;
  readonly clips?: string;
  readonly readers?: string;
  readonly seconds: number;
  readonly speakers?: number;
  readonly only?: readonly string[];
  readonly diagnose?: boolean;
  readonly voicesOnly?: boolean;
  readonly json?: boolean;
  readonly predictions?: string;
  readonly weights?: string;
}

/** What is known of one recording. */
interface Truth {
  readonly reference: readonly SpokenTurn[] | null;
  readonly clips: readonly LabelledClip[];
  readonly speakers: number | null;
}

/** Who speaks when in a recording of which some things are known. */
interface Found {
  readonly turns: readonly SpokenTurn[];
  readonly diagnosis: DiarizationRow['diagnosis'];
}

type FindTurns = (file: string, truth: Truth) => Promise<Found>;

type Models = DiarizationModels &
  Parameters<typeof hearVoices>[1] & { readonly voiceActivity: Parameters<typeof findTracks>[1] };

/** `vivavoce evaluate diarization`: who speaks when, against a reference; no collar, overlap scored. */
export function diarizationCommand(): Command {
  return new Command('diarization')
    .description('Diarization error against a reference, without collar, overlapping speech scored')
    .requiredOption('--audio <folder>', 'recordings, named <recording>.<ext>')
    .option('--rttm <path>', 'who really speaks when: a file, or a folder of them')
    .option('--clips <file>', 'who speaks in each clip of the recordings: JSON as of the Avalinguo set')
    .option(
      '--speakers <number>',
      'how many people speak in recordings of which no turns are known',
      wholeNumber,
    )
    .option(
      '--readers <file>',
      "labelled utterances, a JSON object a line: each speaker's are joined to a recording of one person",
    )
    .option('--seconds <number>', 'how much of each reader is joined', wholeNumber, 60)
    .option('--only <name...>', 'these recordings alone; otherwise all of which anything is known')
    .option(
      '--diagnose',
      'take the errors apart: where they lie, and what remains when a stage is given the truth',
    )
    .option('--voices-only', 'the turns that voices give, before words are looked at: faster')
    .option('--json', 'print counts and rates as JSON')
    .option('--predictions <file>', 'write the turns found, as RTTM')
    .option('--weights <folder>', 'speaker weights to evaluate in place of those that ship')
    .addHelpText(
      'after',
      '\nModels of your own are evaluated where VIVAVOCE_SEGMENTATION_MODEL names them (docs/languages.md).',
    )
    .action(evaluateDiarization);
}

async function evaluateDiarization(options: Options): Promise<void> {
  await using readers = await joinedReaders(options);
  const truthOf = await readTruth(options);
  const files = readers?.files ?? (await recordingFiles(options.audio));
  const known = files.filter((file) => {
    const { reference, speakers } = truthOf(basename(file));
    const isAsked = options.only === undefined || options.only.includes(parse(file).name);
    return isAsked && (reference !== null || speakers !== null);
  });
  if (known.length === 0) throw new Error(`Nothing is known of any recording in ${options.audio}`);
  const evaluated = await withTurnFinder(options, async (findTurnsIn) => {
    const all: { row: DiarizationRow; turns: readonly SpokenTurn[] }[] = [];
    for (const [n, file] of known.entries()) {
      console.error(`${n + 1} of ${known.length}: ${basename(file)}`);
      const truth = truthOf(basename(file));
      const found = await findTurnsIn(file, truth);
      all.push({ row: rowOf(file, truth, found), turns: found.turns });
    }
    return all;
  });
  const rows = evaluated.map(({ row }) => row);
  if (options.predictions !== undefined) {
    const predictions = evaluated.map(({ row, turns }) => formatRttm(row.recording, turns));
    await writeFile(options.predictions, predictions.join(''));
  }
  const text = options.json
    ? `${JSON.stringify(diarizationJson(rows), null, 2)}\n`
    : diarizationTable(rows) + (options.diagnose ? `\n${diagnosisTable(rows)}` : '');
  process.stdout.write(text);
}

/** A recording of each reader in a folder that goes again; null unless readers were named. */
async function joinedReaders({ audio, readers, seconds, only }: Options) {
  if (readers === undefined) return null;
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-readers-'));
  const remove = () => rm(folder, { recursive: true });
  try {
    const files: string[] = [];
    const asked = (await readersOf(audio, readers)).filter(({ speaker }) => only?.includes(speaker) ?? true);
    for (const [n, reader] of asked.entries()) {
      console.error(`joining ${n + 1} of ${asked.length}: ${reader.speaker}`);
      files.push(await joinUtterances(reader, folder, seconds));
    }
    return { files, [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Gives the whole engine's turns, or those of voices alone where only these can be looked at. */
async function withTurnFinder<Result>(
  options: Options,
  use: (findTurnsIn: FindTurns) => Promise<Result>,
): Promise<Result> {
  const { weights, diagnose: isTakenApart = false, voicesOnly } = options;
  if (weights !== undefined || isTakenApart || voicesOnly) {
    const models = await loadModels(options);
    return use((file, truth) => turnsByVoices(file, truth, models, isTakenApart));
  }
  await using engine = await createEngine({ models: readModelSettings() });
  return await use(async (file) => {
    try {
      return { turns: named((await engine.transcribe(file)).turns), diagnosis: null };
    } catch (error) {
      if (error instanceof EngineError && error.code === 'NO_SPEECH_DETECTED')
        return { turns: [], diagnosis: null };
      throw error;
    }
  });
}

async function readTruth({
  rttm,
  clips,
  readers,
  speakers = readers === undefined ? undefined : 1,
}: Options): Promise<(file: string) => Truth> {
  const texts = rttm === undefined ? [] : await Promise.all((await rttmFiles(rttm)).map(readText));
  const references = new Map(texts.flatMap((text) => [...parseRttm(text)]));
  const labels = new Map(clips === undefined ? [] : clipsOf(await readText(clips)));
  return (file) => {
    const reference = references.get(parse(file).name) ?? null;
    const counted = reference === null ? null : new Set(reference.map((turn) => turn.speaker)).size;
    return { reference, clips: labels.get(file) ?? [], speakers: counted ?? speakers ?? null };
  };
}

async function rttmFiles(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  return (await readdir(path)).filter((name) => extname(name) === '.rttm').map((name) => join(path, name));
}

function readText(path: string): Promise<string> {
  return readFile(path, 'utf8');
}

/** The clips of each recording in which it is known who speaks. */
function clipsOf(json: string): [string, LabelledClip[]][] {
  const files: { file: string; clips: (Omit<LabelledClip, 'speaker'> & { speaker?: string | null })[] }[] =
    JSON.parse(json);
  return files.map(({ file, clips }) => [
    file,
    clips.flatMap((clip) => (clip.speaker ? [{ ...clip, speaker: clip.speaker }] : [])),
  ]);
}

async function loadModels({ weights, diagnose: isTakenApart }: Options): Promise<Models> {
  const { segmentation } = readModelSettings();
  if (segmentation !== null && (weights !== undefined || isTakenApart))
    throw new Error(
      '--weights and --diagnose are for the models that ship: unset VIVAVOCE_SEGMENTATION_MODEL',
    );
  const speakers = await loadSpeakerModels(
    weights === undefined ? undefined : pathToFileURL(`${resolve(weights)}/`),
  );
  return {
    voiceActivity: await loadVoiceActivity(),
    segmentation: segmentation && {
      separate: await loadSegmentationModels(segmentation),
      similarity: segmentation.similarity,
    },
    speakers,
    encodeStretch: stretchEncoder(await loadEncoder(), speakers),
  };
}

async function turnsByVoices(
  file: string,
  { reference }: Truth,
  models: Models,
  isTakenApart: boolean,
): Promise<Found> {
  const tracks = await findTracks(await decodeFile(file), models.voiceActivity);
  const [track] = tracks;
  const diagnosis =
    isTakenApart && reference !== null && track !== undefined && tracks.length === 1
      ? await diagnose(await encodeTwice(track, reference, models), reference, models.speakers)
      : null;
  return {
    turns:
      diagnosis?.found ??
      named((await findTurns(await hearVoices(tracks, models, () => undefined), models.speakers)).turns),
    diagnosis,
  };
}

function rowOf(
  file: string,
  { reference, clips, speakers }: Truth,
  { turns, diagnosis }: Found,
): DiarizationRow {
  return {
    recording: parse(file).name,
    speakers,
    speakersFound: new Set(turns.map((turn) => turn.speaker)).size,
    counts: reference && countDiarizationErrors(reference, turns),
    clips: clips.length === 0 ? null : { all: clips.length, right: clipsGivenRight(clips, turns) },
    diagnosis,
  };
}
