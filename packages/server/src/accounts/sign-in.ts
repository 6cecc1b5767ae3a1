import { emailSchema } from '@vivavoce/contract';
import type { Database } from '../store/database.ts';
import { AccountError } from './account-error.ts';
import { countAttempt, forgiveAttempt } from './attempts.ts';
import { isPassword } from './passwords.ts';
import { tokenHash } from './tokens.ts';

/** The one answer to every sign-in that fails: it does not tell who has an account. */
const refused = (): AccountError =>
  new AccountError('INVALID_CREDENTIALS', 'The e-mail address or the password is not right');

/**
 * The user that an e-mail address and a password belong to.
 * @param address where the attempt comes from.
 * @throws AccountError INVALID_CREDENTIALS or TOO_MANY_ATTEMPTS.
 */
export async function userByPassword(
  db: Database,
  given: { readonly email: string; readonly password: string },
  address: string,
): Promise<string> {
  const email = given.email.trim().toLowerCase();
  const attempt = { account: email, address };
  await countAttempt(db, attempt);
  const isAddress = emailSchema.safeParse(email).success;
  const user = isAddress ? await findUser(db, email) : undefined;
  const isRight = await isPassword(user?.password_hash ?? null, given.password);
  if (!user || !isRight || user.disabled_at || !user.active) throw refused();
  await forgiveAttempt(db, attempt);
  return user.id;
}

function findUser(db: Database, email: string) {
  return db
    .selectFrom('users')
    .innerJoin('clients', 'clients.id', 'users.client_id')
    .select(['users.id', 'password_hash', 'disabled_at', 'active'])
    .where('email', '=', email)
    .executeTakeFirst();
}

/**
 * The user that a one-time link signs in; the link is spent.
 * @throws AccountError INVALID_LINK or TOO_MANY_ATTEMPTS.
 */
export async function userByLink(db: Database, token: string, address: string, now: Date): Promise<string> {
  const attempt = { account: null, address };
  await countAttempt(db, attempt);
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
  if (!link) throw new AccountError('INVALID_LINK', 'This link is not valid any more: ask for a new one');
  await forgiveAttempt(db, attempt);
  return link.user_id;
}
