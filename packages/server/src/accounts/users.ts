import {
  ROLES,
  type Role,
  type SessionState,
  type SessionUser,
  type User,
  type UserChange,
} from '@vivavoce/contract';
import { type Selectable, sql } from 'kysely';
import { DatabaseError } from 'pg';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { isId } from '../ids.ts';
import { ServiceError } from '../service-error.ts';
import type { Database, Tables } from '../store/database.ts';
import { refuseWithSso } from '../tenants/single-sign-on.ts';
import { createLoginLink, type NewLoginLink } from './login-links.ts';
import { canManageRole, ROLE_ACTIONS } from './roles.ts';
import { deleteFactors, hasSecondFactor } from './second-factor/factors.ts';
import { resolveSession, type SessionLimits } from './sessions.ts';

/** What a new user has. */
export interface NewUser {
  readonly tenantId: string;
  /** In lower case. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string | null;
  /** When the operator or the identity provider vouched for the address; null if the tenant alone does. */
  readonly verifiedAt: Date | null;
}

/** Who administers users: an act for the audit log, and the role that limits it; null for the operator. */
export interface UserAdministrator {
  readonly by: ActorContext;
  readonly role: Role | null;
}

type UserRow = Selectable<Tables['users']>;

const UNIQUE_VIOLATION = '23505';

/**
 * Makes a user.
 * @returns the user's id.
 * @throws ServiceError EMAIL_TAKEN if the tenant has a user of that address.
 */
export async function insertUser(trx: Database, user: NewUser): Promise<string> {
  const { tenantId, email, name, role, passwordHash, verifiedAt } = user;
  try {
    const { id } = await trx
      .insertInto('users')
      .values({
        client_id: tenantId,
        email,
        name,
        role,
        password_hash: passwordHash,
        verified_at: verifiedAt,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  } catch (error) {
    if (error instanceof DatabaseError && error.code === UNIQUE_VIOLATION) {
      throw new ServiceError('EMAIL_TAKEN', 'There is a user with this e-mail address already');
    }
    throw error;
  }
}

/** A user as it is shown. */
function toUser(row: UserRow & { readonly has_second_factor: boolean }): User {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    disabled: row.disabled_at !== null,
    hasPassword: row.password_hash !== null,
    hasSecondFactor: row.has_second_factor,
    lastSignedInAt: row.last_signed_in_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}

/** The users of a client, by name. */
export async function listUsers(db: Database, tenantId: string): Promise<User[]> {
  const rows = await db
    .selectFrom('users')
    .selectAll()
    .select(hasSecondFactor().as('has_second_factor'))
    .where('client_id', '=', tenantId)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map(toUser);
}

/** Locks a client's owners, so that two of them cannot step down at once, and gives those who can sign in. */
async function lockOwners(trx: Database, tenantId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('users')
    .select('id')
    .where('client_id', '=', tenantId)
    .where('role', '=', 'owner')
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * The user that somebody wants to administer.
 * @throws ServiceError NOT_FOUND if the client has no such user, MISSING_PERMISSION if the role does not reach.
 */
async function userToChange(trx: Database, admin: UserAdministrator, userId: string): Promise<UserRow> {
  const user = await trx
    .selectFrom('users')
    .selectAll()
    .where('id', '=', isId(userId) ? userId : null)
    .where('client_id', '=', admin.by.tenantId)
    .forUpdate()
    .executeTakeFirst();
  if (!user) throw new ServiceError('NOT_FOUND', 'There is no such user');
  requireManageableRole(admin, user.role);
  return user;
}

/**
 * Keeps everybody but owners from making, changing and removing owners.
 * @throws ServiceError MISSING_PERMISSION.
 */
export function requireManageableRole({ role }: Pick<UserAdministrator, 'role'>, other: Role): void {
  if (role === null || canManageRole(role, other)) return;
  throw new ServiceError('MISSING_PERMISSION', 'Only an owner may do this with an owner');
}

function requireAnotherOwner(owners: readonly string[], userId: string): void {
  if (owners.length > 1 || !owners.includes(userId)) return;
  throw new ServiceError('LAST_OWNER', 'This is the only owner: make another one first');
}

/**
 * Changes a user. A user who is disabled is signed out everywhere.
 * @throws ServiceError NOT_FOUND, MISSING_PERMISSION, LAST_OWNER.
 */
export async function changeUser(
  db: Database,
  admin: UserAdministrator,
  userId: string,
  change: UserChange,
  now: Date,
): Promise<User> {
  const { name, role, disabled } = change;
  return db.transaction().execute(async (trx) => {
    const owners = await lockOwners(trx, admin.by.tenantId);
    const user = await userToChange(trx, admin, userId);
    if (role !== undefined) requireManageableRole(admin, role);
    if (disabled || (role !== undefined && role !== 'owner')) requireAnotherOwner(owners, user.id);
    const row = await trx
      .updateTable('users')
      .set({
        name: name ?? user.name,
        role: role ?? user.role,
        disabled_at: disabled === undefined ? user.disabled_at : disabled ? (user.disabled_at ?? now) : null,
      })
      .where('id', '=', user.id)
      .returningAll()
      .returning(hasSecondFactor().as('has_second_factor'))
      .executeTakeFirstOrThrow();
    if (disabled) {
      await trx.deleteFrom('pending_logins').where('user_id', '=', user.id).execute();
      await trx.deleteFrom('sessions').where('user_id', '=', user.id).execute();
      await trx.deleteFrom('sign_in_links').where('user_id', '=', user.id).execute();
    }
    const details = { ...(role && { role }), ...(disabled !== undefined && { disabled }) };
    await recordAuditEntry(trx, { ...admin.by, action: 'user.change', target: { userId: user.id }, details });
    return toUser(row);
  });
}

/**
 * Removes a user with their sessions and links.
 * @throws ServiceError NOT_FOUND, MISSING_PERMISSION, LAST_OWNER.
 */
export async function removeUser(db: Database, admin: UserAdministrator, userId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const owners = await lockOwners(trx, admin.by.tenantId);
    const user = await userToChange(trx, admin, userId);
    requireAnotherOwner(owners, user.id);
    // Before the removal: it may be the actor's own.
    await recordAuditEntry(trx, { ...admin.by, action: 'user.remove', target: { userId: user.id } });
    await trx.deleteFrom('users').where('id', '=', user.id).execute();
  });
}

/**
 * Removes every second factor of a user who has lost them, and signs the user out everywhere.
 * @throws ServiceError NOT_FOUND if there is no such user, or nothing to remove; MISSING_PERMISSION.
 */
export async function resetSecondFactor(
  db: Database,
  admin: UserAdministrator,
  userId: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const user = await userToChange(trx, admin, userId);
    // Before the sessions end: one of them may be the actor's own.
    await recordAuditEntry(trx, { ...admin.by, action: 'second-factor.reset', target: { userId: user.id } });
    if (!(await deleteFactors(trx, user.id))) {
      throw new ServiceError('NOT_FOUND', 'The user has no second factor');
    }
    await trx.deleteFrom('sessions').where('user_id', '=', user.id).execute();
  });
}

/**
 * Makes a link that signs a user in once, for one who has forgotten the password or never had one.
 * @throws ServiceError NOT_FOUND, MISSING_PERMISSION, SSO_REQUIRED.
 */
export async function createUserLoginLink(
  db: Database,
  admin: UserAdministrator,
  userId: string,
  now: Date,
): Promise<NewLoginLink> {
  return db.transaction().execute(async (trx) => {
    const user = await userToChange(trx, admin, userId);
    if (user.disabled_at) throw new ServiceError('NOT_FOUND', 'The user is disabled');
    // The operator's links are the way in when the provider fails.
    if (admin.by.actor.kind !== 'operator') await refuseWithSso(trx, admin.by.tenantId);
    await recordAuditEntry(trx, { ...admin.by, action: 'user.link', target: { userId: user.id } });
    return createLoginLink(trx, user.id, now);
  });
}

/** Whom a session's token has signed in, as the console shows it; null if nobody. */
export async function currentUser(
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
    .select(['client_id', 'clients.name as client', 'speech', 'multilingual', 'requires_consent'])
    .where('users.id', '=', caller.actor.id)
    .executeTakeFirstOrThrow();
  const { id, email, name, role, speech, multilingual, requires_consent: requiresConsent } = row;
  const permissions = [...ROLE_ACTIONS[role]];
  const administrators = permissions.includes('users.manage')
    ? []
    : await listAdministrators(db, row.client_id);
  return {
    user: {
      id,
      email,
      name,
      role,
      permissions,
      hasPassword: row.password_hash !== null,
      needsSecondFactor: caller.needsSecondFactor,
    },
    client: { id: row.client_id, name: row.client, speech, multilingual, requiresConsent, administrators },
  };
}

/** Administrators that somebody without a right is pointed to: more would be no help. */
const MAX_NAMED_ADMINISTRATORS = 3;

/** Some of those who can change roles, owners first. */
async function listAdministrators(
  db: Database,
  tenantId: string,
): Promise<{ name: string; email: string }[]> {
  return db
    .selectFrom('users')
    .select(['name', 'email'])
    .where('client_id', '=', tenantId)
    .where('disabled_at', 'is', null)
    .where(
      'role',
      'in',
      ROLES.filter((role) => ROLE_ACTIONS[role].includes('users.manage')),
    )
    .orderBy(sql`role <> 'owner'`)
    .orderBy('name')
    .limit(MAX_NAMED_ADMINISTRATORS)
    .execute();
}
