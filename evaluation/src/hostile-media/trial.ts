import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeFile, EngineError, measureDurationMs } from '@vivavoce/engine';
import { type DecoderWatch, watchDecoders } from './decoder-memory.ts';
import type { HostileFile } from './hostile-file.ts';
import type { Secrets } from './secrets.ts';

/** What came of one hostile file. */
export interface Trial {
  readonly kind: string;
  readonly name: string;
  /** `sound`, the code of an `EngineError`, the code of the file system, or `fault` for what should never come. */
  readonly outcome: string;
  /** The slower of decoding and measuring, ms. */
  readonly slowestMs: number;
  /** The most memory of a decoding child, bytes; null where it was not seen. */
  readonly peakBytes: number | null;
  /** Rules of the decoder that were broken, in words. */
  readonly breaches: readonly string[];
}

/** What `decodeFile` documents. */
const DOCUMENTED = new Set(['UNSUPPORTED_FORMAT', 'AUDIO_DECODE_FAILED']);
/** What the system says of links that lead nowhere and of sockets, and of a terminal where there is none. */
const NOT_TO_BE_OPENED = new Set(['ENOENT', 'ELOOP', 'ENXIO', 'EACCES', 'ENODEV']);
/** A recording of 60 minutes decodes in 5 s on a free core: more than this is no decoding any more, ms. */
const LONGEST_MS = 30_000;
const LANES = 2;

/** Decodes and measures each file, two files at a time; the trials come in the order of the files. */
export async function tryHostileFiles(files: readonly HostileFile[], secrets: Secrets): Promise<Trial[]> {
  const watch = watchDecoders();
  const trials: Trial[] = [];
  const waiting = files.entries();
  const lane = async () => {
    for (const [index, file] of waiting) trials[index] = await tryInFolder(file, secrets, watch);
  };
  try {
    await Promise.all(Array.from({ length: LANES }, lane));
    return trials;
  } finally {
    watch.stop();
  }
}

async function tryInFolder(file: HostileFile, secrets: Secrets, watch: DecoderWatch): Promise<Trial> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'vivavoce-hostile-')));
  try {
    return await tryFile(file, await file.place(folder), secrets, watch);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function tryFile(
  { kind, name, mayGiveSound }: HostileFile,
  path: string,
  secrets: Secrets,
  watch: DecoderWatch,
): Promise<Trial> {
  const breaches: string[] = [];
  const decoded = await timed(async () => {
    const { samples, durationMs } = await decodeFile(path);
    if (secrets.containsTone(samples)) breaches.push('gave the sound of the secret recording');
    return durationMs;
  });
  const measured = await timed(() => measureDurationMs(path));
  const memory = watch.take(path);
  for (const { outcome, message, elapsedMs } of [decoded, measured]) {
    if (outcome === 'fault') breaches.push(message);
    if (outcome === 'sound' && !mayGiveSound) breaches.push('gave sound');
    if (secrets.isReadIn(message)) breaches.push('gave the secret text');
    if (elapsedMs > LONGEST_MS) breaches.push(`took ${Math.round(elapsedMs / 1000)} s`);
  }
  if (!agree(decoded, measured))
    breaches.push(`decoding: ${decoded.message}; measuring: ${measured.message}`);
  if (memory && memory.limitBytes !== null && memory.peakBytes > memory.limitBytes)
    breaches.push(`took ${memory.peakBytes} bytes, ${memory.limitBytes} allowed`);
  breaches.push(...(await secrets.reached()));
  return {
    kind,
    name,
    outcome: decoded.outcome,
    slowestMs: Math.max(decoded.elapsedMs, measured.elapsedMs),
    peakBytes: memory?.peakBytes ?? null,
    breaches,
  };
}

interface Answer {
  readonly outcome: string;
  readonly message: string;
  readonly durationMs: number | null;
  readonly elapsedMs: number;
}

async function timed(work: () => Promise<number>): Promise<Answer> {
  const start = performance.now();
  const answer = (outcome: string, message: string, durationMs: number | null = null) => ({
    outcome,
    message,
    durationMs,
    elapsedMs: performance.now() - start,
  });
  const stop = new AbortController();
  // A promise that never settles must not stop the trials: it is the breach that they look for.
  const limit = sleep(2 * LONGEST_MS, null, { signal: stop.signal, ref: true }).catch(() => null); // Aborted: in time.
  try {
    const durationMs = await Promise.race([work(), limit]);
    if (durationMs === null) return answer('fault', 'did not end');
    return answer('sound', `${durationMs} ms of sound`, durationMs);
  } catch (error) {
    const text = error instanceof Error ? `${error.message} ${String(error.cause ?? '')}` : String(error);
    const code = (error as { code?: unknown }).code;
    const isKnown =
      typeof code === 'string' &&
      (error instanceof EngineError ? DOCUMENTED.has(code) : NOT_TO_BE_OPENED.has(code));
    return isKnown ? answer(code, text) : answer('fault', text);
  } finally {
    stop.abort();
  }
}

/** Measuring stops just above the longest length, where decoding refuses: then only one of them gives a figure. */
function agree(decoded: Answer, measured: Answer): boolean {
  if (decoded.outcome === measured.outcome) return decoded.durationMs === measured.durationMs;
  return /longer than/.test(decoded.message) && (measured.durationMs ?? 0) >= 60 * 60_000;
}
