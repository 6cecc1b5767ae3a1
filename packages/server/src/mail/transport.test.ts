import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import type { MailConfig } from '../mail-config.ts';
import { startMailServer } from '../testing/mail-server.ts';
import { checkMailServer } from './check.ts';
import { type MailFailure, sendMail } from './transport.ts';

const MAIL = {
  to: 'ada@example.com',
  id: '0b5c',
  language: 'fr',
  subject: 'Votre rapport est prêt',
  text: 'Voilà\nhttps://speech.example.com/runs/1\n',
};

const send = (config: MailConfig, changes: Partial<typeof MAIL> = {}): Promise<MailFailure | null> =>
  sendMail(config, { ...MAIL, ...changes }, AbortSignal.timeout(20_000));

/** A port where connections are taken and nothing is said. */
async function silentPort(t: TestContext): Promise<number> {
  const server = createServer(() => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return (server.address() as AddressInfo).port;
}

describe('an e-mail', () => {
  it('is handed over with its headers and text, signed in, encrypted from the start or by STARTTLS', async (t) => {
    for (const tls of ['from-start', 'starttls'] as const) {
      const server = await startMailServer(t, { tls, asksForLogin: true });
      assert.equal(await send(server.config), null);
      const [mail] = await server.got(1);
      assert.deepEqual(
        [mail?.from, mail?.to, mail?.isEncrypted, mail?.user],
        ['speech@acme.example', ['ada@example.com'], true, 'vivavoce'],
      );
      for (const line of [
        'From: Acme Hiring <speech@acme.example>',
        'To: ada@example.com',
        'Subject: =?UTF-8?Q?Votre_rapport_est_pr=C3=AAt?=',
        'Message-ID: <0b5c@acme.example>',
        'Auto-Submitted: auto-generated',
        'Content-Language: fr',
        'Content-Type: text/plain; charset=utf-8',
        'https://speech.example.com/runs/1',
      ])
        assert.ok(mail?.raw.includes(`${line}\r\n`), `${line} is not in\n${mail?.raw}`);
    }
  });

  it('is not sent in the clear, nor a password, where TLS is required and not to be had', async (t) => {
    const server = await startMailServer(t, { asksForLogin: true });
    const failure = await send({ ...server.config, encryption: 'starttls' });
    assert.equal(failure?.kind, 'server');
    assert.equal(server.mails.length, 0);
    const trusting = await startMailServer(t, { tls: 'starttls' });
    const elsewhere = { ...trusting.config, host: '127.0.0.1' };
    assert.deepEqual(await send(elsewhere), { kind: 'server', status: null, reason: 'ESOCKET (CONN)' });
    assert.equal(trusting.mails.length, 0, 'the certificate is for another name');
    assert.equal(await send({ ...server.config, encryption: 'if-offered' }), null, 'unless it is allowed');
  });
});

describe('an e-mail that is not taken', () => {
  it('is told apart: refused for good, later, or a server that takes none', async (t) => {
    const { config } = await startMailServer(t, { answers: [550, 451, 421] });
    const kinds = [await send(config), await send(config), await send(config)];
    assert.deepEqual(kinds, [
      { kind: 'refused', status: 550, reason: 'EENVELOPE (RCPT TO)' },
      { kind: 'later', status: 451, reason: 'EENVELOPE (RCPT TO)' },
      { kind: 'server', status: 421, reason: 'ECONNECTION (CONN)' },
    ]);
    assert.equal((await send({ ...config, port: 1 }))?.kind, 'server', 'nobody listens');
    const strict = await startMailServer(t, { asksForLogin: true });
    const wrong = { ...strict.config, login: { user: 'vivavoce', password: 'wrong' } };
    assert.equal((await send(wrong))?.kind, 'server', 'the login is wrong');
    const noLogin = await startMailServer(t);
    const needless = { ...noLogin.config, login: { user: 'vivavoce', password: 'x' } };
    assert.equal((await send(needless))?.kind, 'server', 'no login is offered');
    assert.equal(noLogin.mails.length, 0);
  });

  it('ends when told to, however long the server says nothing', async (t) => {
    const config = { ...(await startMailServer(t)).config, port: await silentPort(t) };
    const failure = await sendMail(config, MAIL, AbortSignal.timeout(200));
    assert.deepEqual([failure?.kind, failure?.reason], ['server', 'EABORT']);
  });

  it('cannot be made into headers or further recipients by its own fields', async (t) => {
    const server = await startMailServer(t);
    const evil = '\r\nBcc: eve@evil.example\r\n\r\nX';
    for (const change of [
      { to: `ada@example.com${evil}` },
      { to: 'ada@example.com, eve@evil.example' },
      { to: 'ada@example.com> <eve@evil.example' },
      { subject: `Hello${evil}` },
      { id: `x>${evil}` },
      { language: `fr${evil}` },
    ])
      await send(server.config, change);
    const from = { name: `Acme${evil}`, address: 'speech@acme.example' };
    await send({ ...server.config, from });
    for (const { to, raw } of server.mails) {
      assert.equal(to.length, 1);
      const [headers = ''] = raw.split('\r\n\r\n');
      assert.doesNotMatch(headers, /^bcc/im);
      assert.ok(!to.includes('eve@evil.example'), to.join());
    }
    assert.ok(server.mails.length >= 4);
  });
});

describe('the check of the mail server', () => {
  it('connects and signs in, and says what to do where that fails', async (t) => {
    const server = await startMailServer(t, { tls: 'starttls', asksForLogin: true });
    const { port } = server.config;
    assert.equal(await checkMailServer(server.config), `localhost:${port}, signed in as vivavoce`);
    assert.equal(server.mails.length, 0);
    const wrong = { ...server.config, login: { user: 'vivavoce', password: 'secret-no' } };
    await assert.rejects(checkMailServer(wrong), (error: Error) => {
      assert.match(error.message, /cannot be used.*check user and password in VIVAVOCE_SMTP_URL/);
      return !error.message.includes('secret-no');
    });
    await assert.rejects(
      checkMailServer({ ...server.config, host: '127.0.0.1' }),
      /host, port and certificate/,
    );
    await assert.rejects(checkMailServer({ ...server.config, port: 1 }), /ECONNREFUSED/);
  });
});
