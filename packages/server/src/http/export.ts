import { addAbortSignal, type Readable } from 'node:stream';
import type { CANDIDATE_OPERATIONS } from '@vivavoce/contract';
import { ZipFile } from 'yazl';
import { type ExportedFile, exportCandidate } from '../runs/export.ts';
import { ServiceError } from '../service-error.ts';
import type { TenantContext } from './context.ts';
import type { Handler } from './route.ts';

/** Adds a file to a ZIP; settles when it has been read to its end. */
function addFile(
  zip: ZipFile,
  { path, isCompressible, open }: ExportedFile,
  abort: AbortSignal,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const onAbort = (): void => reject(abort.reason as Error);
  abort.addEventListener('abort', onAbort);
  zip.addReadStreamLazy(path, { compress: isCompressible, mode: 0o600 }, (provide) => {
    open().then((content) => {
      addAbortSignal(abort, content).once('error', reject).once('end', resolve);
      provide(null, content);
    }, reject);
  });
  return promise.finally(() => abort.removeEventListener('abort', onAbort));
}

/** Streams files as a ZIP, one file at a time: the next one is looked for when the one before has gone. */
function zipOf(files: AsyncIterable<ExportedFile>): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const closed = new AbortController();
  // Closing the stream stops the work.
  output.once('close', () => closed.abort());
  zip.on('error', (error: Error) => output.destroy(error));
  const addAll = async (): Promise<void> => {
    for await (const one of files) {
      await addFile(zip, one, closed.signal);
    }
    zip.end();
  };
  addAll().catch((error: Error) => output.destroy(error));
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
