import { createHash, randomInt } from 'node:crypto';

const PREFIX = 'vv_live_';
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SECRET_LENGTH = 40;

/** What is stored of a key: it holds 238 random bits, so that a plain hash cannot be turned round and needs no salt. */
export const hashApiKey = (key: string): Buffer => createHash('sha256').update(key).digest();

/** A fresh key, with what is stored of it. */
export function generateApiKey(): { readonly key: string; readonly hash: Buffer; readonly lastFour: string } {
  const signs = Array.from({ length: SECRET_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]);
  const key = PREFIX + signs.join('');
  return { key, hash: hashApiKey(key), lastFour: key.slice(-4) };
}
