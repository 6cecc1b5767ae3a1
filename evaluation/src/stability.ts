import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { createEngine, decodeFile, type Engine, EngineError } from '@vivavoce/engine';
import { readModelSettings } from '@vivavoce/engine/endpoints';
import { Command } from 'commander';
import { seededUniform } from '../../samples/random.ts';
import { SAMPLE_RATE, toWav } from '../../samples/wav.ts';
import { mean } from './agreement.ts';
import { overTelephone, withGain, withNoise } from './sound-variants.ts';

interface Options {
  readonly audio: string;
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
}

const NO_SCORES: FormScores = { vocabulary: null, fluency: null, accent: null, overall: null };

/** The forms, each from the samples; the names of files say how they are written. */
const FORMS: Readonly<Record<string, (samples: Float32Array) => Float32Array>> = {
  'as it is.wav': (samples) => samples,
  'gain -12 dB.wav': (samples) => withGain(samples, -12),
  'gain +6 dB.wav': (samples) => withGain(samples, 6),
  'MP3 64 kb/s.mp3': (samples) => samples,
  'Opus 16 kb/s.opus': (samples) => samples,
  'telephone band.wav': overTelephone,
  'noise 20 dB.wav': (samples) => withNoise(samples, 20, seededUniform(20)),
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
    .option('--json', 'print the figures as JSON')
    .option('--predictions <file>', 'write the scores of each recording in each form, one JSON object a line')
    .action(evaluateStability);
}

async function evaluateStability({ audio, json, predictions }: Options): Promise<void> {
  const recordings: Record<string, FormScores>[] = [];
  const lines: string[] = [];
  await using engine = await createEngine({ models: readModelSettings() });
  for (const path of await recordingsIn(audio)) {
    const scores = await scoresOfForms(engine, path);
    recordings.push(scores);
    for (const [form, made] of Object.entries(scores))
      lines.push(`${JSON.stringify({ file: basename(path), form, ...made })}\n`);
  }
  if (predictions !== undefined) await writeFile(predictions, lines.join(''));
  const [original = '', ...others] = Object.keys(FORMS).map(nameOf);
  const rows = others.map((form) => movement(form, recordings, original));
  rows.push(
    movement(nameOf('second half.wav'), recordings, nameOf('first half.wav'), 'second less first half'),
  );
  process.stdout.write(json ? `${JSON.stringify(rows, null, 2)}\n` : asTable(rows));
}

async function recordingsIn(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => !/\.(json|jsonl|rttm|txt|md|tsv)$/.test(name));
  return names.sort().map((name) => join(path, name));
}

async function scoresOfForms(engine: Engine, path: string): Promise<Record<string, FormScores>> {
  // Native encoders are loaded by those commands alone that write sound.
  const { encodeFile } = await import('../../samples/encode.ts');
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-stability-'));
  try {
    const { samples } = await decodeFile(path);
    const scores: Record<string, FormScores> = {};
    for (const [form, change] of Object.entries(FORMS)) {
      const file = join(folder, `form${form.slice(form.lastIndexOf('.'))}`);
      encodeFile(toWav(change(samples), SAMPLE_RATE), file, BIT_RATES[extname(file)]);
      scores[nameOf(form)] = await scoresOf(engine, file);
    }
    return scores;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A recording that cannot be scored in a form has none of the scores. */
async function scoresOf(engine: Engine, file: string): Promise<FormScores> {
  try {
    const { vocabulary, fluency, accent, overall } = (await engine.analyze(file)).scores;
    return { vocabulary, fluency, accent, overall };
  } catch (error) {
    if (error instanceof EngineError) return NO_SCORES;
    throw error;
  }
}

function nameOf(form: string): string {
  return form.slice(0, form.lastIndexOf('.'));
}

function movement(
  form: string,
  recordings: readonly Record<string, FormScores>[],
  reference: string,
  name = form,
): Movement {
  const shifts = (dimension: (typeof DIMENSIONS)[number]) =>
    recordings.flatMap((scores) => {
      const [before, after] = [scores[reference]?.[dimension] ?? null, scores[form]?.[dimension] ?? null];
      return before === null || after === null ? [] : [after - before];
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

function asTable(rows: readonly Movement[]): string {
  const cell = (value: number | null) => (value === null ? '-' : value.toFixed(2)).padStart(7);
  const lines = rows.map(
    ({ form, meanMove, meanShift, compared }) =>
      form.padEnd(24) +
      DIMENSIONS.map((dimension) => `${cell(meanMove[dimension])}${cell(meanShift[dimension])}`).join('') +
      `${compared.overall}\n`.padStart(8),
  );
  const head = DIMENSIONS.map((dimension) => dimension.padStart(14)).join('');
  return [`move, shift (of 5)      ${head}  scored\n`, ...lines].join('');
}
