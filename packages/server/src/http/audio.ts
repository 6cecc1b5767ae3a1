import { Readable } from 'node:stream';
import { type DOWNLOAD_OPERATIONS, partName } from '@vivavoce/contract';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parse as parseRange } from 'range-parser';
import { createPlaybackAudit, findPlayback, type Playback } from '../runs/playback.ts';
import { runNotFound, ServiceError } from '../service-error.ts';
import type { TenantContext } from './context.ts';
import type { Handler } from './route.ts';

interface InclusiveByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The byte range that a request asks for; null for the whole recording: without a Range header, with an invalid one, or
 * with several ranges, which a server may answer with the whole (RFC 9110, section 14.2).
 * @throws ServiceError if the range lies outside the recording.
 */
function requestedRange(range: string | undefined, sizeBytes: number): InclusiveByteRange | null {
  if (!range?.startsWith('bytes=')) return null;
  const parsed = parseRange(sizeBytes, range);
  if (parsed.code === -2) return null;
  if (parsed.ranges.length === 0) {
    throw new ServiceError(
      'RANGE_NOT_SATISFIABLE',
      `Range must lie within the recording, which has ${sizeBytes} bytes`,
      {
        details: { sizeBytes },
      },
    );
  }
  const [first, ...more] = parsed.ranges;
  return first && more.length === 0 ? first : null;
}

/**
 * Sends a recording, or the byte range that a player asks for.
 * @param name of the file, without its extension.
 */
export async function sendRecording(
  request: FastifyRequest,
  reply: FastifyReply,
  { sizeBytes, mediaType, read }: Playback,
  name: string,
): Promise<FastifyReply> {
  const part = requestedRange(request.headers.range, sizeBytes);
  const { start, end } = part ?? { start: 0, end: sizeBytes - 1 };
  // Opened before the headers are set. For HEAD, an empty stream keeps the content length.
  const bytes = request.method === 'HEAD' ? Readable.from([]) : await read(start, end);
  if (!bytes) throw new ServiceError('NOT_FOUND', 'The recording was erased');
  reply
    .code(part ? 206 : 200)
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'private, no-store')
    .header('x-content-type-options', 'nosniff')
    .header('content-type', mediaType.name)
    .header('content-length', String(end - start + 1))
    .header('content-disposition', contentDisposition(`${name}.${mediaType.extension}`, { type: 'inline' }));
  if (part) reply.header('content-range', `bytes ${start}-${end}/${sizeBytes}`);
  return reply.send(bytes);
}

/** `GET /speech/analyze/{id}/audio`: the submitted recording, or a byte range of it. */
export function audioRoute({ storeOf }: TenantContext): Handler<typeof DOWNLOAD_OPERATIONS.readAudio> {
  const auditPlayback = createPlaybackAudit();
  return async ({ params: { id }, query: { part }, by, request, reply }) => {
    const store = storeOf(request);
    const found = await findPlayback(store, by.tenantId, id, part);
    if (!found) throw runNotFound();
    if (found === 'erased') throw new ServiceError('NOT_FOUND', 'The recording of this run was erased');
    await auditPlayback(store, by, id);
    return sendRecording(request, reply, found, partName(`recording-${id}`, part));
  };
}
