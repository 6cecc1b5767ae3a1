import type { SharedReport, Transcript, Waveform } from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readCorrectedWords } from '../../runs/history.ts';
import { createPlaybackAudit, findPlayback } from '../../runs/playback.ts';
import { findRun, pollRun } from '../../runs/poll.ts';
import { readWaveform } from '../../runs/waveform.ts';
import { pendingErasureRequestedAt, requestErasure } from '../../shares/erasure-requests.ts';
import { reportFor, reportSourceFor } from '../../shares/shared-report.ts';
import { type ActiveShare, findShare, recordShareOpened, shareActor } from '../../shares/shares.ts';
import { requestOrigin } from '../accounts/session.ts';
import { sendRecording } from '../audio.ts';
import { enforceRateLimit } from '../authentication.ts';
import type { HttpContext } from '../context.ts';
import { reportFormatOf, sendReport } from '../report.ts';
import { RequestError } from '../request-errors.ts';

type ByToken = FastifyRequest<{ Params: { token: string } }>;

const notFound = (): RequestError => new RequestError('NOT_FOUND', 'This link is not valid any more');

/** The link that a request follows, within its rate. */
async function shareOf(context: HttpContext, request: ByToken, reply: FastifyReply): Promise<ActiveShare> {
  const share = await findShare(context.store.db, request.params.token, context.now());
  if (!share) throw notFound();
  await enforceRateLimit(context, { kind: 'share', id: share.id, requestsPerMinute: null }, reply);
  reply.header('cache-control', 'private, no-store');
  return share;
}

/** The result that a link leads to, as the body of a poll. */
async function bodyTextOf(context: HttpContext, { tenantId, runId }: ActiveShare): Promise<string> {
  const polled = await pollRun(context.store.forTenant(tenantId), context, tenantId, runId);
  if (polled?.kind !== 'finished') throw notFound();
  return polled.bodyText;
}

/** `GET /shared/{token}`: the report of a run for whom it was shared with. */
export function sharedReportRoute(context: HttpContext) {
  const { store, now } = context;
  return async (request: ByToken, reply: FastifyReply): Promise<SharedReport> => {
    const share = await shareOf(context, request, reply);
    const { tenantId, runId, organisation, withAudio } = share;
    const own = store.forTenant(tenantId);
    const bodyText = await bodyTextOf(context, share);
    const run = await findRun(own.db, tenantId, runId);
    if (run === null) throw notFound();
    await recordShareOpened(own.db, share, requestOrigin(request), now());
    const about = async ({ transcript }: { transcript: Transcript }) => ({
      organisation,
      expiresAt: share.expiresAt.toISOString(),
      hasAudio: withAudio && run.audio_erased_at === null,
      corrected: await readCorrectedWords(own, run, transcript),
    });
    if (share.audience === 'colleague') {
      const report = reportFor('colleague', bodyText);
      return { ...(await about(report)), audience: 'colleague', report };
    }
    const requested = await pendingErasureRequestedAt(own.db, runId);
    const erasureRequestedAt = requested?.toISOString() ?? null;
    const report = reportFor('candidate', bodyText);
    return { ...(await about(report)), audience: 'candidate', erasureRequestedAt, report };
  };
}

/** `GET /shared/{token}/report`: the same as a file, a PDF or a page. */
export function sharedReportFileRoute(context: HttpContext) {
  return async (request: ByToken, reply: FastifyReply): Promise<FastifyReply> => {
    const share = await shareOf(context, request, reply);
    const format = reportFormatOf(request);
    const source = reportSourceFor(share.audience, await bodyTextOf(context, share));
    await recordShareOpened(
      context.store.forTenant(share.tenantId).db,
      share,
      requestOrigin(request),
      context.now(),
    );
    const audience = share.audience === 'candidate' ? 'candidate' : 'recruiter';
    return sendReport(reply, source, audience, format, context.pdfs);
  };
}

/** `GET /shared/{token}/audio`: the recording, where the link was made with it. */
export function sharedAudioRoute(context: HttpContext) {
  const auditPlayback = createPlaybackAudit();
  return async (request: ByToken, reply: FastifyReply): Promise<FastifyReply> => {
    const share = await shareOf(context, request, reply);
    const { tenantId, runId, withAudio } = share;
    const own = context.store.forTenant(tenantId);
    const found = withAudio ? await findPlayback(own, tenantId, runId) : null;
    if (!found || found === 'erased') throw notFound();
    await auditPlayback(own, shareActor(share, requestOrigin(request)), runId);
    return sendRecording(request, reply, found, 'interview');
  };
}

/** `GET /shared/{token}/waveform`: how loud the recording is over its length, where the link was made with it. */
export function sharedWaveformRoute(context: HttpContext) {
  return async (request: ByToken, reply: FastifyReply): Promise<Waveform> => {
    const { tenantId, runId, withAudio } = await shareOf(context, request, reply);
    const own = context.store.forTenant(tenantId);
    const run = withAudio ? await findRun(own.db, tenantId, runId) : null;
    const waveform = run && (await readWaveform(own, run));
    if (!waveform) throw notFound();
    return waveform;
  };
}

/** `POST /shared/{token}/erasure-request`: the candidate wants the run erased. */
export function requestErasureRoute(context: HttpContext) {
  return async (request: ByToken, reply: FastifyReply): Promise<{ erasureRequestedAt: string }> => {
    const share = await shareOf(context, request, reply);
    if (share.audience !== 'candidate') {
      throw new RequestError('MISSING_PERMISSION', 'Only the candidate can ask for this');
    }
    const { db } = context.store.forTenant(share.tenantId);
    const by = shareActor(share, requestOrigin(request));
    const at = await requestErasure(db, by, share.runId, context.now());
    return { erasureRequestedAt: at.toISOString() };
  };
}
