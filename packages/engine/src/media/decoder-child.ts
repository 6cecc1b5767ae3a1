/**
 * Starts the process that decodes (`decode-process.ts`) and keeps it within its limits. It gets an open file instead of a path, no
 * environment, the right to read its own program and nothing else, and limits of memory, processor time and wall-clock time; under
 * root it becomes another user before it reads a byte of the file.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../errors.ts';
import type { DecodeReport, DecodeTask } from './decode-report.ts';

/** An open recording. */
export interface OpenFile {
  readonly descriptor: number;
  readonly bytes: number;
}

/** How long a decoder may work, and who takes its samples. */
export interface DecoderRun {
  /** Wall-clock time, ms. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Gets the samples as they come: 32-bit floats, channels side by side. */
  readonly take: (chunk: Buffer) => void;
}

/** `decode-process.ts`, or what the tests made of it. */
const PROGRAM = fileURLToPath(import.meta.resolve('#decode-process'));
const NODE_MODULES = `node_modules${sep}`;
/** Packages that the child loads; what they depend on lies beside them. */
const DECODER_PACKAGES = [
  'mediabunny',
  'opus-decoder',
  'mpg123-decoder',
  '@wasm-audio-decoders/flac',
  '@wasm-audio-decoders/ogg-vorbis',
  '@humansignal/audio-file-decoder',
  '@audio/decode-amr',
  '@audio/decode-wma',
];
const ENGINE = fileURLToPath(new URL('../../', import.meta.url));
const DECODER_FOLDERS = decoderFolders();
/**
 * Node's permission model: the child may read its own program and its decoders, and nothing else; it may write nothing, start
 * no process and no thread, and make no functions out of text.
 */
const PERMISSIONS = [
  '--permission',
  '--disallow-code-generation-from-strings',
  ...[ENGINE, ...DECODER_FOLDERS].map((folder) => `--allow-fs-read=${folder}`),
];
/** Decoding makes much garbage and keeps little: threads that collect it beside the one that decodes cost more than they save. */
const COLLECTS_ALONE = '--single-threaded-gc';
/** User and group that the child becomes under root: `nobody`, who owns nothing. */
export const UNPRIVILEGED_ID = 65_534;
const OTHERS_MAY_ENTER = 0o001;
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
/** The stricter of these limits and those already in force holds, so a refused `ulimit` is no failure. */
const LIMITS =
  'for limit in "-d $1" "-t $2" "-St $3" "-f $4" "-c 0"; do ulimit $limit 2>/dev/null; done; shift 4; exec "$@"';

/** Limits of a process that takes recordings apart. */
export interface ProcessLimits {
  readonly memoryKib: number;
  /** Of processor time: a hard limit, and a softer one that a process may ignore. */
  readonly processorSeconds: number;
  readonly openingSeconds: number;
  /** The longest file that it may write, bytes. */
  readonly fileBytes: number;
}

/** A command that runs another one within limits; the same one on systems that have none. */
export function limitedCommand(command: readonly string[], limits: ProcessLimits): string[] {
  if (process.platform === 'win32') return [...command];
  const { memoryKib, processorSeconds, openingSeconds, fileBytes } = limits;
  // Files are counted in blocks of 512 bytes.
  const values = [memoryKib, processorSeconds, openingSeconds, Math.ceil(fileBytes / 512)].map(String);
  return ['/bin/sh', '-c', LIMITS, 'sh', ...values, ...command];
}
/**
 * Has a process decode an open file and gives its report.
 *
 * @throws EngineError `AUDIO_DECODE_FAILED` where the limits ended it; the signal's reason when aborted; Error where the process
 * could not start at all, as for a root that cannot give up its rights.
 */
export async function runDecoderProcess(
  file: OpenFile,
  task: DecodeTask,
  { timeoutMs, signal, take }: DecoderRun,
): Promise<DecodeReport> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const stop = signal ? AbortSignal.any([signal, timeout]) : timeout;
  const child = startChild(file, task);
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
    signal?.throwIfAborted();
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

function startChild({ descriptor, bytes }: OpenFile, task: DecodeTask): ChildProcess {
  const argument = JSON.stringify({ ...task, ...privileges() });
  const program = [process.execPath, COLLECTS_ALONE, ...PERMISSIONS, PROGRAM, argument];
  const memoryKib = MEMORY_KIB + Math.ceil(bytes / 1024);
  const limited = limitedCommand(program, {
    memoryKib,
    processorSeconds: PROCESSOR_SECONDS,
    openingSeconds: OPENING_SECONDS,
    fileBytes: 0,
  });
  const { SystemRoot } = process.env;
  return spawn(limited[0] as string, limited.slice(1), {
    stdio: ['ignore', task.wanted.kind === 'length' ? 'ignore' : 'pipe', 'pipe', descriptor, 'pipe'],
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

/** Under root: which user the child becomes, and whether it must load all its decoders while it can still read them. */
function privileges(): Pick<DecodeTask, 'becomes' | 'loadsAll'> {
  if (process.getuid?.() !== 0) return {};
  return { becomes: UNPRIVILEGED_ID, loadsAll: ![ENGINE, ...DECODER_FOLDERS].every(isOpenToOthers) };
}

/** Whether every user can enter a folder. Root's home is closed to others, and programs are installed there. */
function isOpenToOthers(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if ((statSync(at).mode & OTHERS_MAY_ENTER) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** The folders in which the decoders' packages lie. */
function decoderFolders(): string[] {
  const folders = DECODER_PACKAGES.map((name) => {
    const path = fileURLToPath(import.meta.resolve(name));
    return path.slice(0, path.lastIndexOf(NODE_MODULES) + NODE_MODULES.length);
  });
  return [...new Set(folders)];
}

function failure(message: string): EngineError {
  return new EngineError('AUDIO_DECODE_FAILED', message);
}
