import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { appendFile, copyFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import { temporaryFolder } from '../../testing/test-store.ts';
import { createKeyring, type Keyring } from '../keyring.ts';
import { encryptObjects } from './encrypted-objects.ts';
import { openFolderObjects } from './folder-objects.ts';
import { DamagedObjectError } from './object-store.ts';

const CHUNK = 64 * 1024;
const ENCRYPTED_CHUNK = CHUNK + 16;
const HEADER = 44;

const newKey = (): string => randomBytes(32).toString('base64');
function ring(...keys: string[]): Keyring {
  const keyring = createKeyring(keys);
  assert.ok(keyring);
  return keyring;
}

/** A folder with one encrypted object of some bytes, and where its file lies. */
async function anObject(t: TestContext, bytes: Buffer, keyring = ring(newKey())) {
  const path = await temporaryFolder(t);
  const plain = await openFolderObjects(path);
  const store = encryptObjects(plain, keyring);
  await store.put('run/recording', Readable.from([bytes]));
  const readFrom = async (key: string, start?: number, end?: number) =>
    buffer(
      (await store.get(key, start === undefined || end === undefined ? undefined : { start, end })).body,
    );
  return { path, plain, store, file: join(path, 'run', 'recording'), readFrom };
}

describe('an encrypted object', { concurrency: true }, () => {
  it('shows nothing of what it holds, and not twice the same', async (t) => {
    const text = Buffer.from('my name is Zacharias Quill and I would like this job. '.repeat(3000));
    const { file, store } = await anObject(t, text);
    const first = await readFile(file);
    assert.ok(!first.includes('Zacharias') && !first.includes('would like'));
    await store.put('run/recording', Readable.from([text]));
    const second = await readFile(file);
    assert.ok(!second.subarray(HEADER, HEADER + 32).equals(first.subarray(HEADER, HEADER + 32)));
  });

  it('is refused when any bit of it was flipped', async (t) => {
    const { file, readFrom } = await anObject(t, randomBytes(CHUNK + 500));
    const whole = await readFile(file);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] as number) ^ (1 << bit);
        await writeFile(file, changed);
        await assert.rejects(readFrom('run/recording'), DamagedObjectError);
      }),
      { numRuns: 60, examples: Array.from({ length: HEADER }, (_, at) => [at, 0] as [number, number]) },
    );
  });

  it('is refused when it was cut short or went on, at a chunk or not, also where only its beginning is read', async (t) => {
    const { file, readFrom } = await anObject(t, randomBytes(3 * CHUNK));
    const whole = await readFile(file);
    const lengths = [
      0,
      1,
      HEADER,
      HEADER + 16,
      HEADER + ENCRYPTED_CHUNK,
      HEADER + 2 * ENCRYPTED_CHUNK,
      whole.length - 1,
    ];
    for (const length of lengths) {
      await writeFile(file, whole);
      await truncate(file, length);
      await assert.rejects(readFrom('run/recording'), DamagedObjectError, `${length} bytes`);
      await assert.rejects(readFrom('run/recording', 0, 10), DamagedObjectError, `${length} bytes`);
    }
    await writeFile(file, whole);
    await appendFile(file, whole.subarray(HEADER));
    await assert.rejects(readFrom('run/recording'), DamagedObjectError);
    await assert.rejects(readFrom('run/recording', 0, 10), DamagedObjectError);
  });
});

describe('the place and the key of an encrypted object', { concurrency: true }, () => {
  it('count: chunks that changed places are refused', async (t) => {
    const { file, readFrom } = await anObject(t, randomBytes(3 * CHUNK));
    const whole = await readFile(file);
    const chunk = (n: number) =>
      whole.subarray(HEADER + n * ENCRYPTED_CHUNK, HEADER + (n + 1) * ENCRYPTED_CHUNK);
    await writeFile(file, Buffer.concat([whole.subarray(0, HEADER), chunk(1), chunk(0), chunk(2)]));
    await assert.rejects(readFrom('run/recording'), DamagedObjectError);
  });

  it('count: one in the place of another is refused, and a plain one too', async (t) => {
    const { path, plain, store, readFrom } = await anObject(t, Buffer.from('one'));
    await store.put('other/recording', Readable.from(['two']));
    await copyFile(join(path, 'other', 'recording'), join(path, 'run', 'recording'));
    await assert.rejects(readFrom('run/recording'), DamagedObjectError);
    await plain.put(
      'run/recording',
      Readable.from(['not encrypted, and long enough for a header of its own']),
    );
    await assert.rejects(readFrom('run/recording'), /reencrypt/);
  });

  it('may be older: it is read with the key that it was written with, while that is on the ring', async (t) => {
    const [older, newer] = [newKey(), newKey()];
    const { plain } = await anObject(t, Buffer.from('before'), ring(older));
    const store = encryptObjects(plain, ring(newer, older));
    assert.equal((await buffer((await store.get('run/recording')).body)).toString(), 'before');
    await store.put('run/waveform', Readable.from(['after']));
    const later = encryptObjects(plain, ring(newer));
    assert.equal((await buffer((await later.get('run/waveform')).body)).toString(), 'after');
    await assert.rejects(later.get('run/recording'), /VIVAVOCE_SECRET_KEY/);
  });
});
