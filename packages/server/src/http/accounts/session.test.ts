import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { errorEnvelopeSchema, sessionStateSchema, submitResponseSchema } from '@vivavoce/contract';
import { sql } from 'kysely';
import { createLoginLink } from '../../accounts/login-links.ts';
import { setupTokenOf } from '../../accounts/setup.ts';
import { startServer } from '../../server.ts';
import { newBrowser } from '../../testing/browser.ts';
import {
  expectRefusal,
  send,
  shareTestServer,
  startTestServer,
  submitForm,
  type TestServer,
} from '../../testing/test-server.ts';
import { createTestTenant } from '../../testing/test-store.ts';
import { createTestUser } from '../../testing/test-users.ts';

const PASSWORD = 'seven swans a-swimming';
const HOUR_MS = 60 * 60_000;

/** What the first owner types. */
const setupOf = (at: TestServer, email = 'ada@example.com') => ({
  token: setupTokenOf(at.store),
  organisation: 'Acme',
  name: 'Ada',
  email,
  password: PASSWORD,
});

describe('setting up', { concurrency: true }, () => {
  it('makes the organisation and its owner once, however many try at the same time', async (t) => {
    const at = await startTestServer(t);
    const second = await startServer(at.config);
    t.after(() => second.stop());
    assert.equal(second.setupLink, `${second.url}/setup#token=${setupTokenOf(at.store)}`);
    const before = sessionStateSchema.parse(await (await newBrowser(at).send('/session')).json());
    assert.deepEqual([before.user, before.setupNeeded], [null, true]);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        newBrowser(n % 2 === 0 ? at : { server: second }).send('/setup', {
          method: 'POST',
          json: setupOf(at, `owner${n}@example.com`),
        }),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [200, ...Array(7).fill(409)]);
    const winner = answers.find(({ status }) => status === 200);
    const { user, client, setupNeeded } = sessionStateSchema.parse(await winner?.json());
    assert.deepEqual([user?.role, client?.name, setupNeeded], ['owner', 'Acme', false]);
    const { length } = await at.store.db.selectFrom('users').select('id').execute();
    assert.equal(length, 1);
  });

  it('is not for strangers, and gives an organisation of the command line its owner', async (t) => {
    const at = await startTestServer(t);
    const { name } = await createTestTenant(at.store);
    const stranger = newBrowser(at);
    for (const token of ['', 'x'.repeat(43)]) {
      await expectRefusal(
        await stranger.send('/setup', { method: 'POST', json: { ...setupOf(at), token } }),
        'INVALID_SETUP_TOKEN',
      );
    }
    const obvious = { ...setupOf(at), password: 'Password1234' };
    await expectRefusal(await stranger.send('/setup', { method: 'POST', json: obvious }), 'WEAK_PASSWORD');
    const short = { ...setupOf(at), password: 'short' };
    await expectRefusal(await stranger.send('/setup', { method: 'POST', json: short }), 'INVALID_PARAMETERS');
    const { client } = await newBrowser(at).logIn('/setup', { ...setupOf(at), organisation: name });
    assert.equal(client?.name, name);
    assert.equal((await restartServer(at)).setupLink, null);
  });
});

/** Another server of the same installation, stopped at once. */
async function restartServer(at: TestServer) {
  const server = await startServer(at.config);
  await server.stop();
  return server;
}

describe('a session', { concurrency: true }, () => {
  it('calls the same routes as a key, within its role', async (t) => {
    const at = await shareTestServer(t);
    const recruiter = newBrowser(at);
    const state = await recruiter.logIn('/session', await createTestUser(at));
    assert.ok(state.user?.permissions.includes('runs.submit'));
    const submitted = await recruiter.send('/speech/analyze', { method: 'POST', body: submitForm({}) });
    assert.equal(submitted.status, 202);
    const { id } = submitResponseSchema.parse(await submitted.json());
    for (const path of [`/speech/analyze/${id}`, '/speech/runs', '/credits']) {
      assert.equal((await recruiter.send(path)).status, 200, path);
    }
    const viewer = newBrowser(at);
    await viewer.logIn('/session', await createTestUser(at, 'viewer'));
    assert.equal((await viewer.send('/speech/runs')).status, 200);
    for (const [method, path] of [
      ['POST', '/speech/analyze'],
      ['DELETE', `/speech/analyze/${id}`],
      ['DELETE', '/speech/runs?externalId=x'],
      ['GET', '/speech/runs/export?externalId=x'],
      ['GET', '/credits'],
    ] as const) {
      await expectRefusal(await viewer.send(path, { method }), 'MISSING_PERMISSION');
    }
  });

  it('sees nothing of another client', async (t) => {
    const at = await shareTestServer(t);
    const stranger = newBrowser(at);
    const elsewhere = { ...at, tenantId: (await createTestTenant(at.store)).id };
    await stranger.logIn('/session', await createTestUser(elsewhere, 'owner'));
    const submitted = await send(at, '/speech/analyze', { method: 'POST', body: submitForm({}) });
    const { id } = submitResponseSchema.parse(await submitted.json());
    await expectRefusal(await stranger.send(`/speech/analyze/${id}`), 'RUN_NOT_FOUND');
    assert.deepEqual(await (await stranger.send('/speech/runs')).json(), { runs: [], nextCursor: null });
  });

  it('does nothing unsafe for a page of another site', async (t) => {
    const at = await shareTestServer(t);
    const browser = newBrowser(at);
    const user = await createTestUser(at);
    await browser.logIn('/session', user);
    for (const csrfToken of ['', 'x', 'x'.repeat(43)]) {
      const headers = { cookie: browser.cookie, 'x-csrf-token': csrfToken };
      const ask = (path: string, method: string) =>
        fetch(`${at.server.url}/api/v1${path}`, { method, headers });
      assert.equal((await ask('/speech/runs', 'GET')).status, 200);
      await expectRefusal(await ask('/speech/analyze', 'POST'), 'CSRF_TOKEN_INVALID');
      await expectRefusal(await ask('/session', 'DELETE'), 'CSRF_TOKEN_INVALID');
    }
    const other = newBrowser(at);
    await expectRefusal(
      await other.send('/session', {
        method: 'POST',
        json: user,
        headers: { 'sec-fetch-site': 'cross-site' },
      }),
      'CSRF_TOKEN_INVALID',
    );
    const plainForm = {
      method: 'POST',
      body: JSON.stringify(user),
      headers: { 'content-type': 'text/plain' },
    };
    await expectRefusal(await fetch(`${at.server.url}/api/v1/session`, plainForm), 'INVALID_PARAMETERS');
  });
});

describe('the state of a session', { concurrency: true }, () => {
  it('states what the server accepts from its user, and nothing to others', async (t) => {
    const limits = { maxUploadBytes: 30 * 1024 * 1024, minDurationMs: 60_000, maxDurationMs: 90 * 60_000 };
    const at = await startTestServer(t, limits);
    const nobody = sessionStateSchema.parse(await (await newBrowser(at).send('/session')).json());
    assert.equal(nobody.limits, null);
    const { limits: shown } = await newBrowser(at).logIn('/session', await createTestUser(at));
    assert.deepEqual(shown, {
      ...limits,
      languages: ['en'],
      candidateNameKeys: ['candidate', 'candidateName', 'candidate_name', 'name', 'fullName'],
    });
  });
});

describe('the token of a session', { concurrency: true }, () => {
  it('is a new one after every sign-in, and the old one is worth nothing', async (t) => {
    const at = await startTestServer(t);
    const user = await createTestUser(at);
    const browser = newBrowser(at);
    browser.cookie = `vivavoce=${'p'.repeat(43)}`;
    const planted = browser.cookie;
    await browser.logIn('/session', user);
    const first = browser.cookie;
    assert.notEqual(first, planted);
    await browser.logIn('/session', user);
    assert.notEqual(browser.cookie, first);
    for (const cookie of [planted, first]) {
      const old = newBrowser(at);
      old.cookie = cookie;
      await expectRefusal(await old.send('/speech/runs'), 'SESSION_EXPIRED');
    }
    const rows = await at.store.db.selectFrom('sessions').selectAll().execute();
    assert.equal(rows.length, 1);
    assert.ok(!JSON.stringify(rows).includes(browser.cookie.split('=')[1] ?? ''), 'only a hash is stored');
  });

  it('is nothing that scripts and other hosts get, on HTTPS behind a trusted proxy', async (t) => {
    const at = await startTestServer(t, { trustedProxies: ['127.0.0.1'] });
    const user = await createTestUser(at);
    const signIn = async (headers: Record<string, string>) => {
      const response = await newBrowser(at).send('/session', { method: 'POST', json: user, headers });
      return response.headers.getSetCookie()[0] ?? '';
    };
    const secure = await signIn({ 'x-forwarded-proto': 'https' });
    assert.match(secure, /^__Host-vivavoce=[\w-]{43}; /);
    for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/'])
      assert.ok(secure.includes(attribute));
    assert.ok(!/Domain/i.test(secure));
    const plain = await signIn({});
    assert.match(plain, /^vivavoce=/);
    assert.ok(plain.includes('HttpOnly') && !plain.includes('Secure'));
    const browser = newBrowser(at);
    browser.cookie = plain.split(';')[0] ?? '';
    const overHttps = await browser.send('/speech/runs', { headers: { 'x-forwarded-proto': 'https' } });
    await expectRefusal(overHttps, 'MISSING_API_KEY');
  });
});

describe('the cookie of a session behind a proxy that the configuration does not name', () => {
  it('is Secure where the public URL is HTTPS', async (t) => {
    const at = await startTestServer(t, { publicUrl: 'https://speech.example.com' });
    const json = await createTestUser(at);
    const answer = await newBrowser(at).send('/session', { method: 'POST', json });
    const [cookie = ''] = answer.headers.getSetCookie();
    assert.match(cookie, /^__Host-vivavoce=.*; Secure/);
    const owner = newBrowser(at);
    await owner.logIn('/session', json);
    assert.equal((await owner.send('/speech/runs')).status, 200);
  });
});

describe('the end of a session', { concurrency: true }, () => {
  it('comes when nobody used it for a while, and in any case after some days', async (t) => {
    let now = Date.now();
    const clock = { now: () => new Date(now) };
    const at = await startTestServer(
      t,
      { sessionIdleMs: 2 * HOUR_MS, sessionLimitMs: 5 * HOUR_MS },
      {},
      clock,
    );
    const user = await createTestUser(at);
    const [idle, busy] = [newBrowser(at), newBrowser(at)];
    await idle.logIn('/session', user);
    await busy.logIn('/session', user);
    for (let hour = 1; hour <= 4; hour += 1) {
      now += HOUR_MS;
      assert.equal((await busy.send('/speech/runs')).status, 200, `after ${hour} h`);
    }
    await expectRefusal(await idle.send('/speech/runs'), 'SESSION_EXPIRED');
    now += HOUR_MS;
    await expectRefusal(await busy.send('/speech/runs'), 'SESSION_EXPIRED');
    const { user: nobody } = sessionStateSchema.parse(await (await busy.send('/session')).json());
    assert.equal(nobody, null);
  });

  it('comes with signing out, and with its user or client', async (t) => {
    const at = await shareTestServer(t);
    const user = await createTestUser(at);
    const browser = newBrowser(at);
    await browser.logIn('/session', user);
    const { cookie } = browser;
    assert.equal((await browser.send('/session', { method: 'DELETE' })).status, 204);
    assert.equal(browser.cookie, '');
    browser.cookie = cookie;
    await expectRefusal(await browser.send('/speech/runs'), 'SESSION_EXPIRED');
    await browser.logIn('/session', user);
    await at.store.db.updateTable('clients').set({ active: false }).where('id', '=', at.tenantId).execute();
    await expectRefusal(await browser.send('/speech/runs'), 'SESSION_EXPIRED');
    await at.store.db.updateTable('clients').set({ active: true }).where('id', '=', at.tenantId).execute();
    assert.equal((await browser.send('/speech/runs')).status, 200);
    await at.store.db.updateTable('users').set({ disabled_at: new Date() }).execute();
    await expectRefusal(await browser.send('/speech/runs'), 'SESSION_EXPIRED');
    await expectRefusal(
      await browser.send('/session', { method: 'POST', json: user }),
      'INVALID_CREDENTIALS',
    );
    await expectRefusal(await logInWhileRemoved(at), 'INVALID_CREDENTIALS');
  });
});

/** Signs in as a user whose removal is finished once the credentials have been found right. */
async function logInWhileRemoved(at: TestServer): Promise<Response> {
  const { db } = at.store;
  const user = await createTestUser(at);
  const signingIn = await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('users').where('id', '=', user.id).execute();
    const answer = newBrowser(at).send('/session', { method: 'POST', json: user });
    const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await waiting.execute(db)).rows.length === 0) await setTimeout(20);
    return { answer };
  });
  return signingIn.answer;
}

describe('signing in after wrong passwords', { concurrency: true }, () => {
  it('goes on for colleagues behind one address when an account takes no more attempts', async (t) => {
    const at = await startTestServer(t);
    const { email } = await createTestUser(at);
    const wrong = { email, password: 'wrong' };
    for (let n = 0; n < 60; n += 1) {
      const answer = await newBrowser(at).send('/session', { method: 'POST', json: wrong });
      await answer.body?.cancel();
    }
    await newBrowser(at).logIn('/session', await createTestUser(at));
  });

  it('by a link is never closed by wrong passwords', async (t) => {
    const at = await startTestServer(t);
    const user = await createTestUser(at);
    for (let n = 0; n < 51; n += 1) {
      const json = { email: `guess${n}@example.com`, password: 'wrong' };
      await (await newBrowser(at).send('/session', { method: 'POST', json })).body?.cancel();
    }
    await expectRefusal(
      await newBrowser(at).send('/session', { method: 'POST', json: user }),
      'TOO_MANY_ATTEMPTS',
    );
    const owner = await createTestUser(at, 'owner');
    const { token } = await createLoginLink(at.store.db, owner.id, new Date());
    await newBrowser(at).logIn('/session/link', { token });
  });
});

describe('signing in', { concurrency: true }, () => {
  it('does not tell who has an account, and stops guessing over all servers', async (t) => {
    const at = await startTestServer(t);
    const second = await startServer(at.config);
    t.after(() => second.stop());
    const user = await createTestUser(at);
    const guess = (email: string, server = at.server) =>
      newBrowser({ server }).send('/session', { method: 'POST', json: { email, password: 'wrong' } });
    for (const email of [user.email, 'nobody@example.com']) {
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, n) => guess(email, n % 2 === 0 ? at.server : second)),
      );
      const bodies = await Promise.all(
        answers.map(async (answer) => errorEnvelopeSchema.parse(await answer.json())),
      );
      const codes = bodies.map(({ error }) => error.code).sort();
      assert.deepEqual(codes, [
        ...Array(10).fill('INVALID_CREDENTIALS'),
        ...Array(2).fill('TOO_MANY_ATTEMPTS'),
      ]);
    }
    const right = await newBrowser(at).send('/session', { method: 'POST', json: user });
    const { retryAfterSeconds } = await expectRefusal(right, 'TOO_MANY_ATTEMPTS');
    assert.ok(retryAfterSeconds !== undefined && retryAfterSeconds > 800);
    const windows = await at.store.db.selectFrom('request_windows').selectAll().execute();
    assert.ok(!JSON.stringify(windows).includes('example.com'));
  });

  it('counts failures only: whoever knows the password is not held up', async (t) => {
    const at = await startTestServer(t);
    const user = await createTestUser(at);
    for (let n = 0; n < 12; n += 1) {
      const answer = await newBrowser(at).send('/session', { method: 'POST', json: user });
      assert.equal(answer.status, 200);
      await answer.body?.cancel();
    }
  });

  it('is stopped by address, however many accounts are tried', async (t) => {
    const at = await startTestServer(t);
    const statuses = new Set<number>();
    for (let n = 0; n < 51; n += 1) {
      const json = { email: `guess${n}@example.com`, password: 'wrong' };
      const answer = await newBrowser(at).send('/session', { method: 'POST', json });
      if (n === 50) await expectRefusal(answer, 'TOO_MANY_ATTEMPTS');
      else statuses.add(answer.status);
    }
    assert.deepEqual([...statuses], [401]);
  });
});
