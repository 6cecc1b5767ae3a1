/**
 * The child process that decodes. It never sees a path: the recording comes as an open file on descriptor 3, samples leave on
 * descriptor 1 as raw 32-bit floats, channels side by side, the report leaves on descriptor 4 as JSON. Decoders are WebAssembly
 * and TypeScript; started by `decode.ts` under limits of memory and time, without an environment and without a right to open
 * anything but its own program. Its argument is a `DecodeTask`.
 */
import { fstatSync, writeSync } from 'node:fs';
import { ByteSource } from './byte-source.ts';
import { decodeRecording } from './decode-recording.ts';
import type { DecodeReport, DecodeTask } from './decode-report.ts';
import { loadLibraries } from './libraries.ts';

const INPUT = 3;
const SAMPLES_OUT = 1;
const COMPLAINTS_OUT = 2;
const REPORT_OUT = 4;
function writeAll(descriptor: number, bytes: Uint8Array): void {
  let sent = 0;
  while (sent < bytes.length) sent += writeSync(descriptor, bytes, sent);
}

/** From here on the limit of all processor time counts alone, which no listener outlives. */
function onOpened(): void {
  if (process.platform !== 'win32') process.on('SIGXCPU', () => {});
}

/** From root to a user who owns nothing. Where that is not possible nothing is decoded. */
function giveUpRights(id: number): void {
  try {
    process.setgroups?.([]);
    process.setgid?.(id);
    process.setuid?.(id);
  } catch (error) {
    writeAll(
      COMPLAINTS_OUT,
      Buffer.from(
        `recordings are not decoded as root, and this root cannot become another user (${String(error)}): start Vivavoce as an ordinary user`,
      ),
    );
    process.exit(1);
  }
}

function report(found: DecodeReport): void {
  writeAll(REPORT_OUT, Buffer.from(JSON.stringify(found)));
}

// Decoders say on the console what they do not like about a file; nobody reads it.
for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) console[method] = () => {};
const task = JSON.parse(process.argv[2] ?? '') as DecodeTask;
const { becomes, loadsAll } = task;
if (loadsAll) await loadLibraries();
if (becomes !== undefined) giveUpRights(becomes);
try {
  const source = new ByteSource(INPUT, fstatSync(INPUT).size);
  report(await decodeRecording(source, task, onOpened, (samples) => writeAll(SAMPLES_OUT, samples)));
} catch (error) {
  report({ outcome: 'damaged', detail: error instanceof Error ? error.message : String(error) });
}
process.exit(0);
