import { emailSchema, type PasswordChange } from '@vivavoce/contract';
import { sql } from 'kysely';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { ServiceError } from '../service-error.ts';
import type { Database } from '../store/database.ts';
import { refuseWithSso } from '../tenants/single-sign-on.ts';
import type { Caller } from './caller.ts';
import { invalidCredentials } from './invalid-credentials.ts';
import { clearLoginAttempt, countLoginAttempt } from './login-throttle.ts';
import { hashPassword, requireStrongPassword, verifyPassword } from './passwords.ts';
import { tokenHash } from './tokens.ts';

/** Passwords are compared in groups of so many, each as long as the others. */
const COMPARED_TOGETHER = 2;

/**
 * The user that an e-mail address and a password belong to.
 * @param address where the attempt comes from.
 * @throws ServiceError INVALID_CREDENTIALS or TOO_MANY_ATTEMPTS.
 */
export async function authenticateWithPassword(
  db: Database,
  given: { readonly email: string; readonly password: string },
  address: string,
): Promise<string> {
  const email = given.email.trim().toLowerCase();
  const attempt = { account: email, address };
  await countLoginAttempt(db, attempt);
  const isAddress = emailSchema.safeParse(email).success;
  const accounts = isAddress ? await findAccounts(db, email) : [];
  const account = await findByPassword(accounts, given.password);
  if (!account) throw invalidCredentials();
  await clearLoginAttempt(db, attempt);
  return account.id;
}

/**
 * The account among those of an address that a password belongs to and that may sign in; one that the operator or the provider vouches for comes
 * first. So many passwords are compared that the time does not tell how many tenants know the address.
 */
async function findByPassword(accounts: readonly Account[], password: string): Promise<Account | undefined> {
  const compared = Math.ceil(Math.max(1, accounts.length) / COMPARED_TOGETHER) * COMPARED_TOGETHER;
  const matches: Account[] = [];
  for (let place = 0; place < compared; place += 1) {
    const account = accounts[place];
    const isRight = await verifyPassword(account?.password_hash ?? null, password);
    if (isRight && account) matches.push(account);
  }
  return matches.find(
    ({ disabled_at, active, sso_required_at }) => active && !disabled_at && !sso_required_at,
  );
}

/**
 * Notes that a sign-in as a user was refused, for the client to see. To be done after the answer: it takes longer when there
 * is such a user.
 */
export async function recordFailedLogin(
  db: Database,
  givenEmail: string,
  from: Pick<ActorContext, 'address' | 'requestId'>,
): Promise<void> {
  const email = emailSchema.safeParse(givenEmail.trim());
  for (const user of email.success ? await findAccounts(db, email.data) : []) {
    const actor = { kind: 'user', id: user.id, label: user.name } as const;
    await recordAuditEntry(db, { tenantId: user.client_id, actor, ...from, action: 'session.refuse' });
  }
}

type Account = Awaited<ReturnType<typeof findAccounts>>[number];

/** The users of an address: one of each tenant at most. */
function findAccounts(db: Database, email: string) {
  return db
    .selectFrom('users')
    .innerJoin('clients', 'clients.id', 'users.client_id')
    .select(['users.id', 'users.name', 'client_id', 'password_hash', 'disabled_at', 'active'])
    .select('sso_required_at')
    .where('email', '=', email)
    .orderBy(sql`verified_at is null`)
    .orderBy('users.created_at')
    .execute();
}

/**
 * The user that a one-time link signs in; the link is spent.
 * @throws ServiceError INVALID_LINK or TOO_MANY_ATTEMPTS.
 */
export async function authenticateWithLink(
  db: Database,
  token: string,
  address: string,
  now: Date,
): Promise<string> {
  const attempt = { account: null, address };
  await countLoginAttempt(db, attempt);
  const hash = tokenHash(token);
  const link = hash
    ? await db
        .deleteFrom('sign_in_links')
        .where('token_hash', '=', hash)
        .where('expires_at', '>', now)
        .where('user_id', 'in', (query) =>
          query.selectFrom('users').select('users.id').where('disabled_at', 'is', null),
        )
        .returning('user_id')
        .executeTakeFirst()
    : undefined;
  if (!link) throw new ServiceError('INVALID_LINK', 'This link is not valid any more: ask for a new one');
  await clearLoginAttempt(db, attempt);
  return link.user_id;
}

/**
 * Lets in whom a passkey alone has signed in.
 * @throws ServiceError INVALID_PASSKEY for users who are out, SSO_REQUIRED.
 */
export async function requirePasswordlessLogin(db: Database, userId: string): Promise<void> {
  const user = await db
    .selectFrom('users')
    .innerJoin('clients', 'clients.id', 'users.client_id')
    .select(['client_id', 'disabled_at', 'active'])
    .where('users.id', '=', userId)
    .executeTakeFirst();
  if (!user?.active || user.disabled_at) {
    throw new ServiceError('INVALID_PASSKEY', 'The user of this passkey may not sign in');
  }
  await refuseWithSso(db, user.client_id);
}

/**
 * Sets a user's password. The current one proves that it is the user who asks, unless there is none or a link has just
 * proved it.
 * @throws ServiceError INVALID_CREDENTIALS, WEAK_PASSWORD, TOO_MANY_ATTEMPTS, SESSION_EXPIRED, SSO_REQUIRED.
 */
export async function changePassword(
  db: Database,
  caller: Caller,
  { currentPassword, newPassword }: PasswordChange,
  by: ActorContext & { readonly address: string },
): Promise<void> {
  const user = await db
    .selectFrom('users')
    .innerJoin('sessions', 'sessions.user_id', 'users.id')
    .select(['users.id', 'email', 'name', 'password_hash', 'origin'])
    .where('sessions.id', '=', caller.sessionId)
    .executeTakeFirst();
  await refuseWithSso(db, caller.tenantId);
  // It may have been ended elsewhere since the request came in.
  if (!user) throw new ServiceError('SESSION_EXPIRED', 'The session has ended: sign in again');
  if (user.password_hash !== null && user.origin !== 'link') {
    const attempt = { account: user.email, address: by.address };
    await countLoginAttempt(db, attempt);
    if (!(await verifyPassword(user.password_hash, currentPassword ?? ''))) {
      throw new ServiceError('INVALID_CREDENTIALS', 'The current password is not right');
    }
    await clearLoginAttempt(db, attempt);
  }
  await requireStrongPassword(newPassword, [user.email, user.name]);
  const passwordHash = await hashPassword(newPassword);
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', user.id).execute();
    await trx.deleteFrom('sign_in_links').where('user_id', '=', user.id).execute();
    await recordAuditEntry(trx, { ...by, action: 'user.password', target: { userId: user.id } });
  });
}
