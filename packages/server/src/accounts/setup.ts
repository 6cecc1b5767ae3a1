import { timingSafeEqual } from 'node:crypto';
import type { Setup } from '@vivavoce/contract';
import { sql } from 'kysely';
import { recordAuditEntry } from '../audit/record.ts';
import { ServiceError } from '../service-error.ts';
import type { Database } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { countLoginAttempt } from './login-throttle.ts';
import { hashPassword, requireStrongPassword } from './passwords.ts';
import { insertUser } from './users.ts';

/** Any number that no other lock of ours has. */
const SETUP_LOCK = 20_261_125;

/** Whether nobody can sign in yet. */
export async function isSetupNeeded(db: Database): Promise<boolean> {
  const { rows } = await sql<{ needed: boolean }>`select not exists (select from users) as needed`.execute(
    db,
  );
  return rows[0]?.needed ?? false;
}

/**
 * What proves that whoever sets a server up has seen its start. Made from the installation's secret key: every server of
 * the installation knows the same, and nothing is stored.
 */
export const setupTokenOf = ({ secrets }: Pick<Store, 'secrets'>): string =>
  secrets.derive('set-up').toString('base64url');

function equalsInConstantTime(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The client of a name, made if there is none: the command line may have made it before. */
async function ensureTenant(trx: Database, name: string): Promise<string> {
  const made = await trx
    .insertInto('clients')
    .values({ name })
    .onConflict((taken) => taken.column('name').doUpdateSet({ name }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return made.id;
}

/**
 * Makes the organisation and its owner, once: of several at a time one succeeds.
 * @returns the owner's id.
 * @throws ServiceError INVALID_SETUP_TOKEN, SETUP_DONE, TOO_MANY_ATTEMPTS, WEAK_PASSWORD.
 */
export async function completeSetup(
  store: Store,
  setup: Setup,
  from: { address: string; requestId: string },
): Promise<string> {
  await countLoginAttempt(store.db, { account: null, address: from.address });
  if (!equalsInConstantTime(setup.token, setupTokenOf(store))) {
    throw new ServiceError(
      'INVALID_SETUP_TOKEN',
      'Take the set-up token that the server printed at its start',
    );
  }
  await requireStrongPassword(setup.password, [setup.email, setup.name, setup.organisation]);
  const passwordHash = await hashPassword(setup.password);
  return store.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${SETUP_LOCK})`.execute(trx);
    if (!(await isSetupNeeded(trx))) {
      throw new ServiceError('SETUP_DONE', 'This server is set up already: sign in');
    }
    const { name, email } = setup;
    const tenantId = await ensureTenant(trx, setup.organisation);
    const userId = await insertUser(trx, {
      tenantId,
      email,
      name,
      role: 'owner',
      passwordHash,
      verifiedAt: store.now(),
    });
    const actor = { kind: 'user', id: userId, label: name } as const;
    const entry = { tenantId, actor, ...from, action: 'user.create', target: { userId } } as const;
    await recordAuditEntry(trx, { ...entry, details: { role: 'owner' } });
    return userId;
  });
}
