import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Keyring } from '../keyring.ts';
import type { ByteRange, ObjectStore, StoredObject } from './object-store.ts';
import { chunkStart, HEADER_BYTES, type Opener, openerOf, sealStream } from './sealed-object.ts';

/** Leaves out what lies before and behind a range; `at` is where the stream begins in the object. */
async function* cut(plain: AsyncIterable<Buffer>, at: number, { start, end }: ByteRange) {
  let place = at;
  for await (const chunk of plain) {
    const wanted = chunk.subarray(Math.max(0, start - place), Math.max(0, end - place));
    if (wanted.length > 0) yield wanted;
    place += chunk.length;
  }
}

/** Encrypts everything in a store; the form is that of `sealed-object.ts`. Plain objects in it are refused. */
export function encryptObjects(store: ObjectStore, keyring: Keyring): ObjectStore {
  const readChunks = async (key: string, opener: Opener, first: number, last: number) =>
    opener.open((await store.get(key, opener.placeOf(first, last))).body, first, last);

  return {
    ...store,
    put: (key, body) => store.put(key, Readable.from(sealStream(body, key, keyring), { objectMode: false })),
    async get(key, range): Promise<StoredObject> {
      const header = await store.get(key, { start: 0, end: HEADER_BYTES });
      const opener = openerOf(await buffer(header.body), header.size, key, keyring);
      const { size, lastChunk } = opener;
      const { start, end } = { start: range?.start ?? 0, end: Math.min(range?.end ?? size, size) };
      const last = start < end ? opener.chunkOf(end - 1) : -1;
      // Only the last chunk tells that nothing was cut off.
      if (last < lastChunk) await buffer(await readChunks(key, opener, lastChunk, lastChunk));
      if (last < 0) return { size, body: Readable.from([]) };
      const first = opener.chunkOf(start);
      const plain = await readChunks(key, opener, first, last);
      const body = cut(plain, chunkStart(first), { start, end });
      return { size, body: Readable.from(body, { objectMode: false }) };
    },
  };
}
