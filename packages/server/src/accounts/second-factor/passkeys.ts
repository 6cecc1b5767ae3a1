/** Passkeys (WebAuthn Level 3): a second factor after the password, and a login of their own. */
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { NewPasskey, Passkey, PasskeySignIn } from '@vivavoce/contract';
import { isId } from '../../ids.ts';
import { ServiceError } from '../../service-error.ts';
import type { Database } from '../../store/database.ts';

/** Whom passkeys are made for: the address of the console. */
export interface RelyingParty {
  /** Scheme, host and port, as the browser names the page. */
  readonly origin: string;
}

const NAME = 'Vivavoce';
const CHALLENGE_TTL_MS = 5 * 60_000;
/** COSE: EdDSA, ES256 and RS256, which is what authenticators have (RFC 9053; WebAuthn, 5.8.5). */
const ALGORITHMS = [-8, -7, -257];
/** More than anybody has devices for. */
const MAX_PASSKEYS = 20;

/** The library is loaded at the first passkey: it takes longer to load than the server has reason to wait. */
const library = () => import('@simplewebauthn/server');

const hostOf = ({ origin }: RelyingParty): string => new URL(origin).hostname;

const invalidPasskey = (message: string, cause?: unknown): ServiceError =>
  Object.assign(new ServiceError('INVALID_PASSKEY', message), cause === undefined ? {} : { cause });

/** Keeps a challenge until it is used. */
async function rememberChallenge(
  db: Database,
  challenge: string,
  { userId, purpose }: { readonly userId: string | null; readonly purpose: 'register' | 'login' },
  now: Date,
): Promise<void> {
  const expires = new Date(now.getTime() + CHALLENGE_TTL_MS);
  await db
    .insertInto('passkey_challenges')
    .values({ challenge, user_id: userId, purpose, expires_at: expires })
    .execute();
}

/** A check of a challenge that uses it up. */
function challengeCheck(db: Database, userId: string | null, purpose: 'register' | 'login', now: Date) {
  return async (challenge: string): Promise<boolean> => {
    const { numDeletedRows } = await db
      .deleteFrom('passkey_challenges')
      .where('challenge', '=', challenge)
      .where('purpose', '=', purpose)
      .where('user_id', userId === null ? 'is' : '=', userId)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  };
}

/** The passkeys of a user, oldest first. */
export async function listPasskeys(db: Database, userId: string): Promise<Passkey[]> {
  const rows = await credentialsOf(db, userId);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }));
}

const credentialsOf = (db: Database, userId: string) =>
  db.selectFrom('passkeys').selectAll().where('user_id', '=', userId).orderBy('created_at').execute();

const descriptors = (rows: Awaited<ReturnType<typeof credentialsOf>>) =>
  rows.map(({ credential_id: id, transports }) => ({ id, transports }));

/**
 * What a browser needs to make a passkey.
 * @throws ServiceError QUOTA_EXCEEDED.
 */
export async function startRegistration(
  db: Database,
  party: RelyingParty,
  userId: string,
  now: Date,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { email, name } = await db
    .selectFrom('users')
    .select(['email', 'name'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const existing = await credentialsOf(db, userId);
  if (existing.length >= MAX_PASSKEYS) {
    throw new ServiceError('QUOTA_EXCEEDED', `A user has ${MAX_PASSKEYS} passkeys at most: remove one`, {
      details: { limit: MAX_PASSKEYS },
    });
  }
  const { generateRegistrationOptions } = await library();
  const options = await generateRegistrationOptions({
    rpName: NAME,
    rpID: hostOf(party),
    userID: new Uint8Array(Buffer.from(userId)),
    userName: email,
    userDisplayName: name,
    excludeCredentials: descriptors(existing),
    supportedAlgorithmIDs: ALGORITHMS,
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  });
  await rememberChallenge(db, options.challenge, { userId, purpose: 'register' }, now);
  return options;
}

/**
 * Adds a passkey that a browser has made.
 * @throws ServiceError INVALID_PASSKEY.
 */
export async function finishRegistration(
  db: Database,
  party: RelyingParty,
  { userId, passkey }: { readonly userId: string; readonly passkey: NewPasskey },
  now: Date,
): Promise<void> {
  const { verifyRegistrationResponse } = await library();
  const verified = await verifyRegistrationResponse({
    response: passkey.response as RegistrationResponseJSON,
    expectedChallenge: challengeCheck(db, userId, 'register', now),
    expectedOrigin: party.origin,
    expectedRPID: hostOf(party),
    requireUserVerification: false,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch((error: unknown) => {
    throw invalidPasskey('The passkey could not be verified: try again', error);
  });
  if (!verified.verified) throw invalidPasskey('The passkey could not be verified: try again');
  const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('passkeys')
    .values({
      user_id: userId,
      credential_id: id,
      public_key: Buffer.from(publicKey),
      counter,
      transports,
      name: passkey.name,
      created_at: now,
    })
    .onConflict((taken) => taken.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) throw invalidPasskey('This passkey is known already');
}

/**
 * What a browser needs to sign in with a passkey.
 * @param userId whose login waits for a second factor; null where the passkey says who it is.
 */
export async function startPasskeyLogin(
  db: Database,
  party: RelyingParty,
  userId: string | null,
  now: Date,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await library();
  const options = await generateAuthenticationOptions({
    rpID: hostOf(party),
    // As the second factor possession is enough; alone, the passkey asks for a PIN or a finger too.
    userVerification: userId === null ? 'required' : 'preferred',
    ...(userId !== null && { allowCredentials: descriptors(await credentialsOf(db, userId)) }),
  });
  await rememberChallenge(db, options.challenge, { userId, purpose: 'login' }, now);
  return options;
}

/**
 * The user whose passkey has signed.
 * @param userId whose login waits for a second factor; null where the passkey says who it is.
 * @throws ServiceError INVALID_PASSKEY.
 */
export async function finishPasskeyLogin(
  db: Database,
  party: RelyingParty,
  { userId, response }: { readonly userId: string | null; readonly response: PasskeySignIn['response'] },
  now: Date,
): Promise<string> {
  const row = await db
    .selectFrom('passkeys')
    .selectAll()
    .where('credential_id', '=', response.id)
    .$if(userId !== null, (passkeys) => passkeys.where('user_id', '=', userId))
    .executeTakeFirst();
  if (!row) throw invalidPasskey('This passkey is not known here: sign in another way');
  const { verifyAuthenticationResponse } = await library();
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: response as AuthenticationResponseJSON,
    expectedChallenge: challengeCheck(db, userId, 'login', now),
    expectedOrigin: party.origin,
    expectedRPID: hostOf(party),
    requireUserVerification: userId === null,
    credential: {
      id: row.credential_id,
      publicKey: new Uint8Array(row.public_key),
      counter: Number(row.counter),
    },
  }).catch((error: unknown) => {
    throw invalidPasskey('The passkey could not be verified: try again', error);
  });
  if (!verified) throw invalidPasskey('The passkey could not be verified: try again');
  await db
    .updateTable('passkeys')
    .set({ counter: authenticationInfo.newCounter, last_used_at: now })
    .where('id', '=', row.id)
    .execute();
  return row.user_id;
}

/** Removes a passkey of a user. @returns whether there was one. */
export async function deletePasskey(trx: Database, userId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('passkeys')
    .where('user_id', '=', userId)
    .where('id', '=', isId(id) ? id : null)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
