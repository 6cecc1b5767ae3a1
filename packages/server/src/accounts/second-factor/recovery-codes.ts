/** Codes that each sign in once in place of a second factor that is lost. */
import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../../store/database.ts';

const CODES = 10;
/** No 0, 1, I and O, which look alike: base32 as in Crockford 2019, but for these. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CODE_LENGTH = 20;
const GROUP_LENGTH = 5;

/** A code of 100 random bits: too many to guess, so that its plain hash needs no salt. */
function newCode(): string {
  const signs = [...randomBytes(CODE_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return signs.match(new RegExp(`.{${GROUP_LENGTH}}`, 'g'))?.join('-') ?? signs;
}

const hashOf = (code: string): Buffer =>
  createHash('sha256').update(code.toUpperCase().replaceAll(/[\s-]/g, '')).digest();

/** Makes new codes for a user; the earlier ones are void. @returns the codes, which are stored as hashes alone. */
export async function renewRecoveryCodes(trx: Database, userId: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, newCode);
  await trx.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
  await trx
    .insertInto('recovery_codes')
    .values(codes.map((code) => ({ user_id: userId, code_hash: hashOf(code) })))
    .execute();
  return codes;
}

/** Uses a user's code up. @returns whether it was one. */
export async function useRecoveryCode(db: Database, userId: string, code: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('recovery_codes')
    .where('user_id', '=', userId)
    .where('code_hash', '=', hashOf(code))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** How many codes a user has left. */
export async function countRecoveryCodes(db: Database, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom('recovery_codes')
    .select((select) => select.fn.countAll<string>().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return Number(count);
}
