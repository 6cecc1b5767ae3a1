import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { ConfigError } from '../../config.ts';
import { newId } from '../../ids.ts';
import { startS3 } from '../../testing/s3-server.ts';
import { objectKeys } from '../../testing/test-store.ts';
import { recordingKey } from './object-store.ts';
import { openS3Objects } from './s3-objects.ts';

const MIB = 1024 * 1024;

describe('a bucket', { concurrency: true }, () => {
  it('takes large objects in parts, no faster than it can send them', async (t) => {
    const store = await openS3Objects(await startS3(t));
    const key = recordingKey(newId());
    const [sent, got] = [createHash('sha256'), createHash('sha256')];
    let read = 0;
    async function* recording() {
      for (; read < 26 * MIB; read += MIB) {
        const piece = randomBytes(MIB);
        sent.update(piece);
        yield piece;
      }
    }
    await store.put(key, Readable.from(recording()));
    const { size, body } = await store.get(key);
    for await (const chunk of body) got.update(chunk);
    assert.equal(size, 26 * MIB);
    assert.equal(got.digest('hex'), sent.digest('hex'));
  });

  it('holds nothing of a large object that broke off', async (t) => {
    const store = await openS3Objects(await startS3(t));
    async function* recording() {
      for (let n = 0; n < 12; n += 1) yield randomBytes(MIB);
      throw new Error('the disk is gone');
    }
    await assert.rejects(store.put(recordingKey(newId()), Readable.from(recording())), /disk is gone/);
    assert.deepEqual(await objectKeys(store), []);
  });

  it('that cannot be used is refused at start, with what to change', async (t) => {
    const settings = await startS3(t);
    const refusal = (changes: Partial<typeof settings>, reason: RegExp) =>
      assert.rejects(openS3Objects({ ...settings, ...changes }), (error) => {
        assert.ok(error instanceof ConfigError);
        assert.match(error.message, reason);
        assert.ok(!error.message.includes('another secret'));
        return true;
      });
    await refusal({ bucket: 'elsewhere' }, /VIVAVOCE_S3_BUCKET/);
    await refusal({ endpoint: 'http://127.0.0.1:9' }, /VIVAVOCE_S3_ENDPOINT/);
    await refusal({ accessKeyId: 'another', secretAccessKey: 'another secret' }, /VIVAVOCE_S3_ACCESS_KEY_ID/);
  });
});
