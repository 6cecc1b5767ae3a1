import { closeSync, fstatSync, openSync } from 'node:fs';
import { ByteSource } from './byte-source.ts';
import { decodeRecording } from './decode-recording.ts';
import type { DecodeReport, DecodeTask } from './decode-report.ts';

/**
 * Decodes a file in this process, without any limit or protection: for tests and evaluation, of files that they made themselves.
 * @param send takes samples as 32-bit floats, channels side by side
 * @throws errors of the file system
 */
export async function decodeInProcess(
  path: string,
  task: Pick<DecodeTask, 'mostSamples' | 'wanted'>,
  send: (samples: Uint8Array) => void,
): Promise<DecodeReport> {
  const descriptor = openSync(path, 'r');
  try {
    const source = new ByteSource(descriptor, fstatSync(descriptor).size);
    return await decodeRecording(source, task, () => {}, send);
  } finally {
    closeSync(descriptor);
  }
}
