import type { Readable } from 'node:stream';
import type { CANDIDATE_OPERATIONS } from '@vivavoce/contract';
import { ZipFile } from 'yazl';
import { type ExportedFile, exportCandidate } from '../runs/export.ts';
import { ServiceError } from '../service-error.ts';
import type { TenantContext } from './context.ts';
import type { Handler } from './route.ts';

/** Streams files as a ZIP, one file at a time. */
function zipOf(files: readonly ExportedFile[]): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  let current: Readable | null = null;
  for (const { path, isCompressible, open } of files) {
    zip.addReadStreamLazy(path, { compress: isCompressible, mode: 0o600 }, (provide) => {
      open().then(
        (content) => {
          current = content.on('error', (error) => output.destroy(error));
          provide(null, content);
        },
        (error: Error) => output.destroy(error),
      );
    });
  }
  zip.on('error', (error: Error) => output.destroy(error));
  // Closing the stream stops the work.
  output.once('close', () => current?.destroy());
  zip.end();
  return output;
}

/** `GET /speech/runs/export?externalId=`: all data about one candidate, as a ZIP. */
export function exportRoute({
  storeOf,
}: TenantContext): Handler<typeof CANDIDATE_OPERATIONS.exportCandidate> {
  return async ({ query: { externalId }, by, request, reply }) => {
    if (externalId === undefined) {
      throw new ServiceError('INVALID_EXTERNAL_ID', 'externalId is required: name the candidate to export', {
        details: { field: 'externalId' },
      });
    }
    const files = await exportCandidate(storeOf(request), by, externalId);
    if (!files) throw new ServiceError('RUN_NOT_FOUND', 'There are no runs of this candidate');
    return reply
      .header('content-type', 'application/zip')
      .header('content-disposition', 'attachment; filename="candidate.zip"')
      .header('cache-control', 'private, no-store')
      .send(zipOf(files));
  };
}
