import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { sessionStateSchema } from '@vivavoce/contract';
import Provider from 'oidc-provider';
import { addTenantDomain } from '../../accounts/domains.ts';
import { createLoginLink } from '../../accounts/login-links.ts';
import { createLoginLinkByEmail, createUser } from '../../accounts/operator-users.ts';
import { listAuditEntries } from '../../audit/list.ts';
import type { OidcConfig } from '../../oidc-config.ts';
import { createTenant } from '../../tenants/tenants.ts';
import { newBrowser, type TestBrowser } from '../../testing/browser.ts';
import {
  expectRefusal,
  shareTestServer,
  startTestServer,
  type TestServer,
} from '../../testing/test-server.ts';
import { createTestUser, loggedInBrowser } from '../../testing/test-users.ts';

const PUBLIC_URL = 'https://vivavoce.example';
const CLIENT = { clientId: 'vivavoce', clientSecret: 'a secret of both sides' };

/** What the provider says of whoever signs in with a name. */
type People = Record<string, { email: string; email_verified: boolean; name: string }>;

/** A real OpenID provider, stopped after the test. People sign in by their name. */
async function startProvider(t: TestContext, people: People): Promise<string> {
  let listener: RequestListener = () => {};
  const server = createServer((request, response) => listener(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [`${PUBLIC_URL}/api/v1/session/oidc/callback`],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    pkce: { required: () => true },
    cookies: { keys: ['for this test'] },
  });
  listener = provider.callback();
  return issuer;
}

/** Goes through the provider's own pages as a person does, and gives the address that it sends the browser back to. */
async function visitProvider(start: string, login: string): Promise<URL> {
  const jar = new Map<string, string>();
  const go = async (url: string, form?: Record<string, string>): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      jar.set(name, value);
    }
    return response;
  };
  let url = start;
  for (let step = 0; step < 12; step += 1) {
    let response = await go(url);
    if (response.status === 200) {
      const prompt = (await response.text()).includes('name="login"') ? 'login' : 'consent';
      response = await go(url, { prompt, login, password: 'any' });
    }
    url = new URL(response.headers.get('location') ?? '', url).href;
    if (url.startsWith(PUBLIC_URL)) return new URL(url);
  }
  throw new Error(`The provider did not send the browser back: ${url}`);
}

/** A server whose people can sign in with a provider. */
async function startWith(
  t: TestContext,
  people: People,
  settings: Partial<OidcConfig> = {},
): Promise<TestServer> {
  const issuer = await startProvider(t, people);
  const oidc = { issuer, ...CLIENT, name: 'Acme ID', domains: [], newcomers: null, ...settings };
  return startTestServer(t, { oidc, publicUrl: PUBLIC_URL });
}

/** Signs in with the provider and tells where the browser ends up, and as whom. */
async function logInWithProvider(at: TestServer, login: string, browser = newBrowser(at)) {
  const start = await browser.send('/session/oidc');
  assert.equal(start.status, 302);
  const back = await visitProvider(start.headers.get('location') ?? '', login);
  const end = await browser.send(`/session/oidc/callback${back.search}`);
  const { user, csrfToken } = sessionStateSchema.parse(await (await browser.send('/session')).json());
  browser.csrfToken = csrfToken ?? '';
  return { location: end.headers.get('location'), user, back };
}

const REFUSED = '/sign-in#error=oidc';

describe('signing in with an identity provider', { concurrency: true }, () => {
  it('finds a user by verified e-mail address, and nobody else', async (t) => {
    const people: People = {};
    const at = await startWith(t, people);
    const { oidc } = sessionStateSchema.parse(await (await newBrowser(at).send('/session')).json());
    assert.deepEqual(oidc, { name: 'Acme ID', url: '/api/v1/session/oidc' });
    const { email, id } = await createTestUser(at, 'admin');
    Object.assign(people, {
      ada: { email: email.toUpperCase(), email_verified: true, name: 'Ada' },
      mallory: { email, email_verified: false, name: 'Mallory' },
      eve: { email: 'eve@example.com', email_verified: true, name: 'Eve' },
    });
    const ada = await logInWithProvider(at, 'ada');
    assert.deepEqual([ada.location, ada.user?.id, ada.user?.role], ['/', id, 'admin']);
    for (const stranger of ['mallory', 'eve']) {
      const { location, user } = await logInWithProvider(at, stranger);
      assert.deepEqual([location, user], [REFUSED, null], stranger);
    }
    await at.store.db.updateTable('users').set({ disabled_at: new Date() }).execute();
    assert.equal((await logInWithProvider(at, 'ada')).location, REFUSED);
  });

  it('lets newcomers of the right domain in with the role that the operator has set', async (t) => {
    const people = {
      new: { email: 'new@acme.example', email_verified: true, name: 'Newcomer' },
      other: { email: 'other@elsewhere.example', email_verified: true, name: 'Other' },
    };
    const newcomers = { tenant: 'Acme', role: 'recruiter' } as const;
    const at = await startWith(t, people, { domains: ['acme.example'], newcomers });
    await at.store.db.updateTable('clients').set({ name: 'Acme' }).execute();
    const { user } = await logInWithProvider(at, 'new');
    assert.deepEqual([user?.name, user?.role, user?.hasPassword], ['Newcomer', 'recruiter', false]);
    assert.equal((await logInWithProvider(at, 'new')).user?.id, user?.id);
    assert.equal((await logInWithProvider(at, 'other')).location, REFUSED);
  });
});

describe('an account that a client made of somebody’s address', { concurrency: true }, () => {
  it('is not where the person lands, whose own client has the domain', async (t) => {
    const director = { email: 'director@acme.example', email_verified: true, name: 'Director' };
    const at = await startWith(t, { director });
    const acme = await createTenant(at.store, 'Acme', { credits: 0 });
    // The inviter accepts in the director's name, with a password of its own.
    const owner = await loggedInBrowser(at, 'owner');
    const invited = await owner.send('/invitations', {
      method: 'POST',
      json: { email: director.email, role: 'viewer' },
    });
    const [, token] = ((await invited.json()) as { url: string }).url.split('token=');
    const password = 'seven swans a-swimming';
    const accept = { method: 'POST', json: { name: 'Director', password } };
    assert.equal((await newBrowser(at).send(`/invitations/${token}/accept`, accept)).status, 200);
    // Nobody says whose the domain is: nobody gets in. Acme's it is: the inviter's account is not meant.
    assert.equal((await logInWithProvider(at, 'director')).location, REFUSED);
    await addTenantDomain(at.store, 'Acme', 'acme.example');
    assert.equal((await logInWithProvider(at, 'director')).location, REFUSED);
    const { id } = await createUser(at.store, 'Acme', { ...director, role: 'owner' });
    const { user, location } = await logInWithProvider(at, 'director');
    assert.deepEqual([location, user?.id], ['/', id]);
    const accounts = await at.store.db
      .selectFrom('users')
      .select('client_id')
      .where('email', '=', director.email)
      .execute();
    assert.deepEqual(new Set(accounts.map(({ client_id }) => client_id)), new Set([at.tenantId, acme.id]));
  });

  it('loses password, passkeys, sessions and links at the first login, as they may be the inviter’s', async (t) => {
    const people: People = {};
    const at = await startWith(t, people);
    const invited = await loggedInBrowser(at);
    Object.assign(people, { ada: { email: invited.user.email, email_verified: true, name: 'Ada' } });
    await createLoginLink(at.store.db, invited.user.id, new Date());
    await at.store.db
      .insertInto('passkeys')
      .values({
        user_id: invited.user.id,
        credential_id: 'of-the-inviter',
        public_key: Buffer.alloc(1),
        counter: 0,
        transports: [],
        name: 'Key',
        created_at: new Date(),
      })
      .execute();
    const { user } = await logInWithProvider(at, 'ada');
    assert.deepEqual(await at.store.db.selectFrom('passkeys').selectAll().execute(), []);
    assert.deepEqual([user?.id, user?.hasPassword], [invited.user.id, false]);
    assert.equal(sessionStateSchema.parse(await (await invited.send('/session')).json()).user, null);
    assert.deepEqual(await at.store.db.selectFrom('sign_in_links').selectAll().execute(), []);
    // What comes after stays: the person sets a password, and signs in by the provider again.
    await at.store.db.updateTable('users').set({ password_hash: 'x' }).execute();
    assert.equal((await logInWithProvider(at, 'ada')).user?.hasPassword, true);
  });

  it('knows a person by the subject: a new address changes nothing, a former one leads nowhere', async (t) => {
    const people: People = {};
    const at = await startWith(t, people);
    const { id, email } = await createTestUser(at);
    Object.assign(people, { ada: { email, email_verified: true, name: 'Ada' } });
    assert.equal((await logInWithProvider(at, 'ada')).user?.id, id);
    Object.assign(people, { ada: { email: 'married@example.com', email_verified: true, name: 'Ada' } });
    Object.assign(people, { heir: { email, email_verified: true, name: 'Heir' } });
    assert.equal((await logInWithProvider(at, 'ada')).user?.id, id);
    assert.equal((await logInWithProvider(at, 'heir')).location, REFUSED);
  });
});

/** A client whose owner came by the provider and requires that of everybody. */
async function startWithSso(t: TestContext, people: People = {}) {
  const at = await startWith(t, people);
  const { email } = await createTestUser(at, 'owner');
  Object.assign(people, { ada: { email, email_verified: true, name: 'Ada' } });
  const owner = newBrowser(at);
  await logInWithProvider(at, 'ada', owner);
  const change = (by: TestBrowser, requiresSso: boolean) =>
    by.send('/settings', { method: 'PATCH', json: { requiresSso } });
  return { at, owner, change };
}

const isLoggedIn = async (browser: TestBrowser): Promise<boolean> =>
  sessionStateSchema.parse(await (await browser.send('/session')).json()).user !== null;

describe('a client that requires single sign-on', { concurrency: true }, () => {
  it('takes no password, ends the sessions by one, and keeps those by the provider', async (t) => {
    const { at, owner, change } = await startWithSso(t);
    const colleague = await loggedInBrowser(at, 'admin');
    // Who has not come by the provider could lock everybody out.
    await expectRefusal(await change(colleague, true), 'SSO_REQUIRED');
    await createLoginLink(at.store.db, colleague.user.id, new Date());
    assert.equal((await change(owner, true)).status, 200);
    const elsewhere = await loggedInBrowser(at, 'owner', (await createTenant(at.store, 'Beta', {})).id);
    assert.deepEqual(
      [await isLoggedIn(owner), await isLoggedIn(colleague), await isLoggedIn(elsewhere)],
      [true, false, true],
    );
    assert.deepEqual(await at.store.db.selectFrom('sign_in_links').selectAll().execute(), []);
    const { email, password } = colleague.user;
    const json = { email, password };
    // The same answer as for a wrong one.
    await expectRefusal(
      await newBrowser(at).send('/session', { method: 'POST', json }),
      'INVALID_CREDENTIALS',
    );
    const link = await owner.send(`/users/${colleague.user.id}/sign-in-link`, { method: 'POST' });
    await expectRefusal(link, 'SSO_REQUIRED');
    const newPassword = { newPassword: 'six geese a-laying' };
    await expectRefusal(
      await owner.send('/session/password', { method: 'PUT', json: newPassword }),
      'SSO_REQUIRED',
    );
    // Changed back, the passwords are those of before.
    assert.equal((await change(owner, false)).status, 200);
    assert.equal((await newBrowser(at).send('/session', { method: 'POST', json })).status, 200);
  });

  it('lets invited people in by the provider, in the role they were invited to, and no other way', async (t) => {
    const people: People = { new: { email: 'new@example.com', email_verified: true, name: 'New' } };
    const { at, owner, change } = await startWithSso(t, people);
    await change(owner, true);
    const json = { email: 'new@example.com', role: 'recruiter' };
    const invited = await owner.send('/invitations', { method: 'POST', json });
    const [, token] = ((await invited.json()) as { url: string }).url.split('token=');
    const accept = { method: 'POST', json: { name: 'New', password: 'seven swans a-swimming' } };
    await expectRefusal(await newBrowser(at).send(`/invitations/${token}/accept`, accept), 'SSO_REQUIRED');
    const { user } = await logInWithProvider(at, 'new');
    assert.deepEqual([user?.role, user?.email], ['recruiter', 'new@example.com']);
    assert.deepEqual(await at.store.db.selectFrom('invitations').selectAll().execute(), []);
  });

  it('is reached by the operator when the provider fails, which the audit log tells', async (t) => {
    const { at, owner, change } = await startWithSso(t);
    await change(owner, true);
    const { email, id } = await createTestUser(at, 'owner');
    const { token } = await createLoginLinkByEmail(at.store, email);
    const rescued = newBrowser(at);
    await rescued.logIn('/session/link', { token });
    assert.equal(await isLoggedIn(rescued), true);
    assert.equal((await change(rescued, true)).status, 200, 'it stays as it is');
    assert.equal((await change(rescued, false)).status, 200);
    const filter = { action: 'user.link' } as const;
    const log = await listAuditEntries(at.store.db, at.tenantId, filter, { afterId: null, limit: 10 });
    assert.deepEqual(
      log.entries.map(({ actor, target }) => [actor.kind, target.userId]),
      [['operator', id]],
    );
  });
});

describe('an answer of an identity provider', { concurrency: true }, () => {
  it('is of no use in another browser, or a second time', async (t) => {
    const people = { ada: { email: 'ada@example.com', email_verified: true, name: 'Ada' } };
    const newcomers = { tenant: 'Acme', role: 'viewer' } as const;
    const at = await startWith(t, people, { newcomers });
    await at.store.db.updateTable('clients').set({ name: 'Acme' }).execute();
    const browser = newBrowser(at);
    const { back, user } = await logInWithProvider(at, 'ada', browser);
    assert.equal(user?.role, 'viewer');
    const other = newBrowser(at);
    await other.send('/session/oidc');
    for (const thief of [other, newBrowser(at), browser]) {
      const answer = await thief.send(`/session/oidc/callback${back.search}`);
      assert.equal(answer.headers.get('location'), REFUSED);
    }
  });

  it('is not there when it is not configured', async (t) => {
    const at = await shareTestServer(t);
    await expectRefusal(await newBrowser(at).send('/session/oidc'), 'NOT_FOUND');
  });
});
