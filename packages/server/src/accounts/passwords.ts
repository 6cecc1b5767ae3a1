import { hash, verify } from '@node-rs/argon2';

/** OWASP's Password Storage Cheat Sheet (2024): argon2id (the default), 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash of something that nobody knows: what is compared where there is no password. */
let nobodys: Promise<string> | null = null;

/** The hash of a password, with its salt and cost in the PHC format. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

/**
 * Whether a password is the one that was hashed. Takes as long when there is no hash to compare with, so that time does not
 * tell who has an account.
 */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword(crypto.randomUUID());
  const matches = await verify(passwordHash ?? (await nobodys), password.normalize('NFKC'));
  return matches && passwordHash !== null;
}
