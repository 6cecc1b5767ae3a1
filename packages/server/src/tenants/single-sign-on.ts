/**
 * Single sign-on required by a tenant: its users sign in by the identity provider alone. What else would open a session does not any
 * more: passwords, invitations accepted with one, and login links but those of the operator, who needs a way in when the
 * provider fails.
 */
import { sql } from 'kysely';
import type { ActorContext } from '../audit/actor.ts';
import { ServiceError } from '../service-error.ts';
import type { Database } from '../store/database.ts';

const ssoRequired = (message: string): ServiceError => new ServiceError('SSO_REQUIRED', message);

/**
 * Requires that whoever would require single sign-on came by the provider: else an organisation could lock itself out.
 * @param sessionId the session that asks; null without one.
 * @throws ServiceError SSO_REQUIRED.
 */
export async function requireProviderSession(
  trx: Database,
  { actor }: Pick<ActorContext, 'actor'>,
  sessionId: string | null,
): Promise<void> {
  if (actor.kind === 'operator') return;
  const session = await trx
    .selectFrom('sessions')
    .select('id')
    .where('id', '=', sessionId)
    .where('origin', '=', 'oidc')
    .executeTakeFirst();
  if (!session) throw ssoRequired('Sign in by the identity provider first: that shows that it lets you in');
}

/** Sets whether a tenant's users sign in by the provider alone. Requiring it ends the sessions and links that it did not open. */
export async function setSsoRequired(trx: Database, tenantId: string, isRequired: boolean): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('clients')
    .set({ sso_required_at: isRequired ? sql<Date>`now()` : null })
    .where('id', '=', tenantId)
    .where('sso_required_at', isRequired ? 'is' : 'is not', null)
    .executeTakeFirst();
  // What was required before already ends nobody's session again: it may be the operator's way in.
  if (!isRequired || numUpdatedRows === 0n) return;
  const users = trx.selectFrom('users').select('users.id').where('client_id', '=', tenantId);
  await trx.deleteFrom('sessions').where('user_id', 'in', users).where('origin', '<>', 'oidc').execute();
  await trx.deleteFrom('sign_in_links').where('user_id', 'in', users).execute();
}

/**
 * Refuses what a tenant that requires single sign-on has no use for.
 * @throws ServiceError SSO_REQUIRED.
 */
export async function refuseWithSso(db: Database, tenantId: string): Promise<void> {
  const required = await db
    .selectFrom('clients')
    .select('id')
    .where('id', '=', tenantId)
    .where('sso_required_at', 'is not', null)
    .executeTakeFirst();
  if (required) throw ssoRequired('Your organisation signs in by its identity provider: use that');
}
