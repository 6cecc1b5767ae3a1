import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { notificationsSchema, type ReportLanguage, submitResponseSchema } from '@vivavoce/contract';
import { type MailServerBehaviour, startMailServer } from '../testing/mail-server.ts';
import {
  expectRefusal,
  startTestServer,
  submit,
  submitForm,
  type TestServer,
  waitUntilFinished,
} from '../testing/test-server.ts';
import { createTestTenant } from '../testing/test-store.ts';
import { loggedInBrowser } from '../testing/test-users.ts';
import { deleteOldMails } from './outbox.ts';

const PUBLIC_URL = 'https://speech.example.com';
const NAME = 'Zacharias Quill';

/** A server with a worker that sends to a mail server of the test's own. */
async function startServerWithMail(t: TestContext, behaviour: MailServerBehaviour = {}) {
  const mailServer = await startMailServer(t, behaviour);
  const at = await startTestServer(t, {
    workers: 1,
    mail: mailServer.config,
    publicUrl: PUBLIC_URL,
    metricsPort: 0,
  });
  return { at, mailServer };
}

type Browser = Awaited<ReturnType<typeof loggedInBrowser>>;

/** A user who wants e-mails in a language. */
async function subscriber(
  at: TestServer,
  language: ReportLanguage = 'en',
  tenantId = at.tenantId,
): Promise<Browser> {
  const browser = await loggedInBrowser(at, 'recruiter', tenantId);
  await prefer(browser, true, language);
  return browser;
}

async function prefer(browser: Browser, onRunEnd: boolean, language: ReportLanguage = 'en'): Promise<void> {
  const json = { onRunEnd, language };
  const response = await browser.send('/session/notifications', { method: 'PUT', json });
  assert.deepEqual(notificationsSchema.parse(await response.json()), { available: true, ...json });
}

/** Submits a recording in the console. @returns the id of its run. */
async function submitInConsole(
  browser: Browser,
  script: Parameters<typeof submitForm>[0] = {},
): Promise<string> {
  const body = submitForm(script, [
    ['externalId', 'quill-7'],
    ['metadata', JSON.stringify({ name: NAME })],
  ]);
  const response = await browser.send('/speech/analyze', { method: 'POST', body });
  assert.equal(response.status, 202, await response.clone().text());
  return submitResponseSchema.parse(await response.json()).id;
}

const waiting = ({ store }: Pick<TestServer, 'store'>) =>
  store.db.selectFrom('run_mails').selectAll().orderBy('created_at').execute();

/** Waits until as many e-mails wait as a test expects. */
async function untilWaiting(at: TestServer, count: number): Promise<void> {
  while ((await waiting(at)).length !== count) await sleep(20);
}

/** Makes the next try due once the last of so many is noted. */
async function makeDue({ store }: TestServer, attempts: number): Promise<void> {
  const due = () =>
    store.db
      .updateTable('run_mails')
      .set({ due_at: new Date() })
      .where('attempts', '=', attempts)
      .where('busy_until', 'is', null)
      .executeTakeFirst();
  while ((await due()).numUpdatedRows === 0n) await sleep(50);
}

/** The decoded text of an e-mail. */
const textOf = (raw: string): string => {
  const body = raw.slice(raw.indexOf('\r\n\r\n')).replaceAll('=\r\n', '');
  const bytes = body.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
};

describe('an e-mail about a run', { concurrency: true }, () => {
  it('goes to the user who submitted it and wants one, in their language, without a word about the candidate', async (t) => {
    const { at, mailServer } = await startServerWithMail(t);
    const other = await createTestTenant(at.store);
    const [unasked, german, french] = [
      await loggedInBrowser(at),
      await subscriber(at, 'de'),
      await subscriber(at, 'fr', other.id),
    ];
    const quiet = [await submitInConsole(unasked), (await submit(at, submitForm({}))).id];
    const done = await submitInConsole(german);
    const failed = await submitInConsole(french, { refusal: 'NO_SPEECH_DETECTED' });
    const mails = await mailServer.got(2);
    for (const id of quiet) await waitUntilFinished(at, id);
    await untilWaiting(at, 0);
    assert.equal(mails.length, 2, 'nobody else gets one');
    const about = (id: string) => mails.find(({ raw }) => textOf(raw).includes(`${PUBLIC_URL}/runs/${id}`));
    const [ready, refused] = [about(done), about(failed)];
    assert.deepEqual([ready?.to, refused?.to], [[german.user.email], [french.user.email]]);
    assert.match(ready?.raw ?? '', /^Subject: Ihr Bericht ist fertig\r$/m);
    assert.match(
      textOf(ready?.raw ?? ''),
      /Die Aufnahme, die Sie am \d+\. \S+ 20\d\d um \d\d:\d\d UTC eingereicht haben/,
    );
    assert.match(textOf(refused?.raw ?? ''), /n’a pas pu être analysé et aucun crédit/);
    for (const { raw } of mails) {
      assert.ok(textOf(raw).includes(`${PUBLIC_URL}/account`), 'it says where to turn it off');
      assert.doesNotMatch(raw + textOf(raw), new RegExp(`${NAME}|quill|NO_SPEECH`, 'i'));
      assert.doesNotMatch(textOf(raw), /[ABC][12]\b|\d[.,]\d/, 'no level and no score');
    }
  });
});

describe('an e-mail that is not taken', { concurrency: true }, () => {
  it('is tried again until it is taken, under the same id, and given up when it is refused for good', async (t) => {
    const { at, mailServer } = await startServerWithMail(t, { answers: [451, 0, 550] });
    const browser = await subscriber(at);
    await submitInConsole(browser);
    await makeDue(at, 1);
    const [mail] = await mailServer.got(1);
    await untilWaiting(at, 0);
    await submitInConsole(browser);
    const metrics = async () => (await fetch(at.server.metricsUrl ?? '')).text();
    while (!(await metrics()).includes('vivavoce_mails_total{outcome="given_up"} 1')) await sleep(50);
    const text = await metrics();
    for (const line of [
      'vivavoce_mails_total{outcome="sent"} 1',
      'vivavoce_mails_total{outcome="retried"} 1',
      'vivavoce_mails_due 0',
      'vivavoce_mail_lag_seconds 0',
    ])
      assert.ok(text.includes(line), `${line} is not in\n${text}`);
    assert.equal(mailServer.mails.length, 1);
    assert.match(mail?.raw ?? '', /^Message-ID: <[0-9a-f-]{36}@acme\.example>\r$/m);
    assert.deepEqual(await waiting(at), []);
  });

  it('does not hold up runs, other clients or the end of the server while the mail server says nothing', async (t) => {
    const { at, mailServer } = await startServerWithMail(t, { answers: ['hang'] });
    const other = await createTestTenant(at.store);
    const [stuck, free] = [await subscriber(at), await subscriber(at, 'en', other.id)];
    await waitUntilFinished(at, await submitInConsole(stuck));
    while ((await waiting(at)).every(({ busy_until }) => busy_until === null)) await sleep(20);
    await waitUntilFinished(at, await submitInConsole(stuck));
    const id = await submitInConsole(free);
    const [mail] = await mailServer.got(1);
    assert.ok(mail?.raw.includes(id), 'the other client does not wait for the first');
    // One under way and one behind it; the one that was taken is deleted a moment after it arrived.
    await untilWaiting(at, 2);
    const from = Date.now();
    await at.server.stop();
    assert.ok(Date.now() - from < 12_000, `it took ${Date.now() - from} ms`);
    assert.equal((await waiting(at)).length, 2, 'they are sent after the next start');
  });
});

describe('an e-mail that waits', { concurrency: true }, () => {
  it('is not sent to who has switched it off, may not sign in any more or is gone', async (t) => {
    const { at, mailServer } = await startServerWithMail(t, { answers: Array(99).fill(451) });
    const [off, disabled, gone] = [await subscriber(at), await subscriber(at), await subscriber(at)];
    for (const browser of [off, disabled, gone]) await submitInConsole(browser);
    const isTried = (row: Awaited<ReturnType<typeof waiting>>[number]) =>
      row.attempts > 0 && row.busy_until === null;
    while ((await waiting(at)).filter(isTried).length < 3) await sleep(20);
    await at.store.db
      .updateTable('run_mails')
      .set({ due_at: new Date(Date.now() + 60_000) })
      .execute();
    await untilWaiting(at, 3);
    await prefer(off, false);
    await at.store.db.deleteFrom('users').where('id', '=', gone.user.id).execute();
    await at.store.db
      .updateTable('users')
      .set({ disabled_at: new Date() })
      .where('id', '=', disabled.user.id)
      .execute();
    await untilWaiting(at, 1);
    await at.store.db.updateTable('run_mails').set({ due_at: new Date(), busy_until: null }).execute();
    await untilWaiting(at, 0);
    assert.equal(mailServer.mails.length, 0);
  });
});

describe('a server without e-mail', { concurrency: true }, () => {
  it('does not offer it, and drops in a while what waits from when it had one', async (t) => {
    const at = await startTestServer(t, { workers: 1 });
    const browser = await loggedInBrowser(at);
    const shown = await browser.send('/session/notifications');
    assert.deepEqual(notificationsSchema.parse(await shown.json()), {
      available: false,
      onRunEnd: false,
      language: 'en',
    });
    const json = { onRunEnd: true, language: 'en' };
    await expectRefusal(await browser.send('/session/notifications', { method: 'PUT', json }), 'NOT_FOUND');
    await at.store.db.updateTable('users').set({ mail_on_run_end: true }).execute();
    await waitUntilFinished(at, await submitInConsole(browser));
    assert.equal((await waiting(at)).length, 1);
    await deleteOldMails(at.store.db);
    assert.equal((await waiting(at)).length, 1);
    const sixDaysAgo = new Date(Date.now() - 6 * 86_400_000);
    const [row] = await waiting(at);
    await at.store.db
      .insertInto('run_mails')
      .values({ ...row, id: crypto.randomUUID(), created_at: sixDaysAgo } as never)
      .execute();
    await deleteOldMails(at.store.db);
    assert.deepEqual(
      (await waiting(at)).map(({ id }) => id),
      [row?.id],
    );
  });

  it('takes languages of its own only', async (t) => {
    const { at } = await startServerWithMail(t);
    const browser = await loggedInBrowser(at);
    for (const json of [{ onRunEnd: true, language: 'it' }, { onRunEnd: 'yes', language: 'en' }, {}])
      await expectRefusal(
        await browser.send('/session/notifications', { method: 'PUT', json }),
        'INVALID_PARAMETERS',
      );
  });
});
