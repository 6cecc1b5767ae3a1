import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SAMPLE_RATE, toWav } from '@vivavoce/samples/wav';
import { type Config, createApiKey, createTenant, openStore, readConfig } from '@vivavoce/server';
import { median } from '../median.ts';
import { nextMessage } from '../next-message.ts';
import { heldBytesOf } from '../speed-memory.ts';

/** What a server with one worker takes. */
export interface ServiceFigures {
  /** Held by the server that nobody asks anything, bytes; by its worker that has nothing to do; and by PostgreSQL. */
  readonly idle: {
    readonly serverBytes: number;
    readonly workerBytes: number;
    readonly databaseBytes: number;
  };
  /** From the begin of an upload of 25 MiB to the answer that it is accepted, ms, with nothing to do and while a run is analysed. */
  readonly submit: { readonly idleMs: number; readonly busyMs: number };
}

/** The largest upload that a server takes unless it is told otherwise, and what its header leaves of it for the sound. */
const UPLOAD_BYTES = 25 * 2 ** 20;
const SOUND_BYTES = UPLOAD_BYTES - 100;
/** After so long nothing of the start goes on. */
const SETTLED_MS = 20_000;
const SUBMITS = 5;

/** Starts a server with one worker and an embedded database, and measures it. */
export async function measureService(samples: Float32Array): Promise<ServiceFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-speed-'));
  const settings = { VIVAVOCE_DATA_DIR: folder, VIVAVOCE_PORT: '0', VIVAVOCE_LOG_LEVEL: 'silent' };
  const config: Config = { ...readConfig(settings), workers: 1 };
  const child = fork(fileURLToPath(new URL('./speed-service-process.ts', import.meta.url)), [
    JSON.stringify(config),
  ]);
  try {
    const url = (await nextMessage(child)) as string;
    const key = await newKey(config);
    await sleep(SETTLED_MS);
    const idle = idleMemory(child.pid as number);
    const wav = longRecording(samples);
    const submit = () => timeSubmit(`${url}/api/v1/speech/analyze`, key, wav);
    const idleMs = await submit();
    const busy: number[] = [];
    for (let count = 0; count < SUBMITS; count++) busy.push(await submit());
    return { idle, submit: { idleMs, busyMs: median(busy) ?? Number.NaN } };
  } finally {
    if (child.kill('SIGTERM')) await once(child, 'exit');
    await rm(folder, { recursive: true, force: true });
  }
}

async function newKey(config: Config): Promise<string> {
  const store = await openStore(config);
  try {
    await createTenant(store, 'measured', { credits: 100 });
    return (await createApiKey(store, 'measured')).key;
  } finally {
    await store.close();
  }
}

function idleMemory(server: number): ServiceFigures['idle'] {
  const isDatabase = (command: string) => command.includes('postgres');
  const databaseBytes = heldBytesOf(server, isDatabase);
  const workerBytes = heldBytesOf(server, (command) => command.includes('/worker/'));
  return {
    serverBytes: heldBytesOf(server, () => true) - databaseBytes - workerBytes,
    workerBytes,
    databaseBytes,
  };
}

/** Speech of nearly 25 MiB. */
function longRecording(samples: Float32Array): Uint8Array {
  const length = SOUND_BYTES / 2;
  return toWav(
    Float32Array.from({ length }, (_, n) => samples[n % samples.length] as number),
    SAMPLE_RATE,
  );
}

async function timeSubmit(url: string, key: string, wav: Uint8Array): Promise<number> {
  const form = new FormData();
  form.append('audio', new Blob([wav as Uint8Array<ArrayBuffer>]), 'interview.wav');
  const start = performance.now();
  const response = await fetch(url, { method: 'POST', headers: { 'x-api-key': key }, body: form });
  if (response.status !== 202) throw new Error(`The submit was refused: ${await response.text()}`);
  await response.arrayBuffer();
  return performance.now() - start;
}
