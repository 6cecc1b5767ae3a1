/** Decodes recordings, which are hostile: a process with limits (`decoder-child.ts`) takes them apart, and this one says what came of it. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { EngineError } from '../errors.ts';
import { type ChannelPlan, mixOf } from './channels/channel-plan.ts';
import { MARKED_BYTES, mayBeRecording } from './containers/open-container.ts';
import type { DecodeReport, DecodeTask, Wanted } from './decode-report.ts';
import { type DecoderRun, type OpenFile, runDecoderProcess } from './decoder-child.ts';
import { type FfmpegRun, operatorFfmpeg, transcode } from './operator-ffmpeg.ts';
import { type Recording, SAMPLE_RATE } from './recording.ts';
import { createSoundBuffer } from './sound-buffer.ts';

export { operatorFfmpeg, type Sandbox } from './operator-ffmpeg.ts';

/** Limits on decoding one file. */
export interface DecodeOptions {
  /** Stops the decoding; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** The longest recording, ms of sound; 60 minutes when absent. */
  readonly maxDurationMs?: number | undefined;
  /** How long the decoding may take, ms of wall-clock time; 120 s when absent. */
  readonly timeoutMs?: number | undefined;
}

/** As many channels as a recording keeps apart. */
const MOST_RETURNED_CHANNELS = 8;
/** The longest recording unless a limit is given, ms. */
export const DEFAULT_MAX_DURATION_MS = 60 * 60_000;
const DEFAULT_TIMEOUT_MS = 120_000;
/** Opening a named pipe would wait for a writer, and a terminal would become that of this process. */
const OPEN_WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);
const MAX_FILE_BYTES = 1024 ** 3;
/** A file with less than this of the promised sound has lost its tail. */
const LEAST_SHARE_OF_CLAIM = 0.9;

/**
 * Decodes any supported file to 16 kHz mono.
 *
 * @throws EngineError `UNSUPPORTED_FORMAT` for what is not audio, `AUDIO_DECODE_FAILED` for a file that is empty, damaged,
 * cut short, too long or too much for the limits; the error of the file system for a file that cannot be opened; Error
 * when the decoder itself is broken, not the file.
 */
export async function decodeFile(path: string, options: DecodeOptions = {}): Promise<Recording> {
  const sound = await decodeSound(path, options, { kind: 'sound' });
  if (sound.channels.length > 0) return arranged(sound.channels, sound.plan);
  const { plan } = sound;
  const planned = await decodeSound(path, options, { kind: 'planned', plan });
  return plan.kind === 'mix' ? recordingOf(planned.channels[0]!) : separate(planned.channels);
}

/** A recording of the channels that a plan names. */
function arranged(channels: readonly Float32Array[], plan: ChannelPlan): Recording {
  if (plan.kind === 'separate') return separate(plan.channels.map((index) => channels[index]!));
  const [first] = plan.channels;
  if (plan.channels.length === 1 && first!.gain === 1) return recordingOf(channels[first!.index]!);
  return recordingOf(mixOf(channels, plan.channels));
}

/** A recording of channels with different people: beside them stands their mean. */
function separate(channels: readonly Float32Array[]): Recording {
  const mean = new Float32Array(channels[0]!.length);
  for (const own of channels) for (let n = 0; n < mean.length; n++) mean[n]! += own[n]! / channels.length;
  return { ...recordingOf(mean), channels };
}

function recordingOf(samples: Float32Array): Recording {
  return { samples, durationMs: durationOf(samples.length) };
}

async function decodeSound(
  path: string,
  options: DecodeOptions,
  wanted: Wanted,
): Promise<{ readonly channels: readonly Float32Array[]; readonly plan: ChannelPlan }> {
  const maxDurationMs = options.maxDurationMs ?? DEFAULT_MAX_DURATION_MS;
  // The child may be in the hands of the file: no more is kept of what it sends than a recording can have.
  const sound = createSoundBuffer(4 * MOST_RETURNED_CHANNELS * mostSamples(maxDurationMs));
  const { samples, sentChannels, plan } = await runDecoder(
    path,
    { ...options, maxDurationMs },
    wanted,
    sound.add,
  );
  if (samples * 1000 > maxDurationMs * SAMPLE_RATE) {
    throw failure(
      `The recording is longer than ${formatMs(maxDurationMs)}: cut it into shorter parts and analyse each.`,
    );
  }
  if (plan === null) throw new Error('The decoder sent sound without saying what its channels are');
  if (sound.byteLength !== 4 * sentChannels * samples) {
    throw failure('The decoder stopped in the middle: try again.');
  }
  return { channels: sentChannels === 0 ? [] : sound.channels(sentChannels), plan };
}

/**
 * The length of a file's sound, ms, counted in decoded samples: the length that containers claim is often wrong. Counting
 * stops at `maxDurationMs`, so a longer recording gives a figure just above it.
 *
 * @throws EngineError and errors of the file system, as `decodeFile`
 */
export async function measureDurationMs(path: string, options: DecodeOptions = {}): Promise<number> {
  const maxDurationMs = options.maxDurationMs ?? DEFAULT_MAX_DURATION_MS;
  return durationOf(
    (await runDecoder(path, { ...options, maxDurationMs }, { kind: 'length' }, () => {})).samples,
  );
}

/**
 * Whether a file may be a recording, by its first bytes: what cannot be is refused before anything is decoded.
 * @throws errors of the file system for a file that cannot be opened.
 */
export async function isPossibleRecording(path: string): Promise<boolean> {
  const file = await open(path, OPEN_WITHOUT_WAITING);
  try {
    if (!(await file.stat()).isFile()) return false;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MARKED_BYTES), 0, MARKED_BYTES, 0);
    return mayBeRecording(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

type Decoded = Extract<DecodeReport, { readonly outcome: 'decoded' }>;
type Limits = DecodeOptions & { readonly maxDurationMs: number };

/** Runs the child over a file and gives what it found; the samples themselves go to `take`, when wanted. */
async function runDecoder(
  path: string,
  limits: Limits,
  wanted: Wanted,
  take: (chunk: Buffer) => void,
): Promise<Decoded> {
  limits.signal?.throwIfAborted();
  const file = await open(path, OPEN_WITHOUT_WAITING);
  try {
    const stats = await file.stat();
    if (!stats.isFile()) {
      throw new EngineError('UNSUPPORTED_FORMAT', 'The path leads to no file: name a recording.');
    }
    const { size } = stats;
    if (size > MAX_FILE_BYTES) {
      throw failure('The file is larger than 1 GiB: extract its audio track and analyse that.');
    }
    const { maxDurationMs, timeoutMs = DEFAULT_TIMEOUT_MS, signal } = limits;
    const task = { mostSamples: mostSamples(maxDurationMs), wanted };
    const run = { timeoutMs, signal, take };
    const input = { descriptor: file.fd, bytes: size };
    const report = await runDecoderProcess(input, task, run);
    const isUnknown = report.outcome === 'unknown-format' || report.outcome === 'unknown-codec';
    const other = isUnknown ? await decodedByFfmpeg(input, task, { ...run, maxDurationMs }) : null;
    return requireDecoded(other ?? report, maxDurationMs);
  } finally {
    await file.close();
  }
}

/** What the operator's FFmpeg makes of a recording that is unknown here; null where there is none or it knows no more. */
async function decodedByFfmpeg(
  input: OpenFile,
  task: DecodeTask,
  run: DecoderRun & FfmpegRun,
): Promise<DecodeReport | null> {
  const ffmpeg = await operatorFfmpeg();
  const sound = ffmpeg === null ? null : await transcode(ffmpeg, input, run);
  if (sound === null) return null;
  try {
    const { size } = await sound.stat();
    return await runDecoderProcess({ descriptor: sound.fd, bytes: size }, task, run);
  } finally {
    await sound.close();
  }
}

function requireDecoded(report: DecodeReport, maxDurationMs: number): Decoded {
  switch (report.outcome) {
    case 'empty':
      throw failure('The file is empty: record or upload it again.');
    case 'unknown-format':
      throw new EngineError(
        'UNSUPPORTED_FORMAT',
        'The file is not a recording in a supported format: use MP3, WAV, M4A, WebM, OGG, Opus, FLAC, AMR, WMA, or a video in MP4, MOV or MKV.',
      );
    case 'no-audio':
      throw new EngineError('UNSUPPORTED_FORMAT', 'The file has no audio track: use a recording with sound.');
    case 'unknown-codec':
      throw new EngineError(
        'UNSUPPORTED_FORMAT',
        `The recording is ${listed(report.codecs)}, which is not read here: convert it to MP3, M4A or WAV, or ask the operator to set VIVAVOCE_FFMPEG.`,
      );
    case 'damaged':
      throw failure(
        'The audio is damaged and cannot be decoded: record or export the file again.',
        report.detail,
      );
    case 'decoded':
      break;
  }
  const { samples, claimedMs } = report;
  const decodedMs = durationOf(samples);
  if (decodedMs === 0 || report.decodedSamples === 0)
    throw failure('The file holds no sound that can be decoded: record or export it again.');
  if (decodedMs <= maxDurationMs && claimedMs !== null && decodedMs < LEAST_SHARE_OF_CLAIM * claimedMs) {
    throw failure(
      `The file is cut short or damaged: only ${formatMs(decodedMs)} of its ${formatMs(claimedMs)} could be decoded; use the complete file.`,
    );
  }
  return report;
}

/** The names of codecs in files are bytes of strangers: letters, digits and the like are shown. */
function listed(codecs: readonly string[]): string {
  const names = codecs.map((name) => name.replace(/[^\w .+-]/g, '?').slice(0, 40));
  return [...new Set(names)].slice(0, 4).join(', ');
}

/** As many samples as the longest recording has. */
function mostSamples(maxDurationMs: number): number {
  return Math.ceil((maxDurationMs * SAMPLE_RATE) / 1000);
}

function durationOf(sampleCount: number): number {
  return Math.round((sampleCount * 1000) / SAMPLE_RATE);
}

function formatMs(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} minutes`;
}

function failure(message: string, detail?: string): EngineError {
  return new EngineError('AUDIO_DECODE_FAILED', message, detail === undefined ? {} : { cause: detail });
}
