import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { it } from 'node:test';
import { ConfigError } from '../config.ts';
import { newId } from '../ids.ts';
import { finishRun } from '../runs/finish.ts';
import { findRun } from '../runs/poll.ts';
import { claimRun } from '../runs/queue.ts';
import { CANDIDATE_TEXT, resultOf } from '../testing/stand-in-engine.ts';
import { aClient, admit, ownStore } from '../testing/test-store.ts';
import { recordingKey } from './objects/object-store.ts';
import { reencrypt } from './reencrypt.ts';
import { openStore } from './store.ts';

const newKey = (): string => randomBytes(32).toString('base64');

it('what was kept before there was a key, or under an older one, is under the newest afterwards', async (t) => {
  const at = await ownStore(t);
  const { id: clientId } = await aClient(at);
  const { run } = await admit(at, clientId);
  const claim = await claimRun(at.db, newId(), 60_000);
  assert.ok(claim);
  await finishRun(at, claim, { kind: 'analysed', result: resultOf('success') }, 8);
  await assert.rejects(reencrypt(at.config), ConfigError);

  const [older, newer] = [newKey(), newKey()];
  assert.deepEqual(await reencrypt({ ...at.config, secretKeys: [older] }), { objects: 1, texts: 1 });
  assert.deepEqual(await reencrypt({ ...at.config, secretKeys: [older] }), { objects: 0, texts: 0 });
  assert.deepEqual(await reencrypt({ ...at.config, secretKeys: [newer, older] }), { objects: 1, texts: 1 });

  const store = await openStore({ ...at.config, secretKeys: [newer] });
  t.after(() => store.close());
  assert.equal((await buffer((await store.objects.get(recordingKey(run.id))).body)).toString(), 'x');
  const body = (await findRun(store.db, clientId, run.id))?.body ?? '';
  assert.ok(!body.includes(CANDIDATE_TEXT));
  assert.ok(store.texts.open(run.id, body).includes(CANDIDATE_TEXT));
});
