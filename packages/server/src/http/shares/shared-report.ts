import { partName, type ReportLanguage, type SHARE_OPERATIONS, type Transcript } from '@vivavoce/contract';
import { readCorrectedWords } from '../../runs/history.ts';
import { createPlaybackAudit, findPlayback } from '../../runs/playback.ts';
import { findRun, pollRun } from '../../runs/poll.ts';
import { textInLanguage } from '../../runs/reading-language.ts';
import { readWaveform } from '../../runs/waveform.ts';
import { ServiceError } from '../../service-error.ts';
import { reportFor, reportSourceFor } from '../../shares/shared-report.ts';
import { type ActiveShare, findShare, recordShareOpened, shareActor } from '../../shares/shares.ts';
import { requestOrigin } from '../accounts/session.ts';
import { sendRecording } from '../audio.ts';
import { enforceRateLimit } from '../authentication.ts';
import type { HttpContext } from '../context.ts';
import { chooseReportFormat, sendReport } from '../report.ts';
import type { Handler, OperationRequest } from '../route.ts';

type Operations = typeof SHARE_OPERATIONS;

const notFound = (): ServiceError => new ServiceError('NOT_FOUND', 'This link is no longer valid');

/** A request with the token of a link. */
export type SharedCall = Pick<OperationRequest<Operations['readSharedWaveform']>, 'params' | 'reply'>;

/**
 * The link that a request's token led to, within its rate limit.
 * @throws ServiceError NOT_FOUND if there is none.
 */
export async function admitShare(
  context: HttpContext,
  { reply }: Pick<SharedCall, 'reply'>,
  share: ActiveShare | null,
): Promise<ActiveShare> {
  if (!share) throw notFound();
  await enforceRateLimit(context, { kind: 'share', id: share.id, requestsPerMinute: null }, reply);
  reply.header('cache-control', 'private, no-store');
  return share;
}

/** The valid link that a request's token belongs to. */
const shareOf = async (context: HttpContext, call: SharedCall): Promise<ActiveShare> =>
  admitShare(context, call, await findShare(context.store.db, call.params.token, context.now()));

/** The shared result, as the body of a poll, with its sentences in the language of the reader if one is asked for. */
async function bodyTextOf(
  context: HttpContext,
  { tenantId, runId }: ActiveShare,
  language: ReportLanguage | undefined,
): Promise<string> {
  const polled = await pollRun(context.store.forTenant(tenantId), context, tenantId, runId);
  if (polled?.kind !== 'finished') throw notFound();
  return textInLanguage(polled.bodyText, language);
}

/** `GET /shared/{token}`: a shared report, in the version for its audience. */
export function sharedReportRoute(context: HttpContext): Handler<Operations['readSharedReport']> {
  const { store, now } = context;
  return async (call) => {
    const share = await shareOf(context, call);
    const { tenantId, runId, organisation, withAudio } = share;
    const own = store.forTenant(tenantId);
    const bodyText = await bodyTextOf(context, share, call.query.reportLanguage);
    const run = await findRun(own.db, tenantId, runId);
    if (run === null) throw notFound();
    await recordShareOpened(own.db, share, requestOrigin(call.request), now());
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
    const report = reportFor('candidate', bodyText);
    return { ...(await about(report)), audience: 'candidate', report };
  };
}

/** `GET /shared/{token}/report`: a shared report as PDF or HTML. */
export function sharedReportFileRoute(context: HttpContext): Handler<Operations['readSharedReportFile']> {
  return async (call) => {
    const { query, request, reply } = call;
    const share = await shareOf(context, call);
    const format = chooseReportFormat(query.format, request);
    const bodyText = await bodyTextOf(context, share, query.reportLanguage);
    const source = reportSourceFor(share.audience, bodyText);
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

/** `GET /shared/{token}/audio`: the recording, if it was shared with audio. */
export function sharedAudioRoute(context: HttpContext): Handler<Operations['playSharedRecording']> {
  const auditPlayback = createPlaybackAudit();
  return async (call) => {
    const { request, reply, query } = call;
    const share = await shareOf(context, call);
    const { tenantId, runId, withAudio } = share;
    const own = context.store.forTenant(tenantId);
    const found = withAudio ? await findPlayback(own, tenantId, runId, query.part) : null;
    if (!found || found === 'erased') throw notFound();
    await auditPlayback(own, shareActor(share, requestOrigin(request)), runId);
    return sendRecording(request, reply, found, partName('interview', query.part));
  };
}

/** `GET /shared/{token}/waveform`: the loudness of the recording over time, if it was shared with audio. */
export function sharedWaveformRoute(context: HttpContext): Handler<Operations['readSharedWaveform']> {
  return async (call) => {
    const { tenantId, runId, withAudio } = await shareOf(context, call);
    const own = context.store.forTenant(tenantId);
    const run = withAudio ? await findRun(own.db, tenantId, runId) : null;
    const waveform = run && (await readWaveform(own, run));
    if (!waveform) throw notFound();
    return waveform;
  };
}
