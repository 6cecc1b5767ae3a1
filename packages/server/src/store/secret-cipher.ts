import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nullIfMissing, unlessTaken } from './file-errors.ts';

/** Encrypts small secrets for the database, so that a copy of the database discloses none. */
export interface SecretCipher {
  encrypt(text: string): Buffer;
  /** @throws Error if the bytes were changed, or none of the keys encrypted them. */
  decrypt(ciphertext: Buffer): string;
  /** The same secret under the newest key; null if it is under that already. @throws Error as `decrypt`. */
  renew(ciphertext: Buffer): Buffer | null;
  /** 32 bytes for another purpose, from which the key cannot be found (HKDF, RFC 5869). */
  derive(purpose: string): Buffer;
}

/** The file in the data folder with the key of an installation whose configuration has none. */
export const SECRET_KEY_FILE = 'secret-key';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The key in the data folder, generated at the first call; of several processes at once one generates it. */
async function readKeyFile(dataDir: string): Promise<Buffer> {
  const path = join(dataDir, SECRET_KEY_FILE);
  const existing = await nullIfMissing(readFile(path));
  if (existing) return existing;
  const fresh = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(fresh, randomBytes(KEY_BYTES), { mode: 0o600 });
  await unlessTaken(link(fresh, path));
  await rm(fresh);
  return readFile(path);
}

/** Encrypts with one key: nonce, tag, ciphertext. */
function encryptWithKey(key: Buffer, text: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]);
}

/** Decrypts with one key. */
function decryptWithKey(key: Buffer, ciphertext: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, ciphertext.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(ciphertext.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const text = decipher.update(ciphertext.subarray(NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([text, decipher.final()]).toString('utf8');
}

/**
 * A cipher with AES-256-GCM.
 * @param given keys of 32 bytes in base64 from the configuration, newest first: the newest encrypts, each of them decrypts, as
 * does the key in the data folder, from before there was one in the configuration. Without any, that one does both.
 */
export async function openSecretCipher(dataDir: string, given: readonly string[]): Promise<SecretCipher> {
  const keys = given.map((key) => Buffer.from(key, 'base64'));
  const [first] = keys;
  const newest = first ?? (await readKeyFile(dataDir));
  const former = first ? await nullIfMissing(readFile(join(dataDir, SECRET_KEY_FILE))) : null;
  const older = [...keys.slice(1), ...(former ? [former] : [])];
  const decrypt = (ciphertext: Buffer): { readonly text: string; readonly key: Buffer } => {
    let lastError: unknown;
    for (const key of [newest, ...older]) {
      try {
        return { text: decryptWithKey(key, ciphertext), key };
      } catch (error) {
        lastError = error;
      }
    }
    throw new Error('A secret in the database cannot be opened: is its key in VIVAVOCE_SECRET_KEY?', {
      cause: lastError,
    });
  };
  const encrypt = (text: string): Buffer => encryptWithKey(newest, text);
  return {
    encrypt,
    decrypt: (ciphertext) => decrypt(ciphertext).text,
    renew(ciphertext) {
      const { text, key } = decrypt(ciphertext);
      return key === newest ? null : encrypt(text);
    },
    derive: (purpose) => Buffer.from(hkdfSync('sha256', newest, '', purpose, KEY_BYTES)),
  };
}
