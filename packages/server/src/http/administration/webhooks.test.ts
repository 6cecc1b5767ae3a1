import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  webhookDeliveryListSchema,
  webhookDeliverySchema,
  webhookEndpointListSchema,
  webhookEndpointSchema,
  webhookSecretSchema,
  webhookTestSchema,
} from '@vivavoce/contract';
import { expectBody } from '../../testing/expected-body.ts';
import {
  expectRefusal,
  shareTestServer,
  startTestServer,
  submit,
  submitForm,
  waitUntilFinished,
} from '../../testing/test-server.ts';
import { loggedInBrowser } from '../../testing/test-users.ts';
import {
  expectedSignature,
  type ReceivedMessage,
  startWebhookReceiver,
} from '../../testing/webhook-receiver.ts';

const reachable = { webhookNetworks: ['127.0.0.0/8'] };

describe('webhook endpoints', { concurrency: true }, () => {
  it('are added, tried, switched off and on, and removed', async (t) => {
    const at = await startTestServer(t, reachable);
    const admin = await loggedInBrowser(at, 'admin');
    const receiver = await startWebhookReceiver(t, [418]);
    const add = (url: string) => admin.send('/webhooks/endpoints', { method: 'POST', json: { url } });
    const endpoint = await expectBody(await add(receiver.url), 201, webhookEndpointSchema);
    await expectRefusal(await add('https://10.0.0.1/'), 'INVALID_WEBHOOK_URL');
    await expectRefusal(await add(''), 'INVALID_PARAMETERS');
    const path = `/webhooks/endpoints/${endpoint.id}`;
    const test = await admin.send(`${path}/test`, { method: 'POST' });
    const { delivered, status, answer } = await expectBody(test, 200, webhookTestSchema);
    assert.deepEqual([delivered, status, answer], [false, 418, '']);
    const message = (await receiver.got(1))[0];
    assert.equal(JSON.parse(message?.body ?? '').type, 'webhook.test');
    const switchTo = (enabled: boolean) => admin.send(path, { method: 'PATCH', json: { enabled } });
    const off = await expectBody(await switchTo(false), 200, webhookEndpointSchema);
    assert.match(off.disabledReason ?? '', /by hand/);
    assert.deepEqual(await expectBody(await switchTo(true), 200, webhookEndpointSchema), endpoint);
    assert.equal((await admin.send(path, { method: 'DELETE' })).status, 204);
    await expectRefusal(await admin.send(path, { method: 'DELETE' }), 'NOT_FOUND');
    const left = await expectBody(await admin.send('/webhooks/endpoints'), 200, webhookEndpointListSchema);
    assert.deepEqual(left.endpoints, []);
  });

  it('get messages that the new secret and, for a while, the old one verify', async (t) => {
    const at = await startTestServer(t, reachable);
    const admin = await loggedInBrowser(at, 'admin');
    const receiver = await startWebhookReceiver(t);
    const json = { url: receiver.url };
    const added = await admin.send('/webhooks/endpoints', { method: 'POST', json });
    const { id } = await expectBody(added, 201, webhookEndpointSchema);
    const rotate = async () => {
      const answer = await admin.send('/webhooks/secret/rotate', {
        method: 'POST',
        json: { overlapHours: 1 },
      });
      return expectBody(answer, 200, webhookSecretSchema);
    };
    const [first, second] = [await rotate(), await rotate()];
    assert.ok(first.previousUntil === null && second.previousUntil !== null);
    await admin.send(`/webhooks/endpoints/${id}/test`, { method: 'POST' });
    const [message] = await receiver.got(1);
    const signatures = String(message?.headers['webhook-signature']).split(' ');
    const expected = [second, first].map(({ secret }) =>
      expectedSignature(secret, message as ReceivedMessage),
    );
    assert.deepEqual(signatures, expected);
  });
});

describe('webhook endpoints of a client that may not be trusted', { concurrency: true }, () => {
  it('tell nothing of what listens inside, but whether a message was taken', async (t) => {
    const at = await startTestServer(t, reachable);
    const admin = await loggedInBrowser(at, 'admin');
    const json = { url: 'http://127.0.0.1:1/secret-service' };
    const added = await admin.send('/webhooks/endpoints', { method: 'POST', json });
    const { id } = await expectBody(added, 201, webhookEndpointSchema);
    const test = await admin.send(`/webhooks/endpoints/${id}/test`, { method: 'POST' });
    const { status, answer } = await expectBody(test, 200, webhookTestSchema);
    assert.deepEqual([status, answer], [null, 'Nobody answered']);
  });

  it('are at most 20, however many are added at once', async (t) => {
    const at = await shareTestServer(t);
    const admin = await loggedInBrowser(at, 'admin');
    const add = (n: number) =>
      admin.send('/webhooks/endpoints', { method: 'POST', json: { url: `https://${n}.example.com/` } });
    const answers = await Promise.all(Array.from({ length: 23 }, (_, n) => add(n)));
    const refused = answers.filter(({ status }) => status !== 201);
    assert.equal(refused.length, 3);
    for (const answer of refused) await expectRefusal(answer, 'QUOTA_EXCEEDED');
    const known = answers.findIndex(({ status }) => status === 201);
    assert.equal((await add(known)).status, 201, 'one that is there needs no room');
  });
});

describe('webhook deliveries', { concurrency: true }, () => {
  it('are listed without what a host inside answered, and replayed one by one', async (t) => {
    const at = await startTestServer(t, { ...reachable, workers: 1 });
    const admin = await loggedInBrowser(at, 'admin');
    const receiver = await startWebhookReceiver(t, [200, 410]);
    await admin.send('/webhooks/endpoints', { method: 'POST', json: { url: `${receiver.url}/all` } });
    const { id: runId } = await submit(at, submitForm({}));
    await waitUntilFinished(at, runId);
    await receiver.got(1);
    const list = async (query = '') => {
      const answer = await admin.send(`/webhooks/deliveries${query}`);
      return (await expectBody(answer, 200, webhookDeliveryListSchema)).deliveries;
    };
    const settled = async (status: string) => {
      for (;;) {
        const [delivery] = await list(`?runId=${runId}`);
        if (delivery?.status === status) return delivery;
      }
    };
    const delivered = await settled('delivered');
    assert.deepEqual([delivered.lastStatus, delivered.attempts, delivered.lastAnswer], [200, 1, '']);
    assert.deepEqual([await list('?status=failed'), await list('?endpointId=x')], [[], []]);
    const replay = await admin.send(`/webhooks/deliveries/${delivered.id}/replay`, { method: 'POST' });
    const pending = await expectBody(replay, 202, webhookDeliverySchema);
    assert.deepEqual([pending.status, pending.deliveredAt], ['pending', null]);
    // 410: it is over, and the endpoint is switched off with a reason.
    const failed = await settled('failed');
    assert.deepEqual([failed.id, failed.lastStatus, failed.nextAttemptAt], [delivered.id, 410, null]);
    const messages = await receiver.got(2);
    assert.equal(new Set(messages.map(({ headers }) => headers['webhook-id'])).size, 1);
    for (;;) {
      const answer = await admin.send('/webhooks/endpoints');
      const [endpoint] = (await expectBody(answer, 200, webhookEndpointListSchema)).endpoints;
      if (endpoint?.disabledReason) break;
    }
    await expectRefusal(await admin.send('/webhooks/deliveries?status=lost'), 'INVALID_STATUS');
    await expectRefusal(await admin.send('/webhooks/deliveries/x/replay', { method: 'POST' }), 'NOT_FOUND');
  });
});
