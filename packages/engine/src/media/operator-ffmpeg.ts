/**
 * The operator's own FFmpeg (`VIVAVOCE_FFMPEG`), for recordings that the shipped decoders do not know. It is native code in the
 * hands of strangers' files: it runs in the strictest sandbox that the system offers, with fixed lists of demuxers and protocols, and
 * writes plain samples in Matroska, which then go the way of every recording.
 */
import { spawn } from 'node:child_process';
import { constants, existsSync } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FFMPEG_SANDBOXES } from '@vivavoce/contract';
import { EngineError } from '../errors.ts';
import { limitedCommand, type OpenFile, UNPRIVILEGED_ID } from './decoder-child.ts';

/**
 * What keeps the program from everything but its recording, strictest first. bubblewrap: no network, no files but the system's
 * libraries, no other processes, no new privileges. Namespaces of `unshare`: no network, no new privileges; files that
 * everybody may read stay readable. `setpriv` alone: no new privileges. None: none of these tools is there or works.
 */
export type Sandbox = (typeof FFMPEG_SANDBOXES)[number];

/** An FFmpeg that can be called. */
export interface OperatorFfmpeg {
  readonly program: string;
  readonly sandbox: Sandbox;
}

/** How long FFmpeg may take, and for how much sound. */
export interface FfmpegRun {
  readonly timeoutMs: number;
  readonly maxDurationMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Demuxers of recordings; none that opens other files, such as playlists. */
const DEMUXERS =
  'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,ogg,flac,aac,avi,mp3,wav,ac3,eac3,dts,asf,flv,amr,caf,aiff,au,w64,mpeg,mpegts,ape,tta,wv,tak,loas,rm,mpc,mpc8';
const SYSTEM_FOLDERS = ['/usr', '/lib', '/lib64', '/bin', '/etc/alternatives', '/etc/ld.so.cache'];
const INPUT = 0;
const PROBE_MS = 20_000;
/** FFmpeg keeps few packets; a recording that takes more memory than this is an attack, KiB. */
const MEMORY_KIB = 800_000;
const PROCESSOR_SECONDS = 60;
/** 16 bits at 16 kHz on up to eight channels, with room for the container. */
const OUTPUT_BYTES_A_SECOND = 8 * 32_000 * 1.1;

let found: { readonly program: string; readonly ffmpeg: Promise<OperatorFfmpeg | null> } | undefined;

/** The FFmpeg that the operator named, with the sandbox that works here; null where none is named. */
export async function operatorFfmpeg(): Promise<OperatorFfmpeg | null> {
  const { VIVAVOCE_FFMPEG: program } = process.env;
  if (!program) return null;
  if (found?.program !== program) found = { program, ffmpeg: findSandbox(program) };
  return found.ffmpeg;
}

async function findSandbox(program: string): Promise<OperatorFfmpeg | null> {
  for (const sandbox of FFMPEG_SANDBOXES)
    if (await answers([...prefixOf(sandbox, program), program, '-version'], sandbox))
      return { program, sandbox };
  throw new Error(`VIVAVOCE_FFMPEG: ${program} cannot be run: name a program, such as /usr/bin/ffmpeg`);
}

function answers(command: readonly string[], sandbox: Sandbox): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(command[0]!, command.slice(1), {
      ...identity(sandbox),
      env: {},
      stdio: 'ignore',
      timeout: PROBE_MS,
      killSignal: 'SIGKILL',
    });
    child.once('error', () => done(false));
    child.once('close', (code) => done(code === 0));
  });
}

/** Without bubblewrap, which hides everything anyway, root's program runs as nobody. */
function identity(sandbox: Sandbox): { uid?: number; gid?: number } {
  return sandbox === 'bubblewrap' || process.getuid?.() !== 0
    ? {}
    : { uid: UNPRIVILEGED_ID, gid: UNPRIVILEGED_ID };
}

function prefixOf(sandbox: Sandbox, program: string): string[] {
  switch (sandbox) {
    case 'bubblewrap': {
      const folders = [...SYSTEM_FOLDERS, dirname(program)].filter(existsSync);
      return [
        ...[
          'bwrap',
          '--unshare-all',
          '--die-with-parent',
          '--new-session',
          '--clearenv',
          '--cap-drop',
          'ALL',
        ],
        ...folders.flatMap((folder) => ['--ro-bind', folder, folder]),
        ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', '--'],
      ];
    }
    case 'namespaces':
      return ['unshare', '--user', '--net', '--ipc', '--uts', 'setpriv', '--no-new-privs'];
    case 'no-new-privileges':
      return ['setpriv', '--no-new-privs'];
    case 'none':
      return [];
  }
}

/**
 * Has FFmpeg write the sound of all tracks of a file into a temporary file that has no name.
 * @returns the file, to be closed by the caller; null where FFmpeg does not know the recording either.
 * @throws EngineError `AUDIO_DECODE_FAILED` where it took too long; the signal's reason when aborted.
 */
export async function transcode(
  { program, sandbox }: OperatorFfmpeg,
  file: OpenFile,
  { timeoutMs, maxDurationMs, signal }: FfmpegRun,
): Promise<FileHandle | null> {
  const output = await namelessFile();
  let isKept = false;
  try {
    const seconds = Math.ceil(maxDurationMs / 1000) + 1;
    // In the sandbox FFmpeg may open its input again to seek in it; elsewhere it reads a pipe and can open nothing.
    const [protocol, input] =
      sandbox === 'bubblewrap' ? ['file', `file:/proc/self/fd/${INPUT}`] : ['pipe', `pipe:${INPUT}`];
    const reading = ['-protocol_whitelist', protocol, '-format_whitelist', DEMUXERS, '-i', input];
    const writing = ['-map', '0:a', '-t', String(seconds), '-c:a', 'pcm_s16le', '-ar', '16000'];
    const command = [
      ...[...prefixOf(sandbox, program), program, '-v', 'quiet', '-nostdin', '-threads', '1'],
      ...[...reading, ...writing, '-f', 'matroska', '-live', '1', '-protocol_whitelist', 'pipe', 'pipe:1'],
    ];
    const limits = {
      memoryKib: MEMORY_KIB,
      processorSeconds: PROCESSOR_SECONDS,
      openingSeconds: PROCESSOR_SECONDS,
      fileBytes: seconds * OUTPUT_BYTES_A_SECOND,
    };
    const [shell, ...rest] = limitedCommand(command, limits);
    const timeout = AbortSignal.timeout(timeoutMs);
    const child = spawn(shell!, rest, {
      ...identity(sandbox),
      env: { PATH: '/usr/bin:/bin' },
      stdio: [file.descriptor, output.fd, 'ignore'],
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      killSignal: 'SIGKILL',
    });
    const code = await new Promise<number | null>((done) => {
      child.once('error', () => {});
      child.once('close', done);
    });
    signal?.throwIfAborted();
    if (timeout.aborted)
      throw new EngineError(
        'AUDIO_DECODE_FAILED',
        `FFmpeg took longer than ${Math.round(timeoutMs / 1000)} s and was stopped: convert the file to WAV or MP3 and try again.`,
      );
    isKept = code === 0 && (await output.stat()).size > 0;
    return isKept ? output : null;
  } finally {
    if (!isKept) await output.close();
  }
}

/** A file that nobody else can open and that is gone when it is closed: sound is personal data. */
async function namelessFile(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-ffmpeg-'));
  try {
    return await open(join(folder, 'sound'), constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
  } finally {
    await rm(folder, { recursive: true });
  }
}
