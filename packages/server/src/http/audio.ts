import { Readable } from 'node:stream';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parse as parseRange } from 'range-parser';
import { createPlaybackAudit, findPlayback, type Playback } from '../runs/playback.ts';
import { actorContextOf } from './authentication.ts';
import type { TenantContext } from './context.ts';
import { RequestError } from './request-errors.ts';

interface InclusiveByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The part that a request asks for; null for all of it: without a header, with one that cannot be read, or with several
 * parts, which a server may answer with the whole (RFC 9110, section 14.2).
 * @throws RequestError if the part lies outside of the recording.
 */
function requestedRange(range: string | undefined, sizeBytes: number): InclusiveByteRange | null {
  if (!range?.startsWith('bytes=')) return null;
  const parsed = parseRange(sizeBytes, range);
  if (parsed.code === -2) return null;
  if (parsed.ranges.length === 0) {
    throw new RequestError('RANGE_NOT_SATISFIABLE', `The recording has ${sizeBytes} bytes`, {
      details: { sizeBytes },
    });
  }
  const [first, ...more] = parsed.ranges;
  return first && more.length === 0 ? first : null;
}

/**
 * Answers with a recording, whole or in the part that a player asks for.
 * @param name of the file, without its ending.
 */
export async function sendRecording(
  request: FastifyRequest,
  reply: FastifyReply,
  { sizeBytes, mediaType, read }: Playback,
  name: string,
): Promise<FastifyReply> {
  const part = requestedRange(request.headers.range, sizeBytes);
  const { start, end } = part ?? { start: 0, end: sizeBytes - 1 };
  // Opened before anything is said of it. An empty stream keeps the length that is told.
  const bytes = request.method === 'HEAD' ? Readable.from([]) : await read(start, end);
  if (!bytes) throw new RequestError('NOT_FOUND', 'The recording was erased');
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

/** `GET /speech/analyze/{id}/audio`: the recording as it was submitted, whole or in the part that a player asks for. */
export function audioRoute({ storeOf }: TenantContext) {
  const auditPlayback = createPlaybackAudit();
  return async (
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const { id } = request.params;
    const by = actorContextOf(request);
    const store = storeOf(request);
    const found = await findPlayback(store, by.tenantId, id);
    if (!found) throw new RequestError('RUN_NOT_FOUND', 'There is no such run');
    if (found === 'erased') throw new RequestError('NOT_FOUND', 'The recording of this run was erased');
    await auditPlayback(store, by, id);
    return sendRecording(request, reply, found, `recording-${id}`);
  };
}
