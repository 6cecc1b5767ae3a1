import {
  describeInputError,
  emailSchema,
  inputIssueMessage,
  personNameSchema,
  type Role,
  roleSchema,
  type User,
} from '@vivavoce/contract';
import { z } from 'zod';
import { operatorActor } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { ServiceError } from '../service-error.ts';
import type { Store } from '../store/store.ts';
import type { NewLoginLink } from './login-links.ts';
import { createLoginLink } from './login-links.ts';
import { changeUser, createUserLoginLink, insertUser, listUsers, resetSecondFactor } from './users.ts';

/** What the operator says of a new user. */
export interface NewUserInput {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

const newUserSchema = z.object({ email: emailSchema, name: personNameSchema, role: roleSchema });

/** The id of a client by its name. */
async function tenantIdOf({ db }: Store, name: string): Promise<string> {
  const row = await db.selectFrom('clients').select('id').where('name', '=', name.trim()).executeTakeFirst();
  if (!row) throw new ServiceError('INVALID_PARAMETERS', `There is no client named ${name}`);
  return row.id;
}

/** A user by e-mail address, of a tenant if its name is given. */
async function findByEmail(
  { db }: Store,
  email: string,
  tenantName: string | undefined,
): Promise<{ id: string; tenantId: string }> {
  let query = db
    .selectFrom('users')
    .innerJoin('clients', 'clients.id', 'users.client_id')
    .select(['users.id', 'client_id as tenantId', 'clients.name as tenant'])
    .where('email', '=', email.trim().toLowerCase());
  if (tenantName !== undefined) query = query.where('clients.name', '=', tenantName.trim());
  const [row, ...others] = await query.orderBy('clients.name').execute();
  if (!row) throw new ServiceError('NOT_FOUND', `Nobody signs in as ${email}`);
  if (others.length > 0) {
    const names = [row, ...others].map(({ tenant }) => tenant).join(', ');
    throw new ServiceError('INVALID_PARAMETERS', `Several clients have a user ${email}, name one: ${names}`);
  }
  return row;
}

/**
 * Makes a user as the operator, with a link to sign in for the first time.
 * @throws ServiceError if there is no such client or the user makes no sense; ServiceError EMAIL_TAKEN.
 */
export async function createUser(
  store: Store,
  tenantName: string,
  user: NewUserInput,
): Promise<NewLoginLink & { id: string }> {
  const parsed = newUserSchema.safeParse(user, { error: inputIssueMessage });
  if (!parsed.success) throw new ServiceError('INVALID_PARAMETERS', describeInputError(parsed.error));
  const tenantId = await tenantIdOf(store, tenantName);
  return store.db.transaction().execute(async (trx) => {
    const { role } = parsed.data;
    const id = await insertUser(trx, {
      ...parsed.data,
      tenantId,
      passwordHash: null,
      verifiedAt: store.now(),
    });
    const entry = { ...operatorActor(tenantId), action: 'user.create', target: { userId: id } } as const;
    await recordAuditEntry(trx, { ...entry, details: { role } });
    return { id, ...(await createLoginLink(trx, id, store.now())) };
  });
}

/**
 * The users of a client.
 * @throws ServiceError if there is no such client.
 */
export async function listTenantUsers(store: Store, tenantName: string): Promise<User[]> {
  return listUsers(store.db, await tenantIdOf(store, tenantName));
}

/**
 * A link that signs a user in once, for whoever has lost the password.
 * @throws ServiceError NOT_FOUND if nobody signs in with the address, or the user is disabled; INVALID_PARAMETERS if several do.
 */
export async function createLoginLinkByEmail(
  store: Store,
  email: string,
  tenantName?: string,
): Promise<NewLoginLink> {
  const { id, tenantId } = await findByEmail(store, email, tenantName);
  return createUserLoginLink(store.db, { by: operatorActor(tenantId), role: null }, id, store.now());
}

/**
 * Removes every second factor of a user who has lost them all.
 * @returns the user's address.
 * @throws ServiceError NOT_FOUND if nobody signs in with the address, or there is nothing to remove; INVALID_PARAMETERS if several do.
 */
export async function resetSecondFactorByEmail(
  store: Store,
  email: string,
  tenantName?: string,
): Promise<string> {
  const { id, tenantId } = await findByEmail(store, email, tenantName);
  await resetSecondFactor(store.db, { by: operatorActor(tenantId), role: null }, id);
  return email.trim().toLowerCase();
}

/**
 * Disables a user, who is signed out everywhere.
 * @throws ServiceError NOT_FOUND, LAST_OWNER.
 */
export async function disableUserByEmail(store: Store, email: string, tenantName?: string): Promise<User> {
  const { id, tenantId } = await findByEmail(store, email, tenantName);
  const operator = { by: operatorActor(tenantId), role: null };
  return changeUser(store.db, operator, id, { disabled: true }, store.now());
}
