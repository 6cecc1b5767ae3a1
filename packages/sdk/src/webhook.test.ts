import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { verifyWebhook, WebhookVerificationError } from './index.ts';

const KEY = Buffer.from('a secret of thirty-two characters');
const SECRET = `whsec_${KEY.toString('base64')}`;
const BODY = '{"type":"run.completed"}';

/** Headers as a sender makes them, by Standard Webhooks 1.0. */
function signed(body: string, { id = 'msg_1', seconds = Math.floor(Date.now() / 1000) } = {}) {
  const signature = createHmac('sha256', KEY).update(`${id}.${seconds}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${signature}`,
  };
}

test('a webhook with a valid signature is accepted, with either kind of headers', async () => {
  assert.deepEqual(await verifyWebhook(BODY, signed(BODY), SECRET), { type: 'run.completed' });
  assert.deepEqual(await verifyWebhook(BODY, new Headers(signed(BODY)), SECRET), { type: 'run.completed' });
});

test('one valid signature among several is enough, as during a rotation of secrets', async () => {
  const headers = signed(BODY);
  const other = `v1,${Buffer.alloc(32).toString('base64')}`;
  headers['webhook-signature'] = `${other} v2,unknown ${headers['webhook-signature']}`;
  await verifyWebhook(BODY, headers, SECRET);
});

test('a webhook that is modified, old, unsigned or signed with another secret is rejected', async () => {
  const old = Math.floor(Date.now() / 1000) - 301;
  const { 'webhook-signature': _, ...unsigned } = signed(BODY);
  const refused: [string, Record<string, string>, string][] = [
    [`${BODY} `, signed(BODY), SECRET],
    [BODY, { ...signed(BODY), 'webhook-id': 'msg_2' }, SECRET],
    [BODY, signed(BODY, { seconds: old }), SECRET],
    [BODY, { ...signed(BODY), 'webhook-timestamp': 'soon' }, SECRET],
    [BODY, unsigned, SECRET],
    [BODY, signed(BODY), `whsec_${Buffer.from('another').toString('base64')}`],
    [BODY, { ...signed(BODY), 'webhook-signature': 'v1,no base64!' }, SECRET],
  ];
  for (const [body, headers, secret] of refused) {
    await assert.rejects(verifyWebhook(body, headers, secret), WebhookVerificationError);
  }
});
