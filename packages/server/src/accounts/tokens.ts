import { createHash, createHmac, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;
/** How a token looks: 32 bytes in base64url. */
const TOKEN_PATTERN = /^[\w-]{43}$/;

/** A token for a session or a link: 256 random bits, safe in addresses and cookies. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/**
 * What is stored of a token. With 256 random bits a plain hash cannot be turned round and needs no salt.
 * @returns null for a text that is no token of ours.
 */
export function tokenHash(token: string): Buffer | null {
  return TOKEN_PATTERN.test(token) ? createHash('sha256').update(token).digest() : null;
}

/** The CSRF token of a session: bound to it, and of no help in finding the session's own token. */
export function csrfTokenOf(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('csrf').digest('base64url');
}
