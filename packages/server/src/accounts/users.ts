import type { Role, SessionState, SessionUser } from '@vivavoce/contract';
import { DatabaseError } from 'pg';
import type { Database } from '../store/database.ts';
import { AccountError } from './account-error.ts';
import { ROLE_ACTIONS } from './roles.ts';
import { resolveSession, type SessionLimits } from './sessions.ts';

/** What a new user has. */
export interface NewUser {
  readonly clientId: string;
  /** In lower case. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string | null;
}

const UNIQUE_VIOLATION = '23505';

/**
 * Makes a user.
 * @returns the user's id.
 * @throws AccountError EMAIL_TAKEN if somebody signs in with that address already.
 */
export async function insertUser(db: Database, user: NewUser): Promise<string> {
  const { clientId, email, name, role, passwordHash } = user;
  try {
    const { id } = await db
      .insertInto('users')
      .values({ client_id: clientId, email, name, role, password_hash: passwordHash })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  } catch (error) {
    if (error instanceof DatabaseError && error.code === UNIQUE_VIOLATION) {
      throw new AccountError('EMAIL_TAKEN', 'Somebody signs in with this e-mail address already');
    }
    throw error;
  }
}

/** Whom a session's token has signed in, as the console shows it; null if nobody. */
export async function signedInUser(
  db: Database,
  token: string,
  limits: SessionLimits,
  now: Date,
): Promise<{ user: SessionUser; client: NonNullable<SessionState['client']> } | null> {
  const caller = await resolveSession(db, token, limits, now);
  if (!caller) return null;
  const row = await db
    .selectFrom('users')
    .innerJoin('clients', 'clients.id', 'users.client_id')
    .select(['users.id', 'email', 'users.name', 'role', 'password_hash'])
    .select(['client_id', 'clients.name as client', 'speech', 'multilingual'])
    .where('users.id', '=', caller.actor.id)
    .executeTakeFirstOrThrow();
  const { id, email, name, role, speech, multilingual } = row;
  const permissions = [...ROLE_ACTIONS[role]];
  return {
    user: { id, email, name, role, permissions, hasPassword: row.password_hash !== null },
    client: { id: row.client_id, name: row.client, speech, multilingual },
  };
}
