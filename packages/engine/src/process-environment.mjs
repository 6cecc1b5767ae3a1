/**
 * What a process shows of its environment, and what it hands to the processes that it starts. Plain JavaScript, because the
 * launcher runs on whatever Node called it.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What programs need of their surroundings; everything else may be a secret. */
const HARMLESS = new Set([
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'TERM',
  'LANG',
  'LANGUAGE',
  'TZ',
  'TMPDIR',
  'XDG_DATA_HOME',
  'XDG_CACHE_HOME',
  'XDG_RUNTIME_DIR',
  // The path of a program, which decoding reads wherever it happens.
  'VIVAVOCE_FFMPEG',
  'NODE_OPTIONS',
  'NODE_ENV',
  'NODE_COMPILE_CACHE',
  'NODE_V8_COVERAGE',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'LD_LIBRARY_PATH',
  'ORT_DISABLE_TELEMETRY',
  // Windows starts no program without them.
  'SYSTEMROOT',
  'SYSTEMDRIVE',
  'WINDIR',
  'COMSPEC',
  'PATHEXT',
  'TEMP',
  'TMP',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
]);

/** @param {string} name of a variable, in upper case on Windows */
function isHarmless(name) {
  const known = process.platform === 'win32' ? name.toUpperCase() : name;
  return HARMLESS.has(known) || known.startsWith('LC_');
}

/** See the declaration. */
export function childEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => isHarmless(name));
  return { ...Object.fromEntries(kept), ORT_DISABLE_TELEMETRY: '1' };
}

/** See the declaration. */
export function disableTelemetry() {
  process.env.ORT_DISABLE_TELEMETRY = '1';
}

/** See the declaration. */
export function useCompileCache() {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  process.env.NODE_COMPILE_CACHE ||= join(
    XDG_CACHE_HOME || LOCALAPPDATA || join(homedir(), '.cache'),
    'vivavoce',
    'compile-cache',
  );
  // Before Node 22.1 there is none; where the folder cannot be written, Node goes on without it.
  nodeModule.enableCompileCache?.(process.env.NODE_COMPILE_CACHE);
}

/** See the declaration. */
export function hideEnvironment() {
  // Before `process.env` is a plain object, which native code does not see.
  disableTelemetry();
  const all = { ...process.env };
  const secret = Object.keys(all).filter((name) => !isHarmless(name));
  for (const name of secret) delete process.env[name];
  try {
    if (process.platform === 'linux') eraseInitialEnvironment();
  } finally {
    // Code of this process goes on reading its settings where it expects them.
    process.env = all;
  }
}

/**
 * A variable that was deleted is gone for this process alone: /proc/PID/environ shows the memory that the kernel filled when the
 * process began (proc(5)). It is the process's own memory, so it can be written.
 */
function eraseInitialEnvironment() {
  const initial = readFileSync('/proc/self/environ');
  const status = readFileSync('/proc/self/stat', 'latin1');
  // env_start is field 50; the second field is a name in brackets that may hold spaces, the third follows them.
  const start = Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[50 - 3]);
  if (!Number.isSafeInteger(start) || start === 0)
    throw new Error('The kernel hides where the environment lies');
  const memory = openSync('/proc/self/mem', 'r+');
  try {
    for (let at = 0; at < initial.length; ) {
      const found = initial.indexOf(0, at);
      const end = found < 0 ? initial.length : found;
      const name = initial.toString('latin1', at, end).split('=', 1)[0];
      if (!isHarmless(name)) writeSync(memory, Buffer.alloc(end - at), 0, end - at, start + at);
      at = end + 1;
    }
  } finally {
    closeSync(memory);
  }
}

/** See the declaration. */
export const SMALL_YOUNG_GENERATION = '--max-semi-space-size=4';
