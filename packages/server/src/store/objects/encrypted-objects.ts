import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Keyring } from '../keyring.ts';
import {
  chunkStart,
  createObjectDecryptor,
  encryptStream,
  HEADER_BYTES,
  type ObjectDecryptor,
} from './object-encryption.ts';
import type { ByteRange, ObjectStore, StoredObject } from './object-store.ts';

/** Leaves out what lies before and behind a range; `at` is where the stream begins in the object. */
async function* sliceRange(plain: AsyncIterable<Buffer>, at: number, { start, end }: ByteRange) {
  let place = at;
  for await (const chunk of plain) {
    const wanted = chunk.subarray(Math.max(0, start - place), Math.max(0, end - place));
    if (wanted.length > 0) yield wanted;
    place += chunk.length;
  }
}

/** Encrypts everything in a store; the form is that of `encrypted-object.ts`. Plain objects in it are refused. */
export function encryptObjects(store: ObjectStore, keyring: Keyring): ObjectStore {
  const readChunks = async (key: string, decryptor: ObjectDecryptor, first: number, last: number) =>
    decryptor.decrypt((await store.get(key, decryptor.rangeOf(first, last))).body, first, last);

  return {
    ...store,
    put: (key, body) =>
      store.put(key, Readable.from(encryptStream(body, key, keyring), { objectMode: false })),
    async get(key, range): Promise<StoredObject> {
      const header = await store.get(key, { start: 0, end: HEADER_BYTES });
      const decryptor = createObjectDecryptor(await buffer(header.body), header.size, key, keyring);
      const { size, lastChunk } = decryptor;
      const { start, end } = { start: range?.start ?? 0, end: Math.min(range?.end ?? size, size) };
      const last = start < end ? decryptor.chunkOf(end - 1) : -1;
      // Only the last chunk tells that nothing was cut off.
      if (last < lastChunk) await buffer(await readChunks(key, decryptor, lastChunk, lastChunk));
      if (last < 0) return { size, body: Readable.from([]) };
      const first = decryptor.chunkOf(start);
      const plain = await readChunks(key, decryptor, first, last);
      const body = sliceRange(plain, chunkStart(first), { start, end });
      return { size, body: Readable.from(body, { objectMode: false }) };
    },
  };
}
