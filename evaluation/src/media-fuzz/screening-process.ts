/**
 * A process that decodes one file after another without starting a child for each, and says what each took. It takes paths as
 * messages and answers each with a `Screening`.
 */
import { decodeInProcess } from '@vivavoce/engine/decode-in-process';

/** What decoding a file took of a process without limits. */
export interface Screening {
  readonly gaveSound: boolean;
  /** Processor time, ms. */
  readonly processorMs: number;
  /** The most memory that the process ever had, bytes. */
  readonly peakBytes: number;
}

const MOST_SAMPLES = 16_000 * 3600;
/** Maximum resident size comes in KiB on every system. */
const KIB = 1024;

process.on('message', async (path: string) => {
  const before = process.cpuUsage();
  const gaveSound = await decodes(path);
  const { user, system } = process.cpuUsage(before);
  const { maxRSS } = process.resourceUsage();
  const screening: Screening = {
    gaveSound,
    processorMs: (user + system) / 1000,
    peakBytes: maxRSS * KIB,
  };
  process.send?.(screening);
});

/** As the child does: what a file makes a decoder throw means that it is damaged. */
async function decodes(path: string): Promise<boolean> {
  try {
    const task = { mostSamples: MOST_SAMPLES, wanted: { kind: 'sound' } } as const;
    const report = await decodeInProcess(path, task, () => {});
    return report.outcome === 'decoded' && report.decodedSamples > 0;
  } catch {
    return false;
  }
}
