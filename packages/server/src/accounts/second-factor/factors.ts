/** Which second factors users have, and how they lose them. */
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../store/database.ts';

/** What finishes a user's login. */
export interface Factors {
  readonly totp: boolean;
  readonly passkey: boolean;
  readonly recoveryCode: boolean;
}

/** A condition in SQL: whether the user of the row `users` has an authenticator app or a passkey. */
export const hasSecondFactor = (): RawBuilder<boolean> => sql<boolean>`(
  exists (select from totp_secrets where totp_secrets.user_id = users.id and confirmed_at is not null)
  or exists (select from passkeys where passkeys.user_id = users.id))`;

/** A condition in SQL on `users` and `clients`: whether the client requires a second factor that the user lacks. */
export const lacksRequiredFactor = (): RawBuilder<boolean> =>
  sql<boolean>`(clients.second_factor_required and not ${hasSecondFactor()})`;

/** What a user has. */
export async function factorsOf(db: Database, userId: string): Promise<Factors> {
  const { rows } = await sql<Factors>`select
    exists (select from totp_secrets where user_id = ${userId} and confirmed_at is not null) as totp,
    exists (select from passkeys where user_id = ${userId}) as passkey,
    exists (select from recovery_codes where user_id = ${userId}) as "recoveryCode"`.execute(db);
  return rows[0] ?? { totp: false, passkey: false, recoveryCode: false };
}

/** Takes every second factor from a user, with what waits for one. @returns whether there was one. */
export async function deleteFactors(trx: Database, userId: string): Promise<boolean> {
  const deleted = [
    await trx.deleteFrom('totp_secrets').where('user_id', '=', userId).executeTakeFirst(),
    await trx.deleteFrom('passkeys').where('user_id', '=', userId).executeTakeFirst(),
  ];
  await trx.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
  await trx.deleteFrom('passkey_challenges').where('user_id', '=', userId).execute();
  await trx.deleteFrom('pending_logins').where('user_id', '=', userId).execute();
  return deleted.some(({ numDeletedRows }) => numDeletedRows > 0n);
}
