import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeInProcess } from '../media/decode-in-process.ts';
import type { DecodeReport } from '../media/decode-report.ts';

/** What was decoded in this process, without a child: for files that tests make themselves. */
export interface DecodedBytes {
  readonly report: DecodeReport;
  /** 16 kHz, one array a channel, as they were before any plan; none where the report is not `decoded`. */
  readonly channels: readonly Float32Array[];
}

/** Decodes the bytes of a file with at most two channels. */
export async function decodeBytes(bytes: Uint8Array, mostSeconds = 3600): Promise<DecodedBytes> {
  const folder = mkdtempSync(join(tmpdir(), 'vivavoce-media-'));
  const path = join(folder, 'recording');
  writeFileSync(path, bytes);
  try {
    const pieces: Uint8Array[] = [];
    const report = await decodeInProcess(
      path,
      { mostSamples: 16_000 * mostSeconds, wanted: { kind: 'sound' } },
      (samples) => pieces.push(samples),
    );
    const count = report.outcome === 'decoded' ? report.sentChannels : 0;
    const all = new Float32Array(new Uint8Array(Buffer.concat(pieces)).buffer);
    const channels = Array.from({ length: count }, (_, channel) =>
      all.filter((_, n) => n % count === channel),
    );
    return { report, channels };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A recording of five seconds of speech in one of the forms of the fixtures. */
export function fixtureBytes(ending: string): Buffer {
  return readFileSync(
    fileURLToPath(new URL(`../../../../samples/fixtures/speech.${ending}`, import.meta.url)),
  );
}

/** The same speech, 16 kHz mono of 16 bits. */
export function fixtureSound(): Int16Array {
  const bytes = fixtureBytes('wav');
  const start = bytes.indexOf('data') + 8;
  return new Int16Array(new Uint8Array(bytes.subarray(start, bytes.length - (bytes.length % 2))).buffer);
}

/**
 * How alike two recordings of the same are, -1 to 1: the correlation of one and a half seconds of speech at the best of all shifts
 * up to 40 ms, so that words stand where they should, and that shift.
 */
export function likeness(
  samples: Float32Array,
  truth: ArrayLike<number>,
  mostShiftMs = 40,
): { readonly correlation: number; readonly shiftMs: number } {
  const mostShift = 16 * mostShiftMs;
  const [from, length] = [16_000, 24_000];
  const expected = Float64Array.from({ length }, (_, n) => truth[from + n] ?? 0);
  const first = from - mostShift;
  const heard = Float64Array.from({ length: length + 2 * mostShift }, (_, n) => samples[first + n] ?? 0);
  const yy = energyBefore(expected)[length]!;
  const energy = energyBefore(heard);
  let best = { correlation: -1, shiftMs: 0 };
  for (let start = 0; start <= 2 * mostShift; start += 4) {
    let xy = 0;
    for (let n = 0; n < length; n++) xy += heard[start + n]! * expected[n]!;
    const xx = energy[start + length]! - energy[start]!;
    const correlation = xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy);
    if (correlation > best.correlation) best = { correlation, shiftMs: (start - mostShift) / 16 };
  }
  return best;
}

/** The sum of the squares of all values before each, and of all at the end. */
function energyBefore(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (const [n, value] of values.entries()) sums[n + 1] = sums[n]! + value ** 2;
  return sums;
}
