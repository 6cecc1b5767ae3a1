import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import {
  enrolledSchema,
  passkeyOptionsSchema,
  recoveryCodesSchema,
  secondFactorSchema,
  totpEnrolmentSchema,
  userListSchema,
} from '@vivavoce/contract';
import { type TOTP, URI } from 'otpauth';
import { createLoginLink } from '../../accounts/login-links.ts';
import { resetSecondFactorByEmail } from '../../accounts/operator-users.ts';
import { newBrowser, type TestBrowser } from '../../testing/browser.ts';
import { createSoftwarePasskey, type GivenOptions } from '../../testing/software-passkey.ts';
import { expectRefusal, startTestServer, type TestServer } from '../../testing/test-server.ts';
import { createTestTenant } from '../../testing/test-store.ts';
import { createTestUser, loggedInBrowser, type TestUser } from '../../testing/test-users.ts';

const MINUTE_MS = 60_000;

/** One server with a clock of its own for the whole file; each case has its users. */
const scene = { ms: Date.now() } as { at: TestServer; ms: number };

test('a second factor', async (t) => {
  scene.at = await startTestServer(t, {}, {}, { now: () => new Date(scene.ms) });
  await t.test('an authenticator app', appCases);
  await t.test('its codes', attemptCases);
  await t.test('its secret', secrecyCases);
  await t.test('a passkey', passkeyCases);
  await t.test('that a client requires', requirementCases);
});

/** Lets time pass, so that the next code is another one. */
const nextCode = () => {
  scene.ms += MINUTE_MS;
};

const codeOf = (totp: TOTP): string => totp.generate({ timestamp: scene.ms });

const post = (browser: TestBrowser, path: string, json?: unknown) =>
  browser.send(path, { method: 'POST', ...(json !== undefined && { json }) });

/** A user who has set up an app. */
async function enrolledUser(role: Parameters<typeof loggedInBrowser>[1] = 'recruiter') {
  const browser = await loggedInBrowser(scene.at, role);
  const { uri } = totpEnrolmentSchema.parse(
    await (await post(browser, '/session/second-factor/totp')).json(),
  );
  const totp = URI.parse(uri) as TOTP;
  const confirmed = await browser.send('/session/second-factor/totp', {
    method: 'PUT',
    json: { code: codeOf(totp) },
  });
  const { recoveryCodes } = enrolledSchema.parse(await confirmed.json());
  nextCode();
  return { browser, user: browser.user, totp, recoveryCodes };
}

/** A browser with a password that was right, and a second factor to come. */
async function halfSignedIn({ email, password }: TestUser): Promise<TestBrowser> {
  const browser = newBrowser(scene.at);
  const state = await browser.logIn('/session', { email, password });
  assert.equal(state.user, null);
  assert.ok(state.pendingSignIn);
  return browser;
}

const optionsOf = async (response: Response) =>
  passkeyOptionsSchema.parse(await response.json()).options as unknown as GivenOptions;

async function appCases(t: TestContext): Promise<void> {
  await t.test('is asked for after the password and after a link, and opens nothing before', async () => {
    const { user, totp } = await enrolledUser();
    const browser = await halfSignedIn(user);
    await expectRefusal(await browser.send('/speech/runs'), 'MISSING_API_KEY');
    await expectRefusal(await browser.send('/session/second-factor'), 'MISSING_API_KEY');
    const state = await browser.logIn('/session/second-factor', { code: codeOf(totp) });
    assert.equal(state.user?.email, user.email);
    assert.equal((await browser.send('/speech/runs')).status, 200);
    nextCode();
    const { token } = await createLoginLink(scene.at.store.db, user.id, new Date(scene.ms));
    const byLink = newBrowser(scene.at);
    assert.equal((await byLink.logIn('/session/link', { token })).user, null);
    assert.ok((await byLink.logIn('/session/second-factor', { code: codeOf(totp) })).user);
  });

  await t.test('accepts no code twice, of several at once one, and none that is old', async () => {
    const { user, totp } = await enrolledUser();
    const browsers = await Promise.all(Array.from({ length: 3 }, () => halfSignedIn(user)));
    const code = codeOf(totp);
    const answers = await Promise.all(
      browsers.map((browser) => post(browser, '/session/second-factor', { code })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401, 401]);
    await expectRefusal(
      await post(await halfSignedIn(user), '/session/second-factor', { code }),
      'INVALID_CODE',
    );
    const old = totp.generate({ timestamp: scene.ms });
    scene.ms += 3 * MINUTE_MS;
    await expectRefusal(
      await post(await halfSignedIn(user), '/session/second-factor', { code: old }),
      'INVALID_CODE',
    );
  });
}

async function attemptCases(t: TestContext): Promise<void> {
  await t.test(
    'has attempts of its own: wrong codes close neither passwords nor recovery codes',
    async () => {
      const { user, totp, recoveryCodes } = await enrolledUser();
      const browser = await halfSignedIn(user);
      const wrong = () => post(browser, '/session/second-factor', { code: '000 000' });
      const statuses = [];
      for (let tries = 0; tries < 6; tries += 1) statuses.push((await wrong()).status);
      assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429]);
      await expectRefusal(
        await post(browser, '/session/second-factor', { code: codeOf(totp) }),
        'TOO_MANY_ATTEMPTS',
      );
      const other = await halfSignedIn(user);
      const [code = ''] = recoveryCodes;
      assert.ok((await other.logIn('/session/second-factor', { code: code.toLowerCase() })).user);
      const refused = await scene.at.store.db
        .selectFrom('audit_entries')
        .select('action')
        .where('actor_id', '=', user.id)
        .where('action', 'in', ['session.refuse', 'recovery-code.use', 'second-factor.add'])
        .execute();
      assert.equal(refused.filter(({ action }) => action === 'session.refuse').length, 5);
      assert.equal(refused.filter(({ action }) => action === 'recovery-code.use').length, 1);
      assert.equal(refused.filter(({ action }) => action === 'second-factor.add').length, 1);
    },
  );

  await t.test(
    'comes with recovery codes that work once each and are void when there are new ones',
    async () => {
      const { browser, user, recoveryCodes } = await enrolledUser();
      assert.equal(new Set(recoveryCodes).size, 10);
      const [first = '', second = ''] = recoveryCodes;
      const away = await halfSignedIn(user);
      assert.ok((await away.logIn('/session/second-factor', { code: first })).user);
      await expectRefusal(
        await post(await halfSignedIn(user), '/session/second-factor', { code: first }),
        'INVALID_CODE',
      );
      const state = secondFactorSchema.parse(await (await browser.send('/session/second-factor')).json());
      assert.deepEqual([state.totp, state.recoveryCodes], [true, 9]);
      const renewed = await post(browser, '/session/second-factor/recovery-codes');
      assert.equal(recoveryCodesSchema.parse(await renewed.json()).recoveryCodes.length, 10);
      await expectRefusal(
        await post(await halfSignedIn(user), '/session/second-factor', { code: second }),
        'INVALID_CODE',
      );
    },
  );
}

async function secrecyCases(t: TestContext): Promise<void> {
  await t.test('keeps its secret and the codes unreadable in the database', async () => {
    const { user, totp, recoveryCodes } = await enrolledUser();
    const { secret } = await scene.at.store.db
      .selectFrom('totp_secrets')
      .select('secret')
      .where('user_id', '=', user.id)
      .executeTakeFirstOrThrow();
    assert.ok(!secret.toString('latin1').includes(totp.secret.base32));
    const rows = await scene.at.store.db.selectFrom('recovery_codes').selectAll().execute();
    const stored = rows.map(({ code_hash: hash }) => hash.toString('latin1')).join();
    assert.ok(recoveryCodes.every((code) => !stored.includes(code.replaceAll('-', ''))));
    const tenantDb = scene.at.store.forTenant(scene.at.tenantId).db;
    await assert.rejects(tenantDb.selectFrom('totp_secrets').select('secret').execute(), /permission denied/);
    await assert.rejects(
      tenantDb
        .updateTable('totp_secrets')
        .set({ secret: Buffer.from('x') })
        .execute(),
      /permission denied/,
    );
  });

  await t.test(
    'ends the other sessions when it is added, and is changed only soon after a login or the password',
    async () => {
      const user = await createTestUser(scene.at);
      const [here, elsewhere] = [newBrowser(scene.at), newBrowser(scene.at)];
      await here.logIn('/session', user);
      await elsewhere.logIn('/session', user);
      scene.ms += 11 * MINUTE_MS;
      await expectRefusal(await post(here, '/session/second-factor/totp'), 'REAUTHENTICATION_REQUIRED');
      const state = secondFactorSchema.parse(await (await here.send('/session/second-factor')).json());
      assert.equal(state.reauthentication, 'password');
      await expectRefusal(
        await post(here, '/session/reauthentication', { password: 'x' }),
        'INVALID_CREDENTIALS',
      );
      assert.equal((await post(here, '/session/reauthentication', { password: user.password })).status, 204);
      const { uri } = totpEnrolmentSchema.parse(
        await (await post(here, '/session/second-factor/totp')).json(),
      );
      const code = codeOf(URI.parse(uri) as TOTP);
      assert.equal(
        (await here.send('/session/second-factor/totp', { method: 'PUT', json: { code } })).status,
        200,
      );
      await expectRefusal(await elsewhere.send('/speech/runs'), 'SESSION_EXPIRED');
      assert.equal((await here.send('/session/second-factor/totp', { method: 'DELETE' })).status, 204);
      const alone = newBrowser(scene.at);
      assert.ok((await alone.logIn('/session', user)).user);
    },
  );
}

/** A user with a passkey. */
async function passkeyUser(verifiesUser = true) {
  const browser = await loggedInBrowser(scene.at);
  const passkey = createSoftwarePasskey(scene.at.server.url, verifiesUser);
  const options = await optionsOf(await post(browser, '/session/passkey/registration'));
  const added = await post(browser, '/session/passkeys', {
    name: 'Laptop',
    response: passkey.register(options),
  });
  assert.equal(added.status, 201);
  return { browser, user: browser.user, passkey };
}

async function passkeyCases(t: TestContext): Promise<void> {
  await t.test('signs in by itself, once for each challenge, and from its own page alone', async () => {
    const { user, passkey } = await passkeyUser();
    const browser = newBrowser(scene.at);
    const challenge = async () => optionsOf(await post(browser, '/session/passkey/challenge'));
    const elsewhere = passkey.authenticate(await challenge(), 'https://elsewhere.example');
    await expectRefusal(await post(browser, '/session/passkey', { response: elsewhere }), 'INVALID_PASSKEY');
    const response = passkey.authenticate(await challenge());
    const state = await browser.logIn('/session/passkey', { response });
    assert.equal(state.user?.email, user.email);
    await expectRefusal(
      await post(newBrowser(scene.at), '/session/passkey', { response }),
      'INVALID_PASSKEY',
    );
    const stranger = createSoftwarePasskey(scene.at.server.url).authenticate(await challenge());
    await expectRefusal(await post(browser, '/session/passkey', { response: stranger }), 'INVALID_PASSKEY');
  });

  await t.test(
    'finishes the login of its own user only, and without asking for a PIN it is no login of its own',
    async () => {
      const { user, passkey } = await passkeyUser(false);
      const alone = newBrowser(scene.at);
      const challenge = await optionsOf(await post(alone, '/session/passkey/challenge'));
      const response = passkey.authenticate(challenge);
      await expectRefusal(await post(alone, '/session/passkey', { response }), 'INVALID_PASSKEY');
      const { user: other } = await passkeyUser();
      for (const [who, isOwn] of [
        [other, false],
        [user, true],
      ] as const) {
        const browser = await halfSignedIn(who);
        const asked = await optionsOf(await post(browser, '/session/passkey/challenge'));
        const answer = await post(browser, '/session/passkey', { response: passkey.authenticate(asked) });
        assert.equal(answer.status, isOwn ? 200 : 401);
      }
    },
  );

  await t.test('lets nobody in who is disabled, and is removed by its user', async () => {
    const { browser, user, passkey } = await passkeyUser();
    const login = async () => {
      const other = newBrowser(scene.at);
      const options = await optionsOf(await post(other, '/session/passkey/challenge'));
      return post(other, '/session/passkey', { response: passkey.authenticate(options) });
    };
    const { db } = scene.at.store;
    await db.updateTable('users').set({ disabled_at: new Date() }).where('id', '=', user.id).execute();
    await expectRefusal(await login(), 'INVALID_PASSKEY');
    await db.updateTable('users').set({ disabled_at: null }).where('id', '=', user.id).execute();
    const { passkeys } = secondFactorSchema.parse(
      await (await browser.send('/session/second-factor')).json(),
    );
    assert.equal(passkeys[0]?.name, 'Laptop');
    const removed = await browser.send(`/session/passkeys/${passkeys[0]?.id}`, { method: 'DELETE' });
    assert.equal(removed.status, 204);
    await expectRefusal(await login(), 'INVALID_PASSKEY');
  });
}

async function requirementCases(t: TestContext): Promise<void> {
  await t.test('leaves users without one nothing but to set one up', async () => {
    const { at } = scene;
    const elsewhere = { ...at, tenantId: (await createTestTenant(at.store)).id };
    const owner = await loggedInBrowser(elsewhere, 'owner', elsewhere.tenantId);
    const change = await owner.send('/settings', { method: 'PATCH', json: { requiresSecondFactor: true } });
    assert.equal(change.status, 200);
    await expectRefusal(await owner.send('/speech/runs'), 'SECOND_FACTOR_REQUIRED');
    const user = await createTestUser(elsewhere);
    const browser = newBrowser(at);
    const state = await browser.logIn('/session', user);
    assert.equal(state.user?.needsSecondFactor, true);
    await expectRefusal(await browser.send('/speech/runs'), 'SECOND_FACTOR_REQUIRED');
    await expectRefusal(await browser.send('/users'), 'SECOND_FACTOR_REQUIRED');
    const { uri } = totpEnrolmentSchema.parse(
      await (await post(browser, '/session/second-factor/totp')).json(),
    );
    const code = codeOf(URI.parse(uri) as TOTP);
    await browser.send('/session/second-factor/totp', { method: 'PUT', json: { code } });
    assert.equal((await browser.send('/speech/runs')).status, 200);
  });

  await t.test(
    'is removed by an administrator or the operator for somebody who lost everything',
    async () => {
      const { browser: owner } = await enrolledUser('owner');
      const lost = await enrolledUser();
      const list = userListSchema.parse(await (await owner.send('/users')).json());
      assert.equal(list.users.find(({ id }) => id === lost.user.id)?.hasSecondFactor, true);
      const reset = await owner.send(`/users/${lost.user.id}/second-factor`, { method: 'DELETE' });
      assert.equal(reset.status, 204);
      await expectRefusal(await lost.browser.send('/speech/runs'), 'SESSION_EXPIRED');
      assert.ok((await newBrowser(scene.at).logIn('/session', lost.user)).user);
      const again = await enrolledUser();
      await resetSecondFactorByEmail(scene.at.store, again.user.email);
      assert.ok((await newBrowser(scene.at).logIn('/session', again.user)).user);
      const other = await createTestTenant(scene.at.store);
      const stranger = await loggedInBrowser(scene.at, 'owner', other.id);
      const foreign = await enrolledUser();
      await expectRefusal(
        await stranger.send(`/users/${foreign.user.id}/second-factor`, { method: 'DELETE' }),
        'NOT_FOUND',
      );
    },
  );
}
