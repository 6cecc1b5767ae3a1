import type { Readable } from 'node:stream';
import { externalIdSchema } from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ZipFile } from 'yazl';
import { type ExportedFile, exportCandidate } from '../runs/export.ts';
import { actorContextOf } from './authentication.ts';
import type { TenantContext } from './context.ts';
import { Query } from './query.ts';
import { RequestError } from './request-errors.ts';

/** Files as a ZIP that is written while it is read, one file at a time. */
function zipOf(files: readonly ExportedFile[]): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  let current: Readable | null = null;
  for (const { path, isCompressible, open } of files) {
    zip.addReadStreamLazy(path, { compress: isCompressible, mode: 0o600 }, (give) => {
      open().then(
        (content) => {
          current = content.on('error', (error) => output.destroy(error));
          give(null, content);
        },
        (error: Error) => output.destroy(error),
      );
    });
  }
  zip.on('error', (error: Error) => output.destroy(error));
  // Whoever stops reading stops the work too.
  output.once('close', () => current?.destroy());
  zip.end();
  return output;
}

/** `GET /speech/runs/export?externalId=`: everything that is held about one candidate, as a ZIP. */
export function exportRoute({ storeOf }: TenantContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const externalId = new Query(request).one('externalId', externalIdSchema, 'INVALID_EXTERNAL_ID');
    if (externalId === undefined) {
      throw new RequestError('INVALID_EXTERNAL_ID', 'Say whose data are to be exported: externalId');
    }
    const files = await exportCandidate(storeOf(request), actorContextOf(request), externalId);
    if (!files) throw new RequestError('RUN_NOT_FOUND', 'Nothing is held about this candidate');
    return reply
      .header('content-type', 'application/zip')
      .header('content-disposition', 'attachment; filename="candidate.zip"')
      .header('cache-control', 'private, no-store')
      .send(zipOf(files));
  };
}
