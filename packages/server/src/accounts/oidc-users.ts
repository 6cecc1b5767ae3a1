import { emailSchema, personNameSchema } from '@vivavoce/contract';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import type { OidcConfig } from '../oidc-config.ts';
import { ServiceError } from '../service-error.ts';
import type { Database } from '../store/database.ts';
import type { Identity } from './oidc.ts';
import { insertUser } from './users.ts';

const refused = (message: string): ServiceError => new ServiceError('INVALID_CREDENTIALS', message);

/** The user of an address, who can sign in, or not; undefined for a newcomer. */
function findByEmail(db: Database, email: string) {
  return db
    .selectFrom('users')
    .innerJoin('clients', 'clients.id', 'users.client_id')
    .select(['users.id', 'disabled_at', 'active'])
    .where('email', '=', email)
    .executeTakeFirst();
}

/**
 * The user that an identity belongs to, by its verified e-mail address alone; made for a newcomer where the operator lets
 * them in.
 * @throws ServiceError INVALID_CREDENTIALS with the reason.
 */
export async function findOrCreateUserByIdentity(
  db: Database,
  { domains, newcomers }: OidcConfig,
  identity: Identity,
  from: Pick<ActorContext, 'address' | 'requestId'>,
): Promise<string> {
  const email = emailSchema.safeParse(identity.email);
  if (!email.success || !identity.isVerified)
    throw refused('The provider has not verified the e-mail address');
  const domain = email.data.slice(email.data.indexOf('@') + 1);
  if (domains.length > 0 && !domains.includes(domain))
    throw refused('Addresses of this domain are not let in');
  const user = await findByEmail(db, email.data);
  if (user?.disabled_at || user?.active === false) throw refused('The user is disabled');
  if (user) return user.id;
  if (!newcomers) throw refused('Only who is a user already is let in: ask for an invitation');
  return db.transaction().execute(async (trx) => {
    const client = await trx
      .selectFrom('clients')
      .select('id')
      .where('name', '=', newcomers.tenant)
      .where('active', '=', true)
      .executeTakeFirst();
    if (!client) throw refused('The organisation that newcomers join does not exist');
    const { role } = newcomers;
    const name = personNameSchema.safeParse(identity.name).data ?? email.data;
    const id = await insertUser(trx, {
      tenantId: client.id,
      email: email.data,
      name,
      role,
      passwordHash: null,
    });
    const actor = { kind: 'user', id, label: name } as const;
    const entry = {
      tenantId: client.id,
      actor,
      ...from,
      action: 'user.create',
      target: { userId: id },
    } as const;
    await recordAuditEntry(trx, { ...entry, details: { role } });
    return id;
  });
}
