import type {
  AcceptInvitation,
  CreatedInvitation,
  Invitation,
  InvitationView,
  NewInvitation,
} from '@vivavoce/contract';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { isId } from '../ids.ts';
import { ServiceError } from '../service-error.ts';
import type { Database } from '../store/database.ts';
import { refuseWithSso } from '../tenants/single-sign-on.ts';
import { hashPassword, requireStrongPassword } from './passwords.ts';
import { newToken, tokenHash } from './tokens.ts';
import { insertUser, requireManageableRole, type UserAdministrator } from './users.ts';

/** How long an invitation can be accepted, ms. */
const TTL_MS = 7 * 24 * 60 * 60_000;

const invalidInvitation = (): ServiceError =>
  new ServiceError('INVALID_LINK', 'This invitation is not valid any more: ask for a new one');

/**
 * Invites somebody; an older invitation of the same address is void.
 * @returns the invitation with its token, which is not stored; the link is made of it.
 * @throws ServiceError EMAIL_TAKEN if the client has such a user, MISSING_PERMISSION if the role does not reach.
 */
export async function createInvitation(
  db: Database,
  admin: UserAdministrator,
  { email, role }: NewInvitation,
  now: Date,
): Promise<Omit<CreatedInvitation, 'url'>> {
  requireManageableRole(admin, role);
  const { tenantId, actor } = admin.by;
  const token = newToken();
  return db.transaction().execute(async (trx) => {
    const own = trx.selectFrom('users').select('id').where('client_id', '=', tenantId);
    if (await own.where('email', '=', email).executeTakeFirst()) {
      throw new ServiceError('EMAIL_TAKEN', 'There is a user with this e-mail address already');
    }
    const invitation = {
      role,
      token_hash: tokenHash(token) as Buffer,
      invited_by: actor.kind === 'user' ? actor.id : null,
      created_at: now,
      expires_at: new Date(now.getTime() + TTL_MS),
    };
    const row = await trx
      .insertInto('invitations')
      .values({ client_id: tenantId, email, ...invitation })
      .onConflict((older) => older.columns(['client_id', 'email']).doUpdateSet(invitation))
      .returningAll()
      .executeTakeFirstOrThrow();
    const target = { invitationId: row.id };
    await recordAuditEntry(trx, { ...admin.by, action: 'user.invite', target, details: { role } });
    return { ...toInvitation({ ...row, inviter: actor.kind === 'user' ? actor.label : null }), token };
  });
}

interface InvitationRow {
  readonly id: string;
  readonly email: string;
  readonly role: Invitation['role'];
  readonly inviter: string | null;
  readonly created_at: Date;
  readonly expires_at: Date;
}

const toInvitation = (row: InvitationRow): Invitation => ({
  id: row.id,
  email: row.email,
  role: row.role,
  invitedBy: row.inviter,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
});

/** The invitations of a client that can still be accepted, newest first. */
export async function listInvitations(db: Database, tenantId: string, now: Date): Promise<Invitation[]> {
  const rows = await db
    .selectFrom('invitations')
    .leftJoin('users', 'users.id', 'invitations.invited_by')
    .select(['invitations.id', 'invitations.email', 'invitations.role', 'users.name as inviter'])
    .select(['invitations.created_at', 'expires_at'])
    .where('invitations.client_id', '=', tenantId)
    .where('expires_at', '>', now)
    .orderBy('invitations.created_at', 'desc')
    .execute();
  return rows.map(toInvitation);
}

/**
 * Takes an invitation back.
 * @throws ServiceError NOT_FOUND if the client has no such invitation.
 */
export async function revokeInvitation(db: Database, by: ActorContext, invitationId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('invitations')
      .where('client_id', '=', by.tenantId)
      .where('id', '=', isId(invitationId) ? invitationId : null)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw new ServiceError('NOT_FOUND', 'There is no such invitation');
    await recordAuditEntry(trx, { ...by, action: 'invitation.revoke', target: { invitationId } });
  });
}

/** The invitation of a token that can be accepted now. */
async function findInvitation(db: Database, token: string, now: Date) {
  const row = await db
    .selectFrom('invitations')
    .innerJoin('clients', 'clients.id', 'invitations.client_id')
    .select(['invitations.id', 'client_id', 'email', 'role', 'expires_at', 'clients.name as organisation'])
    .where('token_hash', '=', tokenHash(token))
    .where('expires_at', '>', now)
    .where('active', '=', true)
    .executeTakeFirst();
  if (!row) throw invalidInvitation();
  return row;
}

/**
 * What an invited person is told.
 * @throws ServiceError INVALID_LINK.
 */
export async function viewInvitation(db: Database, token: string, now: Date): Promise<InvitationView> {
  const { organisation, email, role, expires_at: expiresAt } = await findInvitation(db, token, now);
  return { organisation, email, role, expiresAt: expiresAt.toISOString() };
}

/**
 * Makes a user of an invited person; the invitation is spent.
 * @returns the user's id.
 * @throws ServiceError INVALID_LINK, SSO_REQUIRED, WEAK_PASSWORD, or EMAIL_TAKEN if the tenant has got such a user meanwhile.
 */
export async function acceptInvitation(
  db: Database,
  token: string,
  { name, password }: AcceptInvitation,
  from: Pick<ActorContext, 'address' | 'requestId'>,
  now: Date,
): Promise<string> {
  const { id, client_id: tenantId, email, role, organisation } = await findInvitation(db, token, now);
  await refuseWithSso(db, tenantId);
  await requireStrongPassword(password, [email, name, organisation]);
  const passwordHash = await hashPassword(password);
  return db.transaction().execute(async (trx) => {
    const { numDeletedRows } = await trx.deleteFrom('invitations').where('id', '=', id).executeTakeFirst();
    if (numDeletedRows === 0n) throw invalidInvitation();
    const userId = await insertUser(trx, { tenantId, email, name, role, passwordHash, verifiedAt: null });
    const actor = { kind: 'user', id: userId, label: name } as const;
    const target = { userId, invitationId: id };
    await recordAuditEntry(trx, {
      tenantId,
      actor,
      ...from,
      action: 'user.create',
      target,
      details: { role },
    });
    return userId;
  });
}
