import { emailSchema, personNameSchema, type Role, roleSchema, type User } from '@vivavoce/contract';
import { z } from 'zod';
import { theOperator } from '../audit/actor.ts';
import { recordAct } from '../audit/record.ts';
import { ClientError } from '../clients/clients.ts';
import type { Store } from '../store/store.ts';
import { AccountError } from './account-error.ts';
import type { NewSignInLink } from './sign-in-links.ts';
import { createSignInLink } from './sign-in-links.ts';
import { changeUser, insertUser, linkUser, listUsers } from './users.ts';

/** What the operator says of a new user. */
export interface OperatorsNewUser {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

const newUserSchema = z.object({ email: emailSchema, name: personNameSchema, role: roleSchema });

/** The id of a client by its name. */
async function clientIdOf({ db }: Store, name: string): Promise<string> {
  const row = await db.selectFrom('clients').select('id').where('name', '=', name.trim()).executeTakeFirst();
  if (!row) throw new ClientError(`There is no client named ${name}`);
  return row.id;
}

/** A user by e-mail address, whichever client it belongs to. */
async function findByEmail({ db }: Store, email: string): Promise<{ id: string; clientId: string }> {
  const row = await db
    .selectFrom('users')
    .select(['id', 'client_id as clientId'])
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst();
  if (!row) throw new AccountError('NOT_FOUND', `Nobody signs in as ${email}`);
  return row;
}

/**
 * Makes a user as the operator, with a link to sign in for the first time.
 * @throws ClientError if there is no such client or the user makes no sense; AccountError EMAIL_TAKEN.
 */
export async function createUser(
  store: Store,
  clientName: string,
  user: OperatorsNewUser,
): Promise<NewSignInLink & { id: string }> {
  const parsed = newUserSchema.safeParse(user);
  if (!parsed.success) throw new ClientError(`A user cannot be like that. ${z.prettifyError(parsed.error)}`);
  const clientId = await clientIdOf(store, clientName);
  return store.db.transaction().execute(async (trx) => {
    const { role } = parsed.data;
    const id = await insertUser(trx, { ...parsed.data, clientId, passwordHash: null });
    const act = { ...theOperator(clientId), action: 'user.create', target: { userId: id } } as const;
    await recordAct(trx, { ...act, details: { role } });
    return { id, ...(await createSignInLink(trx, id, new Date())) };
  });
}

/**
 * The users of a client.
 * @throws ClientError if there is no such client.
 */
export async function listClientUsers(store: Store, clientName: string): Promise<User[]> {
  return listUsers(store.db, await clientIdOf(store, clientName));
}

/**
 * A link that signs a user in once, for whoever has lost the password.
 * @throws AccountError NOT_FOUND if nobody signs in with the address, or the user is disabled.
 */
export async function linkUserByEmail(store: Store, email: string): Promise<NewSignInLink> {
  const { id, clientId } = await findByEmail(store, email);
  return linkUser(store.db, { by: theOperator(clientId), role: null }, id, new Date());
}

/**
 * Disables a user, who is signed out everywhere.
 * @throws AccountError NOT_FOUND, LAST_OWNER.
 */
export async function disableUserByEmail(store: Store, email: string): Promise<User> {
  const { id, clientId } = await findByEmail(store, email);
  const operator = { by: theOperator(clientId), role: null };
  return changeUser(store.db, operator, id, { disabled: true }, new Date());
}
