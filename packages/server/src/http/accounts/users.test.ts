import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createdInvitationSchema,
  invitationListSchema,
  invitationViewSchema,
  loginLinkSchema,
  type Role,
  sessionListSchema,
  sessionStateSchema,
  userListSchema,
} from '@vivavoce/contract';
import { createLoginLinkByEmail, disableUserByEmail } from '../../accounts/operator-users.ts';
import { newBrowser, type TestBrowser } from '../../testing/browser.ts';
import {
  expectRefusal,
  send,
  shareTestServer,
  startTestServer,
  type TestServer,
} from '../../testing/test-server.ts';
import { createTestTenant } from '../../testing/test-store.ts';
import { createTestUser, loggedInBrowser } from '../../testing/test-users.ts';

const DAY_MS = 24 * 60 * 60_000;
const patch = (by: TestBrowser, id: string, json: object) =>
  by.send(`/users/${id}`, { method: 'PATCH', json });
const remove = (by: TestBrowser, id: string) => by.send(`/users/${id}`, { method: 'DELETE' });

/** Invites and gives the answer. */
async function invite(by: TestBrowser, role: Role = 'recruiter', email = 'new@example.com') {
  const response = await by.send('/invitations', { method: 'POST', json: { email, role } });
  assert.equal(response.status, 201);
  return createdInvitationSchema.parse(await response.json());
}

const accept = (by: TestBrowser, token: string, name = 'Newcomer') =>
  by.send(`/invitations/${token}/accept`, {
    method: 'POST',
    json: { name, password: 'eleven pipers piping' },
  });

describe('the users of a client', { concurrency: true }, () => {
  it('are administered by owners and admins, owners by owners alone', async (t) => {
    const at = await shareTestServer(t);
    const owner = await loggedInBrowser(at, 'owner');
    const admin = await loggedInBrowser(at, 'admin');
    const recruiter = await loggedInBrowser(at);
    const { users } = userListSchema.parse(await (await admin.send('/users')).json());
    assert.deepEqual(
      users.map(({ role }) => role),
      ['admin', 'owner', 'recruiter'],
    );
    for (const answer of [
      await recruiter.send('/users'),
      await patch(recruiter, recruiter.user.id, { role: 'owner' }),
      await patch(admin, admin.user.id, { role: 'owner' }),
      await patch(admin, owner.user.id, { role: 'viewer' }),
      await remove(admin, owner.user.id),
      await admin.send(`/users/${owner.user.id}/sign-in-link`, { method: 'POST' }),
      await admin.send('/invitations', { method: 'POST', json: { email: 'x@example.com', role: 'owner' } }),
      await send(at, '/users'),
    ]) {
      await expectRefusal(answer, 'MISSING_PERMISSION');
    }
    assert.equal((await patch(admin, recruiter.user.id, { role: 'viewer' })).status, 200);
    const { user, client } = sessionStateSchema.parse(await (await recruiter.send('/session')).json());
    assert.equal(user?.role, 'viewer', 'at once, without signing in again');
    assert.deepEqual(
      client?.administrators.map(({ email }) => email),
      [owner.user.email, admin.user.email],
      'who can change the role, owners first',
    );
    assert.equal((await remove(owner, admin.user.id)).status, 204);
    await expectRefusal(await admin.send('/users'), 'SESSION_EXPIRED');
  });

  it('are nobody else’s: ids of another client are not found', async (t) => {
    const at = await shareTestServer(t);
    const elsewhere = { ...at, tenantId: (await createTestTenant(at.store)).id };
    const stranger = await loggedInBrowser(elsewhere, 'owner');
    const mine = await loggedInBrowser(at, 'owner');
    const invitation = await invite(mine);
    for (const id of [mine.user.id, 'x', crypto.randomUUID()]) {
      await expectRefusal(await patch(stranger, id, { name: 'X' }), 'NOT_FOUND');
      await expectRefusal(await remove(stranger, id), 'NOT_FOUND');
      await expectRefusal(await stranger.send(`/users/${id}/sign-in-link`, { method: 'POST' }), 'NOT_FOUND');
      await expectRefusal(await stranger.send(`/sessions/${id}`, { method: 'DELETE' }), 'NOT_FOUND');
    }
    await expectRefusal(
      await stranger.send(`/invitations/${invitation.id}`, { method: 'DELETE' }),
      'NOT_FOUND',
    );
    const sessions = sessionListSchema.parse(await (await mine.send('/sessions')).json());
    const [session] = sessions.sessions;
    await expectRefusal(await stranger.send(`/sessions/${session?.id}`, { method: 'DELETE' }), 'NOT_FOUND');
  });
});

describe('the owners of a client', { concurrency: true }, () => {
  it('are never none, even when two of them step down at once', async (t) => {
    const at = await shareTestServer(t);
    const [one, two] = [await loggedInBrowser(at, 'owner'), await loggedInBrowser(at, 'owner')];
    const answers = await Promise.all([
      patch(one, one.user.id, { role: 'viewer' }),
      remove(two, two.user.id),
    ]);
    const statuses = answers.map(({ status }) => status);
    assert.equal(statuses.filter((status) => status === 409).length, 1, String(statuses));
    const left = statuses[0] === 409 ? one : two;
    await expectRefusal(await patch(left, left.user.id, { disabled: true }), 'LAST_OWNER');
    await expectRefusal(await patch(left, left.user.id, { role: 'admin' }), 'LAST_OWNER');
    await expectRefusal(await remove(left, left.user.id), 'LAST_OWNER');
    assert.equal((await patch(left, left.user.id, { name: 'Still here' })).status, 200);
  });
});

describe('a disabled user', { concurrency: true }, () => {
  it('is out at once, and in again when enabled', async (t) => {
    const at = await shareTestServer(t);
    const owner = await loggedInBrowser(at, 'owner');
    const user = await loggedInBrowser(at);
    await patch(owner, user.user.id, { disabled: true });
    await expectRefusal(await user.send('/speech/runs'), 'SESSION_EXPIRED');
    await patch(owner, user.user.id, { disabled: false });
    await expectRefusal(await user.send('/speech/runs'), 'SESSION_EXPIRED');
    const { email, password } = user.user;
    await user.logIn('/session', { email, password });
  });
});

describe('a sign-in link', { concurrency: true }, () => {
  /** A link for a user of the test server. */
  async function linkFor(owner: TestBrowser, id: string) {
    const response = await owner.send(`/users/${id}/sign-in-link`, { method: 'POST' });
    return loginLinkSchema.parse(await response.json());
  }

  it('signs in once, and lets a new password be set without the old one', async (t) => {
    const at = await shareTestServer(t);
    const owner = await loggedInBrowser(at, 'owner');
    const user = await createTestUser(at);
    const lost = await linkFor(owner, user.id);
    const link = await linkFor(owner, user.id);
    assert.equal(link.url, `${at.server.url}/sign-in#token=${link.token}`);
    const browser = newBrowser(at);
    const follow = (token: string) => browser.send('/session/link', { method: 'POST', json: { token } });
    await expectRefusal(await follow(lost.token), 'INVALID_LINK');
    await browser.logIn('/session/link', { token: link.token });
    await expectRefusal(await follow(link.token), 'INVALID_LINK');
    const newPassword = 'nine ladies dancing';
    const changed = await browser.send('/session/password', { method: 'PUT', json: { newPassword } });
    assert.equal(changed.status, 200);
    await newBrowser(at).logIn('/session', { email: user.email, password: newPassword });
  });

  it('cannot be followed twice at once, nor after a day', async (t) => {
    let now = Date.now();
    const at = await startTestServer(t, {}, {}, { now: () => new Date(now) });
    const owner = await loggedInBrowser(at, 'owner');
    const user = await createTestUser(at);
    const { token } = await linkFor(owner, user.id);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        newBrowser(at).send('/session/link', { method: 'POST', json: { token } }),
      ),
    );
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    const late = await linkFor(await loggedInBrowser(at, 'owner'), user.id);
    now += DAY_MS;
    const json = { token: late.token };
    await expectRefusal(await newBrowser(at).send('/session/link', { method: 'POST', json }), 'INVALID_LINK');
  });
});

describe('an invitation', { concurrency: true }, () => {
  it('makes a user with its role, once', async (t) => {
    const at = await shareTestServer(t);
    const owner = await loggedInBrowser(at, 'owner');
    const { token, url } = await invite(owner, 'admin');
    assert.equal(url, `${at.server.url}/invitation#token=${token}`);
    const guest = newBrowser(at);
    const view = invitationViewSchema.parse(await (await guest.send(`/invitations/${token}`)).json());
    assert.deepEqual([view.email, view.role], ['new@example.com', 'admin']);
    const guests = [guest, newBrowser(at), newBrowser(at)];
    const answers = await Promise.all(guests.map((browser) => accept(browser, token)));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    const winner = answers.find(({ status }) => status === 200);
    const { user } = sessionStateSchema.parse(await winner?.json());
    assert.deepEqual([user?.name, user?.role, user?.email], ['Newcomer', 'admin', 'new@example.com']);
    await expectRefusal(await guest.send(`/invitations/${token}`), 'INVALID_LINK');
    const again = await owner.send('/invitations', {
      method: 'POST',
      json: { email: 'NEW@example.com', role: 'viewer' },
    });
    await expectRefusal(again, 'EMAIL_TAKEN');
  });

  it('is void when it is taken back, replaced or a week old', async (t) => {
    let now = Date.now();
    const clock = { now: () => new Date(now) };
    const at: TestServer = await startTestServer(
      t,
      { sessionIdleMs: 30 * DAY_MS, sessionLimitMs: 30 * DAY_MS },
      {},
      clock,
    );
    const owner = await loggedInBrowser(at, 'owner');
    const replaced = await invite(owner);
    const revoked = await invite(owner);
    assert.equal((await owner.send(`/invitations/${revoked.id}`, { method: 'DELETE' })).status, 204);
    const old = await invite(owner);
    const list = async () =>
      invitationListSchema.parse(await (await owner.send('/invitations')).json()).invitations;
    assert.deepEqual(
      (await list()).map(({ id, invitedBy }) => [id, invitedBy]),
      [[old.id, 'owner']],
    );
    now += 7 * DAY_MS;
    for (const { token } of [replaced, revoked, old]) {
      await expectRefusal(await accept(newBrowser(at), token), 'INVALID_LINK');
    }
    assert.deepEqual(await list(), []);
    const stored = await at.store.db.selectFrom('invitations').selectAll().execute();
    assert.ok(!JSON.stringify(stored).includes(old.token));
  });
});

describe('an address of several clients', { concurrency: true }, () => {
  it('is invited as if it were new, and signs in where its password is right', async (t) => {
    const at = await shareTestServer(t);
    const elsewhere = await createTestTenant(at.store);
    const known = await createTestUser({ store: at.store, tenantId: elsewhere.id });
    const { token } = await invite(await loggedInBrowser(at, 'owner'), 'viewer', known.email);
    const { user: invited } = sessionStateSchema.parse(await (await accept(newBrowser(at), token)).json());
    const signIn = (password: string) => newBrowser(at).logIn('/session', { email: known.email, password });
    assert.equal((await signIn(known.password)).user?.id, known.id);
    assert.equal((await signIn('eleven pipers piping')).user?.id, invited?.id);
    await assert.rejects(signIn('ten lords a-leaping'), /INVALID_CREDENTIALS/);
    await assert.rejects(createLoginLinkByEmail(at.store, known.email), /name one: /);
    assert.ok((await createLoginLinkByEmail(at.store, known.email, elsewhere.name)).token);
    // Whoever is out with one client is still in with the other.
    await disableUserByEmail(at.store, known.email, elsewhere.name);
    await assert.rejects(signIn(known.password), /INVALID_CREDENTIALS/);
    assert.equal((await signIn('eleven pipers piping')).user?.id, invited?.id);
  });
});

describe('a password', { concurrency: true }, () => {
  it('is changed with the old one, and every session gets new or ends', async (t) => {
    const at = await shareTestServer(t);
    const browser = await loggedInBrowser(at);
    const other = newBrowser(at);
    const { email, password } = browser.user;
    await other.logIn('/session', { email, password });
    const newPassword = 'ten lords a-leaping';
    const change = (json: object) => browser.send('/session/password', { method: 'PUT', json });
    await expectRefusal(await change({ newPassword }), 'INVALID_CREDENTIALS');
    await expectRefusal(await change({ currentPassword: 'wrong', newPassword }), 'INVALID_CREDENTIALS');
    await expectRefusal(
      await change({ currentPassword: password, newPassword: 'password1234' }),
      'WEAK_PASSWORD',
    );
    const { cookie } = browser;
    assert.equal((await change({ currentPassword: password, newPassword })).status, 200);
    assert.notEqual(browser.cookie, cookie);
    await expectRefusal(await other.send('/sessions'), 'SESSION_EXPIRED');
    const { sessions } = sessionListSchema.parse(await (await browser.send('/sessions')).json());
    assert.deepEqual(
      sessions.map(({ isCurrent }) => isCurrent),
      [true],
    );
  });

  it('does not keep anybody signed in who signs out everywhere', async (t) => {
    const at = await shareTestServer(t);
    const browser = await loggedInBrowser(at);
    const other = newBrowser(at);
    const { email, password } = browser.user;
    await other.logIn('/session', { email, password });
    assert.equal((await other.send('/sessions', { method: 'DELETE' })).status, 204);
    await expectRefusal(await browser.send('/sessions'), 'SESSION_EXPIRED');
    assert.equal(other.cookie, '');
  });
});
