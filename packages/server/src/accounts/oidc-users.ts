/**
 * Which user an identity of the provider is. A tenant may invite any address, so that an address alone proves nothing: whoever invited
 * it may have accepted the invitation and know the password. An identity is therefore bound to one user by issuer and subject,
 * at its first login, and only where the operator says which tenant its address belongs to.
 */
import { emailSchema, personNameSchema, type Role } from '@vivavoce/contract';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import type { OidcConfig } from '../oidc-config.ts';
import { ServiceError } from '../service-error.ts';
import type { Database } from '../store/database.ts';
import type { Identity } from './oidc.ts';
import { deleteFactors } from './second-factor/factors.ts';
import { insertUser } from './users.ts';

/** Where and when a login happens. */
type LoginOrigin = Pick<ActorContext, 'address' | 'requestId'> & { readonly now: Date };

const refused = (message: string): ServiceError => new ServiceError('INVALID_CREDENTIALS', message);

/** Users with what decides whether they may sign in. */
const users = (db: Database) =>
  db
    .selectFrom('users')
    .innerJoin('clients', 'clients.id', 'users.client_id')
    .select(['users.id', 'users.name', 'client_id as tenantId', 'verified_at', 'disabled_at', 'active']);

type UserRow = Awaited<ReturnType<ReturnType<typeof users>['executeTakeFirstOrThrow']>>;

/**
 * The user of an identity. At the first login it is found by its verified e-mail address in the tenant that the address belongs to, or
 * made where the person was invited into it or the operator lets newcomers in. If nobody but the tenant vouched for the user before, password, second factors, sessions and
 * login links go: they may be of whoever accepted the invitation.
 * @returns the user's id.
 * @throws ServiceError INVALID_CREDENTIALS with the reason, for the log.
 */
export async function findOrCreateUserByIdentity(
  db: Database,
  { domains, newcomers }: OidcConfig,
  identity: Identity,
  from: LoginOrigin,
): Promise<string> {
  const email = emailSchema.safeParse(identity.email);
  if (!email.success || !identity.isVerified)
    throw refused('The provider has not verified the e-mail address');
  const domain = email.data.slice(email.data.indexOf('@') + 1);
  if (domains.length > 0 && !domains.includes(domain))
    throw refused('Addresses of this domain are not let in');
  return db.transaction().execute(async (trx) => {
    const bound = await findBound(trx, identity);
    if (bound) return requireActive(bound).id;
    const home = await findHome(trx, domain, newcomers);
    const user = await findByEmail(trx, email.data, home);
    if (user) {
      await bindIdentity(trx, requireActive(user), identity, from);
      return user.id;
    }
    const invited = home?.active ? await takeInvitation(trx, home.id, email.data, from.now) : undefined;
    if (home && invited)
      return createNewcomer(
        trx,
        { tenantId: home.id, email: email.data, role: invited.role },
        identity,
        from,
      );
    if (!newcomers || home?.name !== newcomers.tenant || !home.active) {
      throw refused('Only who is a user of this organisation already is let in: ask for an invitation');
    }
    return createNewcomer(
      trx,
      { tenantId: home.id, email: email.data, role: newcomers.role },
      identity,
      from,
    );
  });
}

function requireActive(user: UserRow): UserRow {
  if (user.disabled_at || !user.active) throw refused('The user is disabled');
  return user;
}

function findBound(trx: Database, { issuer, subject }: Identity): Promise<UserRow | undefined> {
  return users(trx)
    .innerJoin('user_identities', 'user_identities.user_id', 'users.id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
}

interface Home {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

/**
 * The tenant that addresses of a domain belong to: the one whose domain it is, else the one that newcomers join, else the only
 * one there is. Null where that cannot be told.
 */
async function findHome(
  trx: Database,
  domain: string,
  newcomers: OidcConfig['newcomers'],
): Promise<Home | null> {
  const tenants = trx.selectFrom('clients').select(['clients.id', 'name', 'active']);
  const owner = await tenants
    .innerJoin('client_domains', 'client_domains.client_id', 'clients.id')
    .where('domain', '=', domain)
    .executeTakeFirst();
  if (owner) return owner;
  if (newcomers) {
    const joined = await tenants.where('name', '=', newcomers.tenant).executeTakeFirst();
    if (!joined) throw refused('The organisation that newcomers join does not exist');
    return joined;
  }
  const [only, ...others] = await tenants.limit(2).execute();
  return only && others.length === 0 ? only : null;
}

/** The user of an address in its tenant; where that cannot be told, the only one that the operator vouches for. */
async function findByEmail(trx: Database, email: string, home: Home | null): Promise<UserRow | undefined> {
  const ofAddress = users(trx).where('email', '=', email).forUpdate('users');
  if (home) return ofAddress.where('users.client_id', '=', home.id).executeTakeFirst();
  const [vouched, ...others] = await ofAddress.where('verified_at', 'is not', null).execute();
  if (vouched && others.length === 0) return vouched;
  throw refused('It is not known which organisation the address belongs to: run `vivavoce domains add`');
}

/** Binds an identity to a user for good. */
async function bindIdentity(
  trx: Database,
  user: UserRow,
  { issuer, subject }: Identity,
  { now, ...from }: LoginOrigin,
): Promise<void> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('user_identities')
    .values({ issuer, subject, user_id: user.id, created_at: now })
    .onConflict((taken) => taken.doNothing())
    .executeTakeFirst();
  // An address that was given to another person does not bring the former one's account with it.
  if (numInsertedOrUpdatedRows === 0n) throw refused('The user is bound to another identity of the provider');
  const dropsPassword = user.verified_at === null;
  if (dropsPassword) {
    await trx
      .updateTable('users')
      .set({ password_hash: null, verified_at: now })
      .where('id', '=', user.id)
      .execute();
    await deleteFactors(trx, user.id);
    await trx.deleteFrom('sessions').where('user_id', '=', user.id).execute();
    await trx.deleteFrom('sign_in_links').where('user_id', '=', user.id).execute();
  }
  await recordAuditEntry(trx, {
    tenantId: user.tenantId,
    actor: { kind: 'user', id: user.id, label: user.name },
    ...from,
    action: 'user.change',
    target: { userId: user.id },
    details: { verified: true, ...(dropsPassword && { password: false }) },
  });
}

/** The invitation of an address into the tenant that it belongs to; it is spent. */
function takeInvitation(
  trx: Database,
  tenantId: string,
  email: string,
  now: Date,
): Promise<{ role: Role } | undefined> {
  return trx
    .deleteFrom('invitations')
    .where('client_id', '=', tenantId)
    .where('email', '=', email)
    .where('expires_at', '>', now)
    .returning('role')
    .executeTakeFirst();
}

async function createNewcomer(
  trx: Database,
  newcomer: {
    readonly tenantId: string;
    readonly email: string;
    readonly role: Role;
  },
  { issuer, subject, name: givenName }: Identity,
  { now, ...from }: LoginOrigin,
): Promise<string> {
  const { tenantId, email, role } = newcomer;
  const name = personNameSchema.safeParse(givenName).data ?? email;
  const id = await insertUser(trx, { tenantId, email, name, role, passwordHash: null, verifiedAt: now });
  await trx.insertInto('user_identities').values({ issuer, subject, user_id: id, created_at: now }).execute();
  const actor = { kind: 'user', id, label: name } as const;
  const entry = { tenantId, actor, ...from, action: 'user.create', target: { userId: id } } as const;
  await recordAuditEntry(trx, { ...entry, details: { role } });
  return id;
}
