import { createHash, hkdfSync } from 'node:crypto';

/** A key that encrypts, with what tells it from others. */
export interface MasterKey {
  /** First eight bytes of a hash of the key: stands in clear before what the key encrypted. */
  readonly id: Buffer;
  /** A key of 32 bytes for one purpose, so that no two uses share one. Derived by HKDF-SHA256 (RFC 5869). */
  derive(purpose: string, salt?: Buffer): Buffer;
}

/** The keys of an installation, newest first: the newest encrypts, all of them decrypt. */
export interface Keyring {
  readonly newest: MasterKey;
  /** The key of an id, or undefined. */
  find(id: Buffer): MasterKey | undefined;
}

/** Bytes of a key's id. */
export const KEY_ID_BYTES = 8;
const KEY_BYTES = 32;

function masterKey(base64: string): MasterKey {
  const key = Buffer.from(base64, 'base64');
  return {
    id: createHash('sha256').update('vivavoce key id').update(key).digest().subarray(0, KEY_ID_BYTES),
    derive: (purpose, salt = Buffer.alloc(0)) =>
      Buffer.from(hkdfSync('sha256', key, salt, `vivavoce ${purpose}`, KEY_BYTES)),
  };
}

/**
 * A ring of keys out of the configuration.
 * @param keys 32 bytes in base64 each, newest first; null comes back when there are none.
 */
export function createKeyring(keys: readonly string[]): Keyring | null {
  const [newest, ...older] = keys.map(masterKey);
  if (!newest) return null;
  const all = [newest, ...older];
  return { newest, find: (id) => all.find((key) => key.id.equals(id)) };
}
