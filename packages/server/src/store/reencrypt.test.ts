import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { it } from 'node:test';
import { ConfigError } from '../config.ts';
import { newId } from '../ids.ts';
import { finishRun } from '../runs/finish.ts';
import { findRun } from '../runs/poll.ts';
import { claimRun } from '../runs/queue.ts';
import { readWaveform } from '../runs/waveform.ts';
import { CANDIDATE_TEXT, resultOf } from '../testing/fake-engine.ts';
import { admitTestRun, createTestTenant, openTestStore } from '../testing/test-store.ts';
import { signingSecrets } from '../webhooks/secrets.ts';
import { recordingKey } from './objects/object-store.ts';
import { reencrypt } from './reencrypt.ts';
import { openSecretCipher, SECRET_KEY_FILE } from './secret-cipher.ts';
import { openStore } from './store.ts';

const newKey = (): string => randomBytes(32).toString('base64');

it('what was kept before there was a key, or under an older one, is under the newest afterwards', async (t) => {
  const at = await openTestStore(t);
  const { id: tenantId } = await createTestTenant(at);
  const { run } = await admitTestRun(at, tenantId);
  const claim = await claimRun(at.db, newId(), 60_000);
  assert.ok(claim);
  const peaks = Uint8Array.from({ length: 100 }, (_, at) => at);
  await finishRun(at, claim, { kind: 'analysed', result: resultOf('success'), peaks }, 8);
  const [secret] = await signingSecrets(at, tenantId);
  await assert.rejects(reencrypt(at.config), ConfigError);

  const [older, newer] = [newKey(), newKey()];
  assert.deepEqual(await reencrypt({ ...at.config, secretKeys: [older] }), {
    objects: 1,
    texts: 2,
    secrets: 1,
  });
  assert.deepEqual(await reencrypt({ ...at.config, secretKeys: [older] }), {
    objects: 0,
    texts: 0,
    secrets: 0,
  });
  assert.deepEqual(await reencrypt({ ...at.config, secretKeys: [newer, older] }), {
    objects: 1,
    texts: 2,
    secrets: 1,
  });

  const store = await openStore({ ...at.config, secretKeys: [newer] });
  t.after(() => store.close());
  assert.equal((await buffer((await store.objects.get(recordingKey(run.id))).body)).toString(), 'x');
  const kept = await findRun(store.db, tenantId, run.id);
  assert.ok(kept);
  const stored = await store.db.selectFrom('run_waveforms').select('peaks').executeTakeFirstOrThrow();
  assert.ok(!stored.peaks.includes(Buffer.from(peaks).toString('base64')));
  assert.deepEqual((await readWaveform(store, kept))?.peaks, [...peaks]);
  const body = kept.body ?? '';
  assert.ok(!body.includes(CANDIDATE_TEXT));
  // The key of the data folder and the older one are not needed any more.
  await rm(join(at.config.dataDir, SECRET_KEY_FILE));
  const withoutFormer = await openSecretCipher(at.config.dataDir, [newer]);
  assert.deepEqual(await signingSecrets({ ...store, secrets: withoutFormer }, tenantId), [secret]);
  assert.ok(store.texts.decrypt(run.id, body).includes(CANDIDATE_TEXT));
});
