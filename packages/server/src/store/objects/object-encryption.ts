/**
 * The form of an encrypted object: a header (mark, id of the key, salt), then the bytes in chunks of 64 KiB, each with
 * AES-256-GCM under a key of the object's own, which its name is part of. A nonce counts the chunks and marks the last one:
 * the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár (2015), so that nobody without the key can change, drop,
 * repeat, reorder or exchange chunks or objects unnoticed. Any chunk can be read alone.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { KEY_ID_BYTES, type Keyring } from '../keyring.ts';
import { fixedSizeChunks } from './fixed-size-chunks.ts';
import { DamagedObjectError } from './object-store.ts';

const MAGIC = Buffer.from('VVS1');
const SALT_BYTES = 32;
const TAG_BYTES = 16;
const CHUNK_BYTES = 64 * 1024;
const ENCRYPTED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;

/** Bytes before the first chunk. */
export const HEADER_BYTES = MAGIC.length + KEY_ID_BYTES + SALT_BYTES;

/** Whether bytes begin as an encrypted object does. */
export const isEncrypted = (head: Buffer): boolean => head.subarray(0, MAGIC.length).equals(MAGIC);

/** The id of the key that encrypted an object, by its first bytes, in hexadecimal; null if it is not encrypted. */
export const objectKeyId = (head: Buffer): string | null =>
  isEncrypted(head) ? head.subarray(MAGIC.length, MAGIC.length + KEY_ID_BYTES).toString('hex') : null;

/** Whether an encrypted object, by its header, is under the newest key. */
export const usesNewestKey = (head: Buffer, keyring: Keyring): boolean =>
  isEncrypted(head) && head.subarray(MAGIC.length, MAGIC.length + KEY_ID_BYTES).equals(keyring.newest.id);

const purposeOf = (objectKey: string): string => `object ${objectKey}`;

function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 8);
  nonce[0] = isLast ? 1 : 0;
  return nonce;
}

function encryptChunk(key: Buffer, index: number, isLast: boolean, chunk: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index, isLast));
  return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
}

/** Encrypts a stream for its place in the store. */
export async function* encryptStream(
  body: AsyncIterable<Buffer | string>,
  objectKey: string,
  keyring: Keyring,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT_BYTES);
  const key = keyring.newest.derive(purposeOf(objectKey), salt);
  yield Buffer.concat([MAGIC, keyring.newest.id, salt]);
  let index = 0;
  let held: Buffer | null = null;
  for await (const piece of fixedSizeChunks(body, CHUNK_BYTES)) {
    if (held) yield encryptChunk(key, index++, false, held);
    held = piece;
  }
  yield encryptChunk(key, index, true, held ?? Buffer.alloc(0));
}

/** An encrypted object whose header was read: where its chunks lie, and how to open them. */
export interface ObjectDecryptor {
  /** Of the plain object, bytes. */
  readonly size: number;
  readonly lastChunk: number;
  /** The chunk that a plain byte is in. */
  chunkOf(at: number): number;
  /** Where chunks lie in the encrypted object, from the first to the last one, both included. */
  rangeOf(firstChunk: number, lastChunk: number): { readonly start: number; readonly end: number };
  /** Opens a stream of whole chunks. Throws DamagedObjectError if they are not those that were stored. */
  decrypt(encrypted: AsyncIterable<Buffer>, firstChunk: number, lastChunk: number): AsyncGenerator<Buffer>;
}

/**
 * Reads a header.
 * @param encryptedSize of the encrypted object, bytes.
 * @throws DamagedObjectError if this is no encrypted object, or its key is not on the ring.
 */
export function createObjectDecryptor(
  head: Buffer,
  encryptedSize: number,
  objectKey: string,
  keyring: Keyring,
): ObjectDecryptor {
  const damaged = (why: string): DamagedObjectError =>
    new DamagedObjectError(`The object ${objectKey} ${why}`);
  if (!isEncrypted(head)) throw damaged('is not encrypted: run `vivavoce reencrypt` to take it over');
  if (head.length < HEADER_BYTES) throw damaged('is cut short');
  const master = keyring.find(head.subarray(MAGIC.length, MAGIC.length + KEY_ID_BYTES));
  if (!master) throw damaged('is encrypted with a key that is not in VIVAVOCE_SECRET_KEY');
  const key = master.derive(purposeOf(objectKey), head.subarray(MAGIC.length + KEY_ID_BYTES, HEADER_BYTES));
  const encryptedBytes = encryptedSize - HEADER_BYTES;
  const chunks = Math.ceil(encryptedBytes / ENCRYPTED_CHUNK_BYTES);
  const size = encryptedBytes - chunks * TAG_BYTES;
  if (chunks < 1 || size < 0) throw damaged('is cut short');

  const decryptChunk = (index: number, encrypted: Buffer): Buffer => {
    if (encrypted.length < TAG_BYTES) throw damaged('is cut short');
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index, index === chunks - 1));
    decipher.setAuthTag(encrypted.subarray(encrypted.length - TAG_BYTES));
    try {
      return Buffer.concat([
        decipher.update(encrypted.subarray(0, encrypted.length - TAG_BYTES)),
        decipher.final(),
      ]);
    } catch {
      throw damaged('is not what was stored');
    }
  };
  return {
    size,
    lastChunk: chunks - 1,
    chunkOf: (at) => Math.floor(at / CHUNK_BYTES),
    rangeOf: (first, last) => ({
      start: HEADER_BYTES + first * ENCRYPTED_CHUNK_BYTES,
      end: Math.min(encryptedSize, HEADER_BYTES + (last + 1) * ENCRYPTED_CHUNK_BYTES),
    }),
    async *decrypt(encrypted, first, last) {
      let index = first;
      for await (const piece of fixedSizeChunks(encrypted, ENCRYPTED_CHUNK_BYTES))
        yield decryptChunk(index++, piece);
      if (index !== last + 1) throw damaged('is cut short');
    },
  };
}

/** Where a chunk begins in the plain object. */
export const chunkStart = (chunk: number): number => chunk * CHUNK_BYTES;
