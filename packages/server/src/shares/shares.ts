import type { Audience, NewShare, Share } from '@vivavoce/contract';
import { newToken, tokenHash } from '../accounts/tokens.ts';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { isId } from '../ids.ts';
import { findRun } from '../runs/poll.ts';
import { requireRunResult } from '../runs/revise.ts';
import { runNotFound } from '../service-error.ts';
import type { Database } from '../store/database.ts';

const DAY_MS = 24 * 60 * 60_000;

interface ShareRow {
  readonly id: string;
  readonly audience: Audience;
  readonly with_audio: boolean;
  readonly sharer: string | null;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly last_opened_at: Date | null;
}

const toShare = (row: ShareRow): Share => ({
  id: row.id,
  audience: row.audience,
  withAudio: row.with_audio,
  createdBy: row.sharer,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  lastOpenedAt: row.last_opened_at?.toISOString() ?? null,
});

/**
 * Creates a link to the report of a run.
 * @returns the link with its token, which is not stored.
 * @throws ServiceError RUN_NOT_FOUND, RUN_NOT_FINISHED, RUN_HAS_NO_RESULT.
 */
export async function createShare(
  db: Database,
  by: ActorContext,
  runId: string,
  { audience, expiresInDays, withAudio }: NewShare,
  now: Date,
): Promise<Share & { token: string }> {
  const run = await findRun(db, by.tenantId, runId);
  if (!run) throw runNotFound();
  requireRunResult(run);
  const token = newToken();
  const isUser = by.actor.kind === 'user';
  return db.transaction().execute(async (trx) => {
    // Locks the run against erasure until the link, which is erased with it, is stored.
    const kept = await trx
      .selectFrom('runs')
      .select('id')
      .where('id', '=', run.id)
      .forKeyShare()
      .executeTakeFirst();
    if (!kept) throw runNotFound();
    const row = await trx
      .insertInto('shares')
      .values({
        client_id: by.tenantId,
        run_id: run.id,
        audience,
        token_hash: tokenHash(token) as Buffer,
        with_audio: withAudio,
        created_by: isUser ? by.actor.id : null,
        created_at: now,
        expires_at: new Date(now.getTime() + expiresInDays * DAY_MS),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await recordAuditEntry(trx, {
      ...by,
      action: 'share.create',
      target: { runId: run.id, shareId: row.id },
    });
    return { ...toShare({ ...row, sharer: isUser ? by.actor.label : null }), token };
  });
}

/** The links of a run that are good, newest first; null if the client has no such run. */
export async function listShares(
  db: Database,
  tenantId: string,
  runId: string,
  now: Date,
): Promise<Share[] | null> {
  const run = await findRun(db, tenantId, runId);
  if (!run) return null;
  const rows = await db
    .selectFrom('shares')
    .leftJoin('users', 'users.id', 'shares.created_by')
    .selectAll('shares')
    .select('users.name as sharer')
    .where('run_id', '=', run.id)
    .where('expires_at', '>', now)
    .orderBy('shares.created_at', 'desc')
    .execute();
  return rows.map(toShare);
}

/** Makes a link void. Returns false if the run of the client has no such link. */
export async function revokeShare(
  db: Database,
  by: ActorContext,
  runId: string,
  shareId: string,
): Promise<boolean> {
  if (!isId(runId) || !isId(shareId)) return false;
  return db.transaction().execute(async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('shares')
      .where('client_id', '=', by.tenantId)
      .where('run_id', '=', runId)
      .where('id', '=', shareId)
      .executeTakeFirst();
    if (numDeletedRows === 0n) return false;
    await recordAuditEntry(trx, { ...by, action: 'share.revoke', target: { runId, shareId } });
    return true;
  });
}

/** A link that was followed: what it leads to, and for whom. */
export interface ActiveShare {
  readonly id: string;
  readonly tenantId: string;
  readonly runId: string;
  readonly organisation: string;
  /** Within how many days its organisation answers requests. */
  readonly requestDays: number;
  readonly audience: Audience;
  readonly withAudio: boolean;
  readonly expiresAt: Date;
}

/** The link of a token, whether or not its time is over. */
const shareOfToken = (db: Database, hash: Buffer) =>
  db
    .selectFrom('shares')
    .innerJoin('clients', 'clients.id', 'shares.client_id')
    .select(['shares.id', 'shares.client_id as tenantId', 'run_id as runId'])
    .select(['clients.name as organisation', 'request_days as requestDays'])
    .select(['audience', 'with_audio as withAudio', 'expires_at as expiresAt'])
    .where('token_hash', '=', hash)
    .where('active', '=', true);

/** The link of a token; null if there is none, or it is void. */
export async function findShare(db: Database, token: string, now: Date): Promise<ActiveShare | null> {
  const hash = tokenHash(token);
  if (!hash) return null;
  return (await shareOfToken(db, hash).where('expires_at', '>', now).executeTakeFirst()) ?? null;
}

/** How long answers can be read from a link that has expired, days after the answer was due or given. */
const ANSWERS_READABLE_DAYS = 30;

/**
 * The link of a token, also after it has expired while a request about its run waits for an answer, or its answer is new: the
 * report is no longer to be shown then, the requests are. Null if there is none.
 */
export async function findShareOfRequests(
  db: Database,
  token: string,
  now: Date,
): Promise<ActiveShare | null> {
  const hash = tokenHash(token);
  if (!hash) return null;
  const since = new Date(now.getTime() - ANSWERS_READABLE_DAYS * DAY_MS);
  const found = await shareOfToken(db, hash)
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        eb('expires_at', '>', now),
        exists(
          selectFrom('candidate_requests')
            .select('candidate_requests.id')
            .whereRef('candidate_requests.run_id', '=', 'shares.run_id')
            .where((asked) =>
              asked.or([
                asked('outcome', 'is', null),
                asked('due_at', '>', since),
                asked('answered_at', '>', since),
              ]),
            ),
        ),
      ]),
    )
    .executeTakeFirst();
  return found ?? null;
}

/** Who follows a link is known to nobody: the log has the link, and from where. */
export function shareActor(
  share: ActiveShare,
  from: Pick<ActorContext, 'address' | 'requestId'>,
): ActorContext {
  const actor = { kind: 'system', id: null, label: `link for a ${share.audience}` } as const;
  return { tenantId: share.tenantId, actor, ...from };
}

/** Notes that a link was followed. */
export async function recordShareOpened(
  db: Database,
  share: ActiveShare,
  from: Pick<ActorContext, 'address' | 'requestId'>,
  now: Date,
): Promise<void> {
  const target = { runId: share.runId, shareId: share.id };
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('shares').set({ last_opened_at: now }).where('id', '=', share.id).execute();
    await recordAuditEntry(trx, { ...shareActor(share, from), action: 'share.open', target });
  });
}
