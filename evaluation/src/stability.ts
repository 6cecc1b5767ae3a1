import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { createEngine, decodeFile, type Engine, EngineError } from '@vivavoce/engine';
import { readModelSettings } from '@vivavoce/engine/endpoints';
import { encodeFile } from '@vivavoce/samples/encode';
import { seededUniform } from '@vivavoce/samples/random';
import { SAMPLE_RATE, toWav } from '@vivavoce/samples/wav';
import { Command } from 'commander';
import { mean } from './agreement.ts';
import { findCandidate, speakerName } from './found-candidate.ts';
import { recordingFiles } from './recording-files.ts';
import { overTelephone, withGain, withNoise } from './sound-variants.ts';
import {
  compareFindings,
  type FindingsPair,
  type FindingsStability,
  type FormFindings,
} from './stability-findings.ts';
import { readTruth } from './transcript-truth.ts';

interface Options {
  readonly audio: string;
  readonly truth?: string;
  readonly json?: boolean;
  readonly predictions?: string;
}

const DIMENSIONS = ['vocabulary', 'fluency', 'accent', 'overall'] as const;

/** Scores of one recording in one form, 0 to 5; null for those that were not made. */
type FormScores = Readonly<Record<(typeof DIMENSIONS)[number], number | null>>;

/** How far the scores of recordings in one form lie from those of the recordings as they are. */
interface Movement {
  readonly form: string;
  readonly compared: Readonly<Record<(typeof DIMENSIONS)[number], number>>;
  readonly meanMove: Readonly<Record<(typeof DIMENSIONS)[number], number | null>>;
  readonly meanShift: Readonly<Record<(typeof DIMENSIONS)[number], number | null>>;
  /** What is heard as in the recordings as they are; null for halves. */
  readonly heard: FindingsStability | null;
}

/** What became of a recording in one form. */
interface FormOutcome {
  readonly scores: FormScores;
  readonly findings: FormFindings;
}

/** A recording in all forms, and what is said in it where that is known. */
interface RecordingForms {
  readonly said: string | null;
  readonly forms: Readonly<Record<string, FormOutcome>>;
}

const NO_SCORES: FormScores = { vocabulary: null, fluency: null, accent: null, overall: null };

/** Of a form in which no speech is found. */
const NO_SPEECH_FOUND: FormOutcome = {
  scores: NO_SCORES,
  findings: { text: '', turns: [], candidate: null },
};

type Change = (samples: Float32Array) => Float32Array;

/** The forms, each from the samples; the names of files say how they are written. */
const FORMS: Readonly<Record<string, Change>> = {
  'as it is.wav': (samples) => samples,
  'gain -12 dB.wav': (samples) => withGain(samples, -12),
  'gain +6 dB.wav': (samples) => withGain(samples, 6),
  'MP3 64 kb/s.mp3': (samples) => samples,
  'Opus 16 kb/s.opus': (samples) => samples,
  'telephone band.wav': overTelephone,
  'noise 20 dB.wav': (samples) => withNoise(samples, 20, seededUniform(20)),
};

const HALVES: Readonly<Record<string, Change>> = {
  'first half.wav': (samples) => samples.subarray(0, samples.length >> 1),
  'second half.wav': (samples) => samples.subarray(samples.length >> 1),
};

/** The usual lowest bit rates of recorders and calls, by the end of a file's name. */
const BIT_RATES: Readonly<Record<string, string>> = { '.mp3': '64k', '.opus': '16k' };

/** `vivavoce evaluate stability`: how far scores move when the same speech reaches us in another form. */
export function stabilityCommand(): Command {
  return new Command('stability')
    .description('How far each score moves under gain, codecs, telephone band and noise, and between halves')
    .requiredOption('--audio <path>', 'a recording of an interview, or a folder of them')
    .option('--truth <file>', 'what was said, as `transcript` reads it: word errors in each form as well')
    .option('--json', 'print the figures as JSON')
    .option('--predictions <file>', 'write the scores of each recording in each form, one JSON object a line')
    .action(evaluateStability);
}

async function evaluateStability({ audio, truth, json, predictions }: Options): Promise<void> {
  const recordings: RecordingForms[] = [];
  const lines: string[] = [];
  const known = truth === undefined ? null : await readTruth(truth);
  await using engine = await createEngine({ models: readModelSettings() });
  for (const path of await recordingFiles(audio)) {
    const forms = await outcomesOfForms(engine, path);
    recordings.push({ said: known?.wordsOf(path) ?? null, forms });
    for (const [form, { scores }] of Object.entries(forms))
      lines.push(`${JSON.stringify({ file: basename(path), form, ...scores })}\n`);
  }
  if (predictions !== undefined) await writeFile(predictions, lines.join(''));
  const [original = '', ...others] = Object.keys(FORMS).map(nameOf);
  const [first = '', second = ''] = Object.keys(HALVES).map(nameOf);
  const findingsIn = (form: string) => compareFindings(recordings.flatMap(pairsOf(original, form)));
  const rows = [original, ...others].map((form) => ({
    ...movement(form, recordings, original),
    heard: findingsIn(form),
  }));
  const halves = [
    movement(first, recordings, original),
    movement(second, recordings, original),
    movement(second, recordings, first, 'second less first half'),
  ].map((row) => ({ ...row, heard: null }));
  process.stdout.write(
    json ? `${JSON.stringify([...rows, ...halves], null, 2)}\n` : asTable([...rows, ...halves]),
  );
}

async function outcomesOfForms(engine: Engine, path: string): Promise<Record<string, FormOutcome>> {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-stability-'));
  try {
    const { samples } = await decodeFile(path);
    const outcomes: Record<string, FormOutcome> = {};
    for (const [form, change] of Object.entries({ ...FORMS, ...HALVES })) {
      const file = join(folder, `form${form.slice(form.lastIndexOf('.'))}`);
      encodeFile(toWav(change(samples), SAMPLE_RATE), file, BIT_RATES[extname(file)]);
      outcomes[nameOf(form)] = await outcomeOf(engine, file);
    }
    return outcomes;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A recording that cannot be scored in a form has none of the scores, and no candidate. */
export async function outcomeOf(engine: Engine, file: string): Promise<FormOutcome> {
  try {
    const recording = await engine.transcribe(file);
    const { candidate, scores } = await findCandidate(engine, recording);
    const words = recording.segments.flatMap(({ words }) => words);
    const turns = recording.turns.map(({ speaker, ...span }) => ({
      speaker: speakerName(speaker),
      ...span,
    }));
    return {
      scores: scores ?? NO_SCORES,
      findings: { text: words.map(({ text }) => text).join(' '), turns, candidate },
    };
  } catch (error) {
    if (error instanceof EngineError) return NO_SPEECH_FOUND;
    throw error;
  }
}

function nameOf(form: string): string {
  return form.slice(0, form.lastIndexOf('.'));
}

/** How far scores moved from one form to another, over the recordings that have them in both. */
export function movement(
  form: string,
  recordings: readonly RecordingForms[],
  reference: string,
  name = form,
): Omit<Movement, 'heard'> {
  const shifts = (dimension: (typeof DIMENSIONS)[number]) =>
    recordings.flatMap(({ forms }) => {
      const [before, after] = [reference, form].map((name) => forms[name]?.scores[dimension] ?? null);
      return before == null || after == null ? [] : [after - before];
    });
  const forEach = <T>(value: (moved: number[]) => T) => {
    const of = (dimension: (typeof DIMENSIONS)[number]) => value(shifts(dimension));
    return {
      vocabulary: of('vocabulary'),
      fluency: of('fluency'),
      accent: of('accent'),
      overall: of('overall'),
    };
  };
  return {
    form: name,
    compared: forEach((moved) => moved.length),
    meanMove: forEach((moved) => (moved.length === 0 ? null : mean(moved.map(Math.abs)))),
    meanShift: forEach((moved) => (moved.length === 0 ? null : mean(moved))),
  };
}

/** A recording as it is beside itself in another form. */
function pairsOf(original: string, form: string) {
  return ({ said, forms }: RecordingForms): FindingsPair[] => {
    const [before, after] = [forms[original]?.findings, forms[form]?.findings];
    return before === undefined || after === undefined ? [] : [{ said, before, after }];
  };
}

function asTable(rows: readonly Movement[]): string {
  const cell = (value: number | null) => (value === null ? '-' : value.toFixed(2)).padStart(7);
  const lines = rows.map(
    ({ form, meanMove, meanShift, compared, heard }) =>
      form.padEnd(24) +
      DIMENSIONS.map((dimension) => `${cell(meanMove[dimension])}${cell(meanShift[dimension])}`).join('') +
      `${compared.overall}`.padStart(8) +
      `${findingsCells(heard)}\n`,
  );
  const head = DIMENSIONS.map((dimension) => dimension.padStart(14)).join('');
  return [`move, shift (of 5)      ${head}  scored  word errors  speakers  candidate kept\n`, ...lines].join(
    '',
  );
}

function findingsCells(stability: FindingsStability | null): string {
  if (stability === null) return '';
  const { wordErrorRate, speakersKept, candidateKept, recordings } = stability;
  const rate = wordErrorRate === null ? '-' : `${(100 * wordErrorRate).toFixed(1)} %`;
  return (
    rate.padStart(13) + [speakersKept, candidateKept].map((n) => `${n}/${recordings}`.padStart(10)).join('')
  );
}
