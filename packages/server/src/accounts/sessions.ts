import type { SessionOrigin } from '../store/account-tables.ts';
import type { Database } from '../store/database.ts';
import type { Caller } from './caller.ts';
import { newToken, tokenHash } from './tokens.ts';

/** How long sessions live. */
export interface SessionLimits {
  /** Without a request, ms. */
  readonly sessionIdleMs: number;
  /** In all, ms. */
  readonly sessionLimitMs: number;
}

/** What is known of the browser that a session is opened for. */
export interface Browser {
  readonly userAgent: string | null;
  readonly address: string | null;
}

/** How often a session's last request is noted, ms: not every request writes. */
const NOTE_EVERY_MS = 60_000;
const LONGEST_USER_AGENT = 300;

/**
 * Opens a session for a user.
 * @returns its token, which is kept by the browser alone.
 */
export async function openSession(
  db: Database,
  userId: string,
  origin: SessionOrigin,
  browser: Browser,
  limits: SessionLimits,
  now: Date,
): Promise<string> {
  const token = newToken();
  await db
    .insertInto('sessions')
    .values({
      user_id: userId,
      token_hash: tokenHash(token) as Buffer,
      origin,
      user_agent: browser.userAgent?.slice(0, LONGEST_USER_AGENT) ?? null,
      address: browser.address,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(now.getTime() + limits.sessionLimitMs),
    })
    .execute();
  await db.updateTable('users').set({ last_signed_in_at: now }).where('id', '=', userId).execute();
  return token;
}

/** Whom a session's token speaks for; null if there is no such session, it has ended, or its user or client is out. */
export async function resolveSession(
  db: Database,
  token: string,
  limits: SessionLimits,
  now: Date,
): Promise<Caller | null> {
  const hash = tokenHash(token);
  if (!hash) return null;
  const row = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .innerJoin('clients', 'clients.id', 'users.client_id')
    .select(['sessions.id as sessionId', 'last_seen_at', 'users.id', 'users.name', 'role', 'client_id'])
    .select(['speech', 'multilingual'])
    .where('token_hash', '=', hash)
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', new Date(now.getTime() - limits.sessionIdleMs))
    .where('disabled_at', 'is', null)
    .where('active', '=', true)
    .executeTakeFirst();
  if (!row) return null;
  if (row.last_seen_at.getTime() < now.getTime() - NOTE_EVERY_MS) {
    await db.updateTable('sessions').set({ last_seen_at: now }).where('id', '=', row.sessionId).execute();
  }
  return {
    clientId: row.client_id,
    actor: { kind: 'user', id: row.id, label: row.name },
    role: row.role,
    sessionId: row.sessionId,
    projectId: null,
    requiresConsent: false,
    allowedNetworks: [],
    requestsPerMinute: null,
    speech: row.speech,
    multilingual: row.multilingual,
  };
}

/** Ends the session of a token, if there is one. */
export async function closeSession(db: Database, token: string): Promise<void> {
  const hash = tokenHash(token);
  if (hash) await db.deleteFrom('sessions').where('token_hash', '=', hash).execute();
}

/** Removes the sessions and links whose time is over. */
export async function forgetExpired(
  db: Database,
  { sessionIdleMs }: SessionLimits,
  now: Date,
): Promise<void> {
  const idleSince = new Date(now.getTime() - sessionIdleMs);
  await db
    .deleteFrom('sessions')
    .where((where) => where.or([where('expires_at', '<=', now), where('last_seen_at', '<=', idleSince)]))
    .execute();
  await db.deleteFrom('sign_in_links').where('expires_at', '<=', now).execute();
}
