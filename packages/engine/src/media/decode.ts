/**
 * Recordings are hostile: FFmpeg runs in a child process that gets an open file instead of a path, no environment, no
 * permission to write files, and limits of memory, processor time and wall-clock time. `decode-process.ts` is that child.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../errors.ts';
import type { DecodeReport, Wanted } from './decode-report.ts';
import { type Recording, SAMPLE_RATE } from './recording.ts';

/** Limits on decoding one file. */
export interface DecodeOptions {
  /** Stops the decoding; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** The longest recording, ms of sound; 60 minutes when absent. */
  readonly maxDurationMs?: number | undefined;
  /** How long the decoding may take, ms of wall-clock time; 120 s when absent. */
  readonly timeoutMs?: number | undefined;
}

const PROGRAM = fileURLToPath(new URL('./decode-process.ts', import.meta.url));
const DEFAULT_MAX_DURATION_MS = 60 * 60_000;
const DEFAULT_TIMEOUT_MS = 120_000;
/** Opening a named pipe would wait for a writer, and a terminal would become that of this process. */
const OPEN_WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);
const MAX_FILE_BYTES = 1024 ** 3;
/**
 * Writable memory of the child beside the file itself, KiB. Address space (`ulimit -v`) is no measure of it: Node 24
 * reserves 1.3 to 2.7 GiB without use, how much depends on where the system places it.
 */
const MEMORY_KIB = 1_500_000;
/** Time limits are of processor time, so that a machine that is busy refuses no good file; the wall clock stands behind them. */
const PROCESSOR_SECONDS = 60;
/**
 * What FFmpeg may take of them to understand a file before it decodes anything; a recording takes 0.1 s. It looks at every
 * tag it knows for each one that it meets: 60,000 of them in a file of 1 MB take it most of a minute. The child is ended by
 * the signal of this softer limit unless it listens for it, as it does once the file is open.
 */
const OPENING_SECONDS = 10;
const OPENING_TOOK_TOO_LONG = 'SIGXCPU';
/** The most text taken from the child, as a report or as a complaint, characters. */
const REPORT_LENGTH = 10_000;
/** How Node ends on an error that nobody caught: the child reports all others itself. */
const NOT_STARTED = 'exit code 1';
/** A file with less than this of the promised sound has lost its tail. */
const LEAST_SHARE_OF_CLAIM = 0.9;
/** The stricter of these limits and those already in force holds, so a refused `ulimit` is no failure. */
const LIMITS =
  'for limit in "-d $1" "-t $2" "-St $3" "-f 0" "-c 0"; do ulimit $limit 2>/dev/null; done; shift 3; exec "$@"';

/**
 * Decodes any supported file to 16 kHz mono.
 *
 * @throws EngineError `UNSUPPORTED_FORMAT` for what is not audio, `AUDIO_DECODE_FAILED` for a file that is empty, damaged,
 * cut short, too long or too much for the limits; the error of the file system for a file that cannot be opened; Error
 * when the decoder itself is broken, not the file.
 */
export async function decodeFile(path: string, options: DecodeOptions = {}): Promise<Recording> {
  const maxDurationMs = options.maxDurationMs ?? DEFAULT_MAX_DURATION_MS;
  const limits = { ...options, maxDurationMs };
  const { samples, plan } = await runDecoder(path, limits, 'plan', () => {});
  if (samples * 1000 > maxDurationMs * SAMPLE_RATE) {
    throw failure(
      `The recording is longer than ${formatMs(maxDurationMs)}: cut it into shorter parts and analyse each.`,
    );
  }
  const durationMs = durationOf(samples);
  if (plan?.kind !== 'separate')
    return { durationMs, samples: await decodeSound(path, limits, plan?.channels ?? []) };
  const channels: Float32Array[] = [];
  for (const index of plan.channels) channels.push(await decodeSound(path, limits, [{ index, gain: 1 }]));
  return { durationMs, samples: meanOf(channels), channels };
}

function meanOf(channels: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(channels[0]?.length ?? 0);
  for (const channel of channels)
    for (let n = 0; n < mean.length; n++) mean[n]! += channel[n]! / channels.length;
  return mean;
}

async function decodeSound(path: string, limits: Limits, wanted: Wanted): Promise<Float32Array> {
  const chunks: Buffer[] = [];
  let room = 4 * mostSamples(limits.maxDurationMs);
  const { samples } = await runDecoder(path, limits, wanted, (chunk) => {
    // The child may be in the hands of the file: no more is kept of what it sends than a recording can have.
    if (chunk.length <= room) chunks.push(chunk);
    room -= chunk.length;
  });
  return joinSamples(chunks, samples);
}

/**
 * The length of a file's sound, ms, counted in decoded samples: the length that containers claim is often wrong. Counting
 * stops at `maxDurationMs`, so a longer recording gives a figure just above it.
 *
 * @throws EngineError and errors of the file system, as `decodeFile`
 */
export async function measureDurationMs(path: string, options: DecodeOptions = {}): Promise<number> {
  const maxDurationMs = options.maxDurationMs ?? DEFAULT_MAX_DURATION_MS;
  return durationOf((await runDecoder(path, { ...options, maxDurationMs }, 'length', () => {})).samples);
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
    return requireDecoded(await readReport(file, size, limits, wanted, take), limits.maxDurationMs);
  } finally {
    await file.close();
  }
}

async function readReport(
  file: FileHandle,
  fileBytes: number,
  limits: Limits,
  wanted: Wanted,
  take: (chunk: Buffer) => void,
): Promise<DecodeReport> {
  const timeoutMs = limits.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const timeout = AbortSignal.timeout(timeoutMs);
  const stop = limits.signal ? AbortSignal.any([limits.signal, timeout]) : timeout;
  const child = startChild(file.fd, fileBytes, mostSamples(limits.maxDurationMs), wanted);
  const kill = () => child.kill('SIGKILL');
  stop.addEventListener('abort', kill, { once: true });
  try {
    let report = '';
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      if (complaint.length < REPORT_LENGTH) complaint += chunk.toString('utf8');
    });
    child.stdout?.on('data', take);
    (child.stdio[4] as Readable).on('data', (chunk: Buffer) => {
      if (report.length < REPORT_LENGTH) report += chunk.toString('utf8');
    });
    const ending = await ended(child);
    limits.signal?.throwIfAborted();
    if (timeout.aborted) {
      throw failure(
        `Decoding took longer than ${Math.round(timeoutMs / 1000)} s and was stopped: convert the file to WAV or MP3 and try again.`,
      );
    }
    if (ending === OPENING_TOOK_TOO_LONG) {
      throw failure(
        `Reading the headers took more than ${OPENING_SECONDS} s of processor time and was stopped: convert the file to WAV or MP3 and try again.`,
      );
    }
    if (ending === NOT_STARTED) throw new Error(`The decoder could not start: ${complaint.trim()}`);
    if (report.trim() === '') {
      throw failure(
        `Decoding was stopped by its limits of memory and time (${ending}): convert the file to WAV or MP3 and try again.`,
      );
    }
    return JSON.parse(report) as DecodeReport;
  } finally {
    stop.removeEventListener('abort', kill);
  }
}

function startChild(fd: number, fileBytes: number, samples: number, wanted: Wanted): ChildProcess {
  const program = [process.execPath, PROGRAM, String(samples), JSON.stringify(wanted)];
  const memoryKib = MEMORY_KIB + Math.ceil(fileBytes / 1024);
  const limits = [memoryKib, PROCESSOR_SECONDS, OPENING_SECONDS].map(String);
  const limited =
    process.platform === 'win32' ? program : ['/bin/sh', '-c', LIMITS, 'sh', ...limits, ...program];
  const { SystemRoot } = process.env;
  return spawn(limited[0] as string, limited.slice(1), {
    stdio: ['ignore', typeof wanted === 'string' ? 'ignore' : 'pipe', 'pipe', fd, 'pipe'],
    env: SystemRoot ? { SystemRoot } : {},
    windowsHide: true,
  });
}

/** Waits for the end of a process and of its pipes; says how it ended. */
function ended(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}

function requireDecoded(report: DecodeReport, maxDurationMs: number): Decoded {
  switch (report.outcome) {
    case 'empty':
      throw failure('The file is empty: record or upload it again.');
    case 'unknown-format':
      throw new EngineError(
        'UNSUPPORTED_FORMAT',
        'The file is not a recording in a supported format: use MP3, WAV, M4A, WebM, OGG, Opus, FLAC, or a video in MP4, MOV or MKV.',
      );
    case 'no-audio':
      throw new EngineError('UNSUPPORTED_FORMAT', 'The file has no audio track: use a recording with sound.');
    case 'damaged':
      throw failure(
        'The audio is damaged and cannot be decoded: record or export the file again.',
        report.detail,
      );
    case 'decoded':
      break;
  }
  const { samples, claimedMs } = report;
  if (samples === 0) throw failure('The file holds no sound that can be decoded: record or export it again.');
  const decodedMs = durationOf(samples);
  if (decodedMs <= maxDurationMs && claimedMs !== null && decodedMs < LEAST_SHARE_OF_CLAIM * claimedMs) {
    throw failure(
      `The file is cut short or damaged: only ${formatMs(decodedMs)} of its ${formatMs(claimedMs)} could be decoded; use the complete file.`,
    );
  }
  return report;
}

function joinSamples(chunks: readonly Buffer[], sampleCount: number): Float32Array {
  const samples = new Float32Array(sampleCount);
  const bytes = new Uint8Array(samples.buffer);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  if (at !== bytes.length) throw failure('The decoder stopped in the middle: try again.');
  return samples;
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
