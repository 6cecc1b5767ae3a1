import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { verifyWebhook, type WebhookBody, type WebhookHeaders, WebhookVerificationError } from './index.ts';

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

const SIGNED_BODY = '{"type":"run.completed","data":{"metadata":{"n":"王😀é"}}}';
const BYTES = new TextEncoder().encode(SIGNED_BODY);

test('the body is taken as text and as bytes of any kind', async () => {
  const inside = Buffer.concat([Buffer.from('??'), BYTES, Buffer.from('??')]).subarray(2, -2);
  const bodies: Record<string, WebhookBody> = {
    string: SIGNED_BODY,
    Buffer: Buffer.from(SIGNED_BODY),
    Uint8Array: BYTES,
    'part of a larger buffer': inside,
    ArrayBuffer: Uint8Array.from(BYTES).buffer,
    DataView: new DataView(Uint8Array.from(BYTES).buffer),
    'ArrayBuffer of another realm': runInNewContext('Uint8Array.from(bytes).buffer', { bytes: [...BYTES] }),
  };
  for (const [kind, body] of Object.entries(bodies)) {
    assert.deepEqual(await verifyWebhook(body, signed(SIGNED_BODY), SECRET), JSON.parse(SIGNED_BODY), kind);
  }
});

test('headers are taken in any case and in the forms of frameworks and cloud functions', async () => {
  const plain = signed(BODY);
  const pairs = Object.entries(plain);
  const titled = pairs.map(([name, value]): [string, string] => [
    name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase()),
    value,
  ]);
  const forms: Record<string, WebhookHeaders> = {
    'Title-Case': Object.fromEntries(titled),
    'UPPER-CASE': Object.fromEntries(pairs.map(([name, value]) => [name.toUpperCase(), value])),
    'lists of values (API Gateway)': Object.fromEntries(titled.map(([name, value]) => [name, [value]])),
    'lists of objects (CloudFront)': Object.fromEntries(pairs.map(([name, value]) => [name, [{ value }]])),
    Map: new Map(titled),
    pairs: titled,
    rawHeaders: ['Host', 'webhook-id', ...titled.flat()],
    'with white space': Object.fromEntries(pairs.map(([name, value]) => [name, ` ${value} `])),
  };
  for (const [form, headers] of Object.entries(forms)) {
    assert.deepEqual(await verifyWebhook(BODY, headers, SECRET), { type: 'run.completed' }, form);
  }
  const other = `v1,${Buffer.alloc(32).toString('base64')}`;
  const joined = { ...plain, 'webhook-signature': `${other}, ${plain['webhook-signature']}` };
  await verifyWebhook(BODY, joined, SECRET);
  await verifyWebhook(BODY, plain, `${SECRET}\n`);
});

test('what cannot be verified is refused with the reason', async () => {
  const parsed: unknown = JSON.parse(BODY);
  await assert.rejects(
    verifyWebhook(parsed as string, signed(BODY), SECRET),
    /the text or the bytes that were received/,
  );
  await assert.rejects(verifyWebhook(BODY, {}, SECRET), /no header webhook-id/);
  await assert.rejects(verifyWebhook(BODY, { 'webhook-id': undefined }, SECRET), /no header webhook-id/);
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
