import type { SessionEntry } from '@vivavoce/contract';
import { sql } from 'kysely';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { isId } from '../ids.ts';
import type { SessionOrigin } from '../store/account-tables.ts';
import type { Database } from '../store/database.ts';
import type { Caller } from './caller.ts';
import { invalidCredentials } from './invalid-credentials.ts';
import { lacksRequiredFactor } from './second-factor/factors.ts';
import { newToken, tokenHash } from './tokens.ts';

/** How long sessions live. */
export interface SessionLimits {
  /** Without a request, ms. */
  readonly sessionIdleMs: number;
  /** In all, ms. */
  readonly sessionLimitMs: number;
}

/** What is known of the browser that a session is opened for, and of its request. */
export interface Browser {
  readonly userAgent: string | null;
  readonly address: string | null;
  readonly requestId: string | null;
}

/** How often a session's last request is noted, ms: not every request writes. */
const TOUCH_INTERVAL_MS = 60_000;
const MAX_USER_AGENT_LENGTH = 300;

/**
 * Opens a session for a user.
 * @returns its token, which is kept by the browser alone.
 * @throws ServiceError INVALID_CREDENTIALS where there is no such user any more.
 */
export async function openSession(
  db: Database,
  { userId, origin, browser }: { userId: string; origin: SessionOrigin; browser: Browser },
  limits: SessionLimits,
  now: Date,
): Promise<string> {
  const token = newToken();
  const { address, requestId } = browser;
  await db.transaction().execute(async (trx) => {
    const user = await trx
      .updateTable('users')
      .set({ last_signed_in_at: now })
      .where('id', '=', userId)
      .returning(['client_id', 'name'])
      .executeTakeFirst();
    // Removed since the credentials were looked at.
    if (!user) throw invalidCredentials();
    await trx
      .insertInto('sessions')
      .values({
        user_id: userId,
        token_hash: tokenHash(token) as Buffer,
        origin,
        user_agent: browser.userAgent?.slice(0, MAX_USER_AGENT_LENGTH) ?? null,
        address,
        created_at: now,
        authenticated_at: now,
        last_seen_at: now,
        expires_at: new Date(now.getTime() + limits.sessionLimitMs),
      })
      .execute();
    const actor = { kind: 'user', id: userId, label: user.name } as const;
    await recordAuditEntry(trx, {
      tenantId: user.client_id,
      actor,
      address,
      requestId,
      action: 'session.start',
    });
  });
  return token;
}

/** The session of a token, alive, with its user and their tenant. */
async function readSession(db: Database, token: string, limits: SessionLimits, now: Date) {
  const hash = tokenHash(token);
  if (!hash) return undefined;
  return (
    db
      .selectFrom('sessions')
      .innerJoin('users', 'users.id', 'sessions.user_id')
      .innerJoin('clients', 'clients.id', 'users.client_id')
      .select(['sessions.id as sessionId', 'last_seen_at', 'users.id', 'users.name', 'role', 'client_id'])
      .select(['speech', 'multilingual', 'requires_consent'])
      // The provider has a second factor of its own.
      .select(sql<boolean>`origin <> 'oidc' and ${lacksRequiredFactor()}`.as('needs_second_factor'))
      .where('token_hash', '=', hash)
      .where('expires_at', '>', now)
      .where('last_seen_at', '>', new Date(now.getTime() - limits.sessionIdleMs))
      .where('disabled_at', 'is', null)
      .where('active', '=', true)
      // What was opened another way while this was switched on counts for nothing; links of that time are the operator's.
      .where(({ eb, or, and, ref }) =>
        or([
          eb('sso_required_at', 'is', null),
          eb('origin', '=', 'oidc'),
          and([eb('origin', '=', 'link'), eb('sessions.created_at', '>=', ref('sso_required_at'))]),
        ]),
      )
      .executeTakeFirst()
  );
}

/**
 * Whom a session's token speaks for; null if there is no such session, it has ended, or its user or client is out. The use of
 * the session is noted.
 */
export async function resolveSession(
  db: Database,
  token: string,
  limits: SessionLimits,
  now: Date,
): Promise<Caller | null> {
  const row = await readSession(db, token, limits, now);
  if (!row) return null;
  if (row.last_seen_at.getTime() < now.getTime() - TOUCH_INTERVAL_MS) {
    await db.updateTable('sessions').set({ last_seen_at: now }).where('id', '=', row.sessionId).execute();
  }
  return callerOf(row);
}

/** As {@link resolveSession}, for what goes on by itself and keeps no session alive. */
export async function findSession(
  db: Database,
  token: string,
  limits: SessionLimits,
  now: Date,
): Promise<Caller | null> {
  const row = await readSession(db, token, limits, now);
  return row ? callerOf(row) : null;
}

function callerOf(row: NonNullable<Awaited<ReturnType<typeof readSession>>>): Caller {
  return {
    tenantId: row.client_id,
    actor: { kind: 'user', id: row.id, label: row.name },
    role: row.role,
    sessionId: row.sessionId,
    needsSecondFactor: row.needs_second_factor,
    projectId: null,
    requiresConsent: row.requires_consent,
    allowedNetworks: [],
    requestsPerMinute: null,
    speech: row.speech,
    multilingual: row.multilingual,
  };
}

/** Ends the session of a token, if there is one. */
export async function closeSession(
  db: Database,
  token: string,
  from: Pick<ActorContext, 'address' | 'requestId'>,
): Promise<void> {
  const hash = tokenHash(token);
  if (!hash) return;
  await db.transaction().execute(async (trx) => {
    const closed = await trx
      .deleteFrom('sessions')
      .using('users')
      .whereRef('users.id', '=', 'sessions.user_id')
      .where('token_hash', '=', hash)
      .returning(['users.id', 'users.name', 'users.client_id'])
      .executeTakeFirst();
    if (!closed) return;
    const actor = { kind: 'user', id: closed.id, label: closed.name } as const;
    await recordAuditEntry(trx, { tenantId: closed.client_id, actor, ...from, action: 'session.end' });
  });
}

/** Where a user is signed in, last seen first. */
export async function listSessions(
  db: Database,
  { actor, sessionId }: Caller,
  limits: SessionLimits,
  now: Date,
): Promise<SessionEntry[]> {
  const rows = await db
    .selectFrom('sessions')
    .selectAll()
    .where('user_id', '=', actor.id)
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', new Date(now.getTime() - limits.sessionIdleMs))
    .orderBy('last_seen_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    isCurrent: row.id === sessionId,
    origin: row.origin,
    userAgent: row.user_agent,
    address: row.address,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }));
}

/** Which of a user's sessions are meant: one, all, or all but one. */
export type SessionSelection = { readonly id: string } | 'all' | { readonly except: string };

/**
 * Signs a user out of some browsers.
 * @returns how many there were.
 */
export async function revokeSessions(
  db: Database,
  by: ActorContext,
  which: SessionSelection,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    let query = trx.deleteFrom('sessions').where('user_id', '=', by.actor.id);
    if (which !== 'all' && 'id' in which) query = query.where('id', '=', isId(which.id) ? which.id : null);
    if (which !== 'all' && 'except' in which) query = query.where('id', '!=', which.except);
    const { numDeletedRows } = await query.executeTakeFirst();
    const sessions = Number(numDeletedRows);
    if (sessions > 0) await recordAuditEntry(trx, { ...by, action: 'session.end', details: { sessions } });
    return sessions;
  });
}

/** Removes the sessions, unfinished logins, links and invitations whose time is over. */
export async function deleteExpiredSessions(
  db: Database,
  { sessionIdleMs }: SessionLimits,
  now: Date,
): Promise<void> {
  const idleSince = new Date(now.getTime() - sessionIdleMs);
  await db
    .deleteFrom('sessions')
    .where((where) => where.or([where('expires_at', '<=', now), where('last_seen_at', '<=', idleSince)]))
    .execute();
  await db.deleteFrom('pending_logins').where('expires_at', '<=', now).execute();
  await db.deleteFrom('passkey_challenges').where('expires_at', '<=', now).execute();
  await db.deleteFrom('sign_in_links').where('expires_at', '<=', now).execute();
  await db.deleteFrom('invitations').where('expires_at', '<=', now).execute();
}
