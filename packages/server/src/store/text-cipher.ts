import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { KEY_ID_BYTES, type Keyring } from './keyring.ts';

/**
 * Encrypts texts about people for columns of the database: results, transcripts. Without a key in the configuration texts stay
 * as they are. A text is bound to what it belongs to: moved to another row it does not open.
 */
export interface TextCipher {
  /** @param owner what the text belongs to, such as the id of a run. */
  encrypt(owner: string, text: string): string;
  /** @throws TextDecryptionError if it was changed, belongs to something else, or its key is not in the configuration. */
  decrypt(owner: string, stored: string): string;
  /** What every text that `encrypt` writes with the newest key begins with; empty without one. */
  readonly prefix: string;
}

/** A text in the database cannot be decrypted. */
export class TextDecryptionError extends Error {
  override readonly name = 'TextDecryptionError';
}

/** No JSON begins so. */
const PREFIX = 'vvs1.';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PURPOSE = 'texts';

/** The id of the key that encrypted a text, in hexadecimal. */
export const keyIdOf = (stored: string): string =>
  Buffer.from(stored.slice(PREFIX.length), 'base64').subarray(0, KEY_ID_BYTES).toString('hex');

const PLAINTEXT: TextCipher = {
  encrypt: (_owner, text) => text,
  decrypt(owner, stored) {
    if (!stored.startsWith(PREFIX)) return stored;
    throw new TextDecryptionError(`The text of ${owner} is encrypted: set VIVAVOCE_SECRET_KEY to its key`);
  },
  prefix: '',
};

/**
 * Texts with AES-256-GCM, compressed before (a result to about a fifth), in base64 with the id of their key.
 * @param keyring null leaves texts as they are.
 * @param acceptsPlaintext whether texts from before there was a key are opened too; else they are refused as forged.
 */
export function createTextCipher(keyring: Keyring | null, acceptsPlaintext = false): TextCipher {
  if (!keyring) return PLAINTEXT;
  const parse = (stored: string) => {
    const bytes = Buffer.from(stored.slice(PREFIX.length), 'base64');
    const [nonceAt, tagAt] = [KEY_ID_BYTES, KEY_ID_BYTES + NONCE_BYTES];
    return {
      id: bytes.subarray(0, nonceAt),
      nonce: bytes.subarray(nonceAt, tagAt),
      tag: bytes.subarray(tagAt, tagAt + TAG_BYTES),
      ciphertext: bytes.subarray(tagAt + TAG_BYTES),
    };
  };
  const newest = keyring.newest.derive(PURPOSE);
  return {
    encrypt(owner, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', newest, nonce).setAAD(Buffer.from(owner));
      const ciphertext = Buffer.concat([cipher.update(zstdCompressSync(text)), cipher.final()]);
      return (
        PREFIX + Buffer.concat([keyring.newest.id, nonce, cipher.getAuthTag(), ciphertext]).toString('base64')
      );
    },
    decrypt(owner, stored) {
      if (!stored.startsWith(PREFIX)) {
        if (acceptsPlaintext) return stored;
        throw new TextDecryptionError(`The text of ${owner} is not encrypted: run \`vivavoce reencrypt\``);
      }
      const { id, nonce, tag, ciphertext } = parse(stored);
      const key = keyring.find(id)?.derive(PURPOSE);
      if (!key)
        throw new TextDecryptionError(`The key of the text of ${owner} is not in VIVAVOCE_SECRET_KEY`);
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner));
        decipher.setAuthTag(tag);
        return zstdDecompressSync(Buffer.concat([decipher.update(ciphertext), decipher.final()])).toString(
          'utf8',
        );
      } catch {
        throw new TextDecryptionError(`The text of ${owner} is not what was stored`);
      }
    },
    // Six bytes of the id are eight signs of base64, whatever follows.
    prefix: PREFIX + keyring.newest.id.subarray(0, 6).toString('base64'),
  };
}
