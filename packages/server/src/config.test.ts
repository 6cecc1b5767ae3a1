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
