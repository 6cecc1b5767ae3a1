import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeFile, measureDurationMs } from '@vivavoce/engine';
import { sampleInterview } from '@vivavoce/samples';
import { encodeFile } from '@vivavoce/samples/encode';
import { interleaved, SAMPLE_RATE, toWav } from '@vivavoce/samples/wav';
import { Command } from 'commander';
import { watchDecoders } from './hostile-media/decoder-memory.ts';
import { wholeNumber } from './whole-number.ts';

const FORMS = ['mp3', 'm4a', 'opus'] as const;
const BIT_RATE = '64k';
/** The second channel is late and softer, as in a room: channels that are equal would be cheaper to encode and to compare. */
const LATE_SAMPLES = 160;
const SOFTER = 0.7;
const TICKS_A_SECOND = 100;

interface Options {
  readonly minutes: number;
  readonly json?: boolean;
}

/** What decoding one file took of the child alone. */
interface DecodingFigures {
  readonly form: string;
  readonly mebibytes: number;
  /** Processor time of the decoding child, s. */
  readonly processorSeconds: number;
  /** Processor time of the child that only says how long the file is, as every submit asks, s. */
  readonly lengthSeconds: number;
  /** Its most resident memory, MiB. */
  readonly peakMebibytes: number;
  /** Processor time of the machine's own FFmpeg for the same file, s; beside it in the same run. */
  readonly ffmpegSeconds: number;
}

/** `vivavoce evaluate media-speed`: processor time and memory that decoding takes, beside FFmpeg's. */
export function mediaSpeedCommand(): Command {
  return new Command('media-speed')
    .description('Processor time and memory of decoding MP3, AAC and Opus, beside FFmpeg (which it needs)')
    .option('--minutes <number>', 'length of the recordings', wholeNumber, 45)
    .option('--json', 'print the figures as JSON')
    .action(async ({ minutes, json }: Options) => {
      const figures = await measureDecoding(minutes);
      process.stdout.write(json ? `${JSON.stringify(figures, null, 2)}\n` : asTable(figures));
    });
}

async function measureDecoding(minutes: number): Promise<DecodingFigures[]> {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-media-speed-'));
  try {
    const sound = await stereoInterview(minutes);
    const figures: DecodingFigures[] = [];
    for (const form of FORMS) {
      const path = join(folder, `recording.${form}`);
      encodeFile(sound, path, BIT_RATE);
      figures.push(await measureFile(form, path));
    }
    return figures;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The sample interview again and again on two channels, as a WAV file. */
async function stereoInterview(minutes: number): Promise<Buffer> {
  const { samples } = await decodeFile(sampleInterview.audio);
  const length = minutes * 60 * SAMPLE_RATE;
  const at = (n: number) => samples[((n % samples.length) + samples.length) % samples.length]!;
  const left = Float32Array.from({ length }, (_, n) => at(n));
  const right = Float32Array.from({ length }, (_, n) => SOFTER * at(n - LATE_SAMPLES));
  return toWav(interleaved(left, right), SAMPLE_RATE, 2);
}

async function measureFile(form: string, path: string): Promise<DecodingFigures> {
  const watch = watchDecoders();
  try {
    await measureDurationMs(path);
    const counting = watch.take(path);
    await decodeFile(path);
    const seen = watch.take(path);
    if (seen === null || counting === null)
      throw new Error('Processor time and memory of a child are read in /proc: run this on Linux');
    return {
      form,
      mebibytes: readFileSync(path).length / 2 ** 20,
      processorSeconds: seen.processorTicks / TICKS_A_SECOND,
      lengthSeconds: counting.processorTicks / TICKS_A_SECOND,
      peakMebibytes: seen.peakBytes / 2 ** 20,
      ffmpegSeconds: await ffmpegSeconds(path),
    };
  } finally {
    watch.stop();
  }
}

/** FFmpeg says itself what it took (`-benchmark`). */
async function ffmpegSeconds(path: string): Promise<number> {
  const { VIVAVOCE_FFMPEG: program = 'ffmpeg' } = process.env;
  const options = ['-threads', '1', '-i', path, '-ar', String(SAMPLE_RATE), '-f', 'null', '-'];
  const child = spawn(program, ['-hide_banner', '-nostdin', '-benchmark', ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  await new Promise((done, failed) => child.once('error', failed).once('close', done));
  const [, user, system] = /bench: utime=([\d.]+)s stime=([\d.]+)s/.exec(said) ?? [];
  return Number(user) + Number(system);
}

function asTable(figures: readonly DecodingFigures[]): string {
  const header = ['form', 'MiB', 'processor s', 'peak MiB', 'FFmpeg s', 'ratio', 'length s'];
  const rows = figures.map(
    ({ form, mebibytes, processorSeconds, peakMebibytes, ffmpegSeconds: other, lengthSeconds }) => [
      form,
      mebibytes.toFixed(1),
      processorSeconds.toFixed(1),
      peakMebibytes.toFixed(0),
      other.toFixed(1),
      (processorSeconds / other).toFixed(1),
      lengthSeconds.toFixed(1),
    ],
  );
  return [header, ...rows].map((cells) => `${cells.map((cell) => cell.padStart(13)).join('')}\n`).join('');
}
