import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigError, readConfig } from './config.ts';

describe('the configuration', () => {
  it('holds the limits of the contract unless told otherwise', () => {
    const config = readConfig({ VIVAVOCE_DATA_DIR: '/data', VIVAVOCE_PORT: '' });
    assert.deepEqual(
      [config.minDurationMs, config.maxDurationMs, config.maxUploadBytes, config.maxActiveRuns],
      [180_000, 2_700_000, 26_214_400, 8],
    );
    assert.deepEqual([config.dataDir, config.port, config.databaseUrl], ['/data', 8080, null]);
  });

  it('finds a data folder for an ordinary user and for root', () => {
    const { dataDir } = readConfig({ XDG_DATA_HOME: '/home/me/data' });
    const isRoot = process.getuid?.() === 0;
    assert.equal(dataDir, isRoot ? '/var/lib/vivavoce' : '/home/me/data/vivavoce');
  });

  it('names every wrong variable in one message', () => {
    const wrong = { VIVAVOCE_PORT: 'http', DATABASE_URL: 'mysql://x', VIVAVOCE_MAX_ACTIVE_RUNS: '0' };
    assert.throws(
      () => readConfig(wrong),
      (error) => {
        assert.ok(error instanceof ConfigError);
        for (const name of Object.keys(wrong)) assert.ok(error.message.includes(name), error.message);
        return true;
      },
    );
    assert.throws(
      () => readConfig({ VIVAVOCE_MIN_MINUTES: '5', VIVAVOCE_MAX_MINUTES: '4' }),
      /VIVAVOCE_MIN_MINUTES: must not be above VIVAVOCE_MAX_MINUTES/,
    );
    assert.throws(
      () => readConfig({ VIVAVOCE_OIDC_ISSUER: 'https://id.example.com' }),
      /VIVAVOCE_OIDC_ISSUER: goes together with/,
    );
  });

  it('asks for the model beside the address of an endpoint, and cuts the slash', () => {
    assert.throws(
      () => readConfig({ VIVAVOCE_CHAT_URL: 'http://localhost:8000/v1', VIVAVOCE_TRANSCRIPTION_MODEL: 'w' }),
      /VIVAVOCE_TRANSCRIPTION_URL: is needed beside.*VIVAVOCE_CHAT_MODEL: is needed beside/,
    );
    assert.throws(
      () => readConfig({ VIVAVOCE_ENGLISH_TRANSCRIBER: 'endpoint' }),
      /VIVAVOCE_TRANSCRIPTION_URL: is needed for/,
    );
    const { models } = readConfig({
      VIVAVOCE_CHAT_URL: 'http://localhost:8000/v1/',
      VIVAVOCE_CHAT_MODEL: 'qwen',
    });
    assert.deepEqual(models.chat, { url: 'http://localhost:8000/v1', key: null, model: 'qwen' });
    assert.equal(models.transcription, null);
  });

  it('asks for all of a bucket or nothing of it, and for keys that are keys', () => {
    const some = { VIVAVOCE_S3_ENDPOINT: 'https://s3.example.com', VIVAVOCE_S3_ACCESS_KEY_ID: 'id' };
    assert.throws(
      () => readConfig(some),
      /VIVAVOCE_S3_BUCKET: is needed.*VIVAVOCE_S3_SECRET_ACCESS_KEY: is needed/,
    );
    const whole = { ...some, VIVAVOCE_S3_BUCKET: 'recordings', VIVAVOCE_S3_SECRET_ACCESS_KEY: 'secret' };
    assert.equal(readConfig(whole).s3?.region, 'us-east-1');
    const key = Buffer.alloc(32, 1).toString('base64');
    assert.deepEqual(readConfig({ VIVAVOCE_SECRET_KEY: `${key}, ${key}` }).secretKeys, [key, key]);
    assert.throws(
      () => readConfig({ VIVAVOCE_SECRET_KEY: `${key},short` }),
      /VIVAVOCE_SECRET_KEY: one or more/,
    );
  });
});

describe('the mail server in the configuration', () => {
  it('is reached with TLS unless it is on this machine or the operator allows otherwise', () => {
    const base = {
      VIVAVOCE_SMTP_FROM: 'Acme Hiring <speech@acme.example>',
      VIVAVOCE_PUBLIC_URL: 'https://x.example',
    };
    const mail = (url: string, tls = '') =>
      readConfig({ ...base, VIVAVOCE_SMTP_URL: url, VIVAVOCE_SMTP_TLS: tls }).mail;
    assert.deepEqual(mail('smtps://ada%40acme.example:p%3Aq%2F@mail.acme.example'), {
      host: 'mail.acme.example',
      port: 465,
      encryption: 'tls',
      login: { user: 'ada@acme.example', password: 'p:q/' },
      from: { name: 'Acme Hiring', address: 'speech@acme.example' },
    });
    const kinds = [
      ['smtp://mail.acme.example', ''],
      ['smtp://10.0.0.5:25', 'optional'],
      ['smtp://localhost:25', ''],
      ['smtp://127.0.0.1', ''],
      ['smtps://127.0.0.1', ''],
    ].map(([url = '', tls]) => mail(url, tls));
    assert.deepEqual(
      kinds.map((found) => [found?.host, found?.port, found?.encryption, found?.login]),
      [
        ['mail.acme.example', 587, 'starttls', null],
        ['10.0.0.5', 25, 'if-offered', null],
        ['localhost', 25, 'none', null],
        ['127.0.0.1', 587, 'none', null],
        ['127.0.0.1', 465, 'tls', null],
      ],
    );
    assert.equal(readConfig({}).mail, null);
  });

  it('refuses half a mail server and senders that are none, and never repeats its password', () => {
    const url = 'smtps://ada:hush-hush@mail.acme.example';
    assert.throws(
      () => readConfig({ VIVAVOCE_SMTP_URL: url }),
      /VIVAVOCE_SMTP_FROM: is needed to send e-mail; VIVAVOCE_PUBLIC_URL: is needed to send e-mail/,
    );
    assert.throws(() => readConfig({ VIVAVOCE_SMTP_FROM: 'a@acme.example' }), /VIVAVOCE_SMTP_URL: is needed/);
    const rest = { VIVAVOCE_SMTP_FROM: 'a@acme.example', VIVAVOCE_PUBLIC_URL: 'https://x.example' };
    for (const wrong of [
      'https://mail.acme.example',
      'smtp://ada@mail.acme.example',
      'smtp://ada:%zz@mail.acme.example',
      'smtp://mail.acme.example/inbox',
      'smtp://ada:hush-hush@mail.acme.example?pool=true',
    ]) {
      assert.throws(
        () => readConfig({ ...rest, VIVAVOCE_SMTP_URL: wrong }),
        (error: Error) => /VIVAVOCE_SMTP_URL: /.test(error.message) && !error.message.includes('hush-hush'),
        wrong,
      );
    }
    for (const wrong of [
      'Acme',
      'Acme <acme>',
      'A\r\nBcc: b@x.example <a@x.example>',
      'a@x.example, b@x.example',
    ])
      assert.throws(
        () => readConfig({ ...rest, VIVAVOCE_SMTP_URL: url, VIVAVOCE_SMTP_FROM: wrong }),
        /VIVAVOCE_SMTP_FROM: an address, or Name <address>/,
        wrong,
      );
  });
});
