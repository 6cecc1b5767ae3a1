// For the library that makes certificates.
import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { PemConverter, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';
import { SMTPServer } from 'smtp-server';
import type { MailConfig } from '../mail-config.ts';
import { endWith, type Lifetime } from './test-store.ts';

/** A message that is not there after so long does not come any more, ms. */
const PATIENCE_MS = 30_000;
const LOGIN = { user: 'vivavoce', password: 'p@ss/word' };

/** An e-mail as it came. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body as sent. */
  readonly raw: string;
  readonly isEncrypted: boolean;
  /** Who was signed in; null without a login. */
  readonly user: string | null;
}

/** What a mail server does. */
export interface MailServerBehaviour {
  /** How it encrypts; without, nothing. */
  readonly tls?: 'from-start' | 'starttls';
  /** Whether a login is asked for. */
  readonly asksForLogin?: boolean;
  /** What it answers to recipients, one after the other: a status that refuses, 0 to take, `hang` to say nothing. */
  readonly answers?: (number | 'hang')[];
}

let certificate: ReturnType<typeof createCertificate> | null = null;

/** A key and a certificate for localhost, which this process trusts from then on. */
async function createCertificate(): Promise<{ key: string; cert: string }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const created = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=localhost',
    keys,
    signingAlgorithm: algorithm,
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }])],
  });
  const cert = created.toString('pem');
  setDefaultCACertificates([...getCACertificates('default'), cert]);
  return {
    key: PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY'),
    cert,
  };
}

/** An error that a server answers with. */
const refusal = (status: number): Error =>
  Object.assign(new Error('Not for zacharias.quill@example.com'), { responseCode: status });

/** A mail server on this machine that keeps what it gets; gone after the test. */
export async function startMailServer(
  t: Lifetime,
  { tls, asksForLogin, answers = [] }: MailServerBehaviour = {},
) {
  const mails: ReceivedMail[] = [];
  if (tls) certificate ??= createCertificate();
  const hidden = [...(tls === 'starttls' ? [] : ['STARTTLS']), ...(asksForLogin ? [] : ['AUTH'])];
  const server = new SMTPServer({
    ...(tls && (await certificate)),
    secure: tls === 'from-start',
    disabledCommands: hidden,
    authOptional: !asksForLogin,
    closeTimeout: 100,
    onAuth({ username, password }, _session, done) {
      if (username === LOGIN.user && password === LOGIN.password) done(null, { user: username });
      else done(refusal(535));
    },
    onRcptTo(_address, _session, done) {
      const answer = answers.shift() ?? 0;
      if (answer !== 'hang') done(answer === 0 ? null : refusal(answer));
    },
    async onData(stream, { envelope, secure, user }, done) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      mails.push({
        from: envelope.mailFrom ? envelope.mailFrom.address : '',
        to: envelope.rcptTo.map(({ address }) => address),
        raw: Buffer.concat(chunks).toString('utf8'),
        isEncrypted: secure,
        user: (user as string | undefined) ?? null,
      });
      done();
    },
  });
  // Clients that give up in the middle are what some tests are about.
  server.on('error', () => {});
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  endWith(t, () => new Promise<void>((done) => server.close(() => done())));
  const config: MailConfig = {
    host: tls ? 'localhost' : '127.0.0.1',
    port: (server.server.address() as AddressInfo).port,
    encryption: tls === 'from-start' ? 'tls' : tls === 'starttls' ? 'starttls' : 'none',
    login: asksForLogin ? LOGIN : null,
    from: { name: 'Acme Hiring', address: 'speech@acme.example' },
  };
  const got = async (count: number): Promise<readonly ReceivedMail[]> => {
    const until = Date.now() + PATIENCE_MS;
    while (mails.length < count) {
      if (Date.now() > until) throw new Error(`${mails.length} of ${count} e-mails came`);
      await sleep(20);
    }
    return mails;
  };
  return { config, mails, got };
}
