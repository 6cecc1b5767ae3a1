import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { ServiceError } from '../service-error.ts';
import { openScratch } from '../store/scratch.ts';
import { type Answer, HOST_NETWORKS, leadsTo, sends, startRecordingHost } from '../testing/recording-host.ts';
import { fetchRecording } from './fetch-recording.ts';

const LIMITS = { maxBytes: 1000, receivedBytes: 0, totalMs: 60_000, spentMs: 0, silenceMs: 60_000 };
const NEVER = new AbortController().signal;

/** A host, and how to fetch from it; what is left in the scratch folder is for the test to look at. */
async function setUp(t: TestContext, answers: Readonly<Record<string, Answer>>) {
  const host = await startRecordingHost(t, answers);
  const folder = await mkdtemp(join(tmpdir(), 'fetched-'));
  t.after(() => rm(folder, { recursive: true }));
  const scratch = await openScratch(folder);
  const get = (path: string, limits: Partial<typeof LIMITS> = {}, signal = NEVER) => {
    const url = URL.parse(path, host.url)?.href ?? path;
    const options = { scratch, networks: HOST_NETWORKS, limits: { ...LIMITS, ...limits }, signal };
    return fetchRecording(url, options);
  };
  return { ...host, get, left: () => readdir(folder) };
}

/** Expects a failure whose reason the log learns and the client, as the host is in the operator's own network, does not. */
const failsFor = (reason: string, message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof ServiceError, String(error));
  assert.equal(error.code, 'AUDIO_DOWNLOAD_FAILED');
  assert.deepEqual(error.extras.details, { field: 'audioUrl' });
  assert.ok(error.cause instanceof ServiceError);
  assert.deepEqual(
    { ...error.cause.extras.details, status: undefined },
    { field: 'audioUrl', reason, status: undefined },
  );
  assert.match(error.cause.message, message);
  assert.doesNotMatch(error.message, message);
  return true;
};

const refusedWith = (code: string, message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof ServiceError, String(error));
  assert.equal(error.code, code);
  assert.match(error.message, message);
  return true;
};

describe('a recording that is fetched', { concurrency: true }, () => {
  it('is the bytes at the address, along redirects, without anything of ours', async (t) => {
    const asked: Record<string, unknown>[] = [];
    const { get, left } = await setUp(t, {
      '/share': leadsTo('/moved/', 301),
      '/moved/': leadsTo('../file.mp3?signature=x'),
      '/file.mp3': (response, { headers }) => {
        asked.push(headers);
        sends('bytes of a recording', { 'content-type': 'audio/mpeg' })(response, null as never);
      },
      '/page': sends('<p>Player</p>', { 'content-type': 'text/html; charset=utf-8' }),
    });
    const { upload, isWebPage } = await get('/share');
    assert.equal(await readFile(upload.path, 'utf8'), 'bytes of a recording');
    assert.deepEqual(upload.sha256, createHash('sha256').update('bytes of a recording').digest());
    assert.deepEqual([upload.sizeBytes, isWebPage], [20, false]);
    assert.deepEqual(Object.keys(asked[0] ?? {}).sort(), [
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
    await upload.discard();
    const page = await get('/page');
    assert.ok(page.isWebPage);
    await page.upload.discard();
    assert.deepEqual(await left(), []);
  });

  it('never comes from a private address, wherever the way there begins', async (t) => {
    const { get, paths, left } = await setUp(t, {
      '/to-metadata': leadsTo('http://169.254.169.254/latest/meta-data/'),
      '/to-file': leadsTo('file:///etc/passwd'),
      '/to-private': leadsTo('https://10.0.0.1/x.mp3', 307),
      '/to-loopback-name': leadsTo('https://[::1]/x.mp3'),
      '/to-credentials': leadsTo('https://a:b@example.com/x.mp3'),
      '/to-plain': leadsTo('http://8.8.8.8/x.mp3'),
      '/to-nothing': leadsTo('http://'),
    });
    const ways = [
      '/to-metadata',
      '/to-file',
      '/to-private',
      '/to-loopback-name',
      '/to-credentials',
      '/to-plain',
      '/to-nothing',
    ];
    for (const way of ways)
      await assert.rejects(get(way), refusedWith('INVALID_AUDIO_URL', /audioUrl cannot/), way);
    await assert.rejects(get('https://192.168.0.1/x.mp3'), refusedWith('INVALID_AUDIO_URL', /not public/));
    assert.deepEqual(paths, ways);
    assert.deepEqual(await left(), []);
  });
});

describe('the fetching of a recording', { concurrency: true }, () => {
  it('has limits of size and time, and leaves nothing when it meets one', { timeout: 30_000 }, async (t) => {
    const { get, left } = await setUp(t, {
      '/claims-much': (response) => response.writeHead(200, { 'content-length': '1001' }).write('x'),
      '/is-much': (response) => {
        response.writeHead(200);
        for (let piece = 0; piece < 11; piece++) response.write('x'.repeat(100));
      },
      '/silent': () => {},
      '/falls-silent': (response) => response.writeHead(200).write('x'),
      '/drips': (response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write('x'), 20);
        response.once('close', () => clearInterval(drip));
      },
      '/breaks-off': (response) => {
        response.writeHead(200, { 'content-length': '100' }).write('x', () => response.destroy());
      },
      '/forever': leadsTo('/forever'),
      '/compressed': sends('x', { 'content-encoding': 'gzip' }),
      '/expired': (response) => response.writeHead(403).end('Request has expired'),
    });
    for (const path of ['/claims-much', '/is-much']) {
      await assert.rejects(get(path), refusedWith('FILE_TOO_LARGE', /at most/));
    }
    for (const path of ['/silent', '/falls-silent']) {
      await assert.rejects(get(path, { silenceMs: 200 }), failsFor('timeout', /sent nothing for 0.2 s/));
    }
    await assert.rejects(
      get('/drips', { totalMs: 400, silenceMs: 5000 }),
      failsFor('timeout', /longer than 0.4 s/),
    );
    await assert.rejects(get('/breaks-off'), failsFor('interrupted', /broke off/));
    await assert.rejects(get('/forever'), failsFor('redirects', /more than 5 times/));
    await assert.rejects(get('/compressed'), failsFor('encoding', /compressed/));
    await assert.rejects(get('/expired'), failsFor('status', /status 403/));
    await assert.rejects(get('http://127.0.0.1:9/'), failsFor('unreachable', /cannot be reached/));
    assert.deepEqual(await left(), []);
  });

  it('ends when nobody waits for it any more', { timeout: 30_000 }, async (t) => {
    const { get, left } = await setUp(t, {
      '/falls-silent': (response) => response.writeHead(200).write('x'),
    });
    const caller = new AbortController();
    const fetched = get('/falls-silent', {}, caller.signal);
    setTimeout(() => caller.abort(new Error('gone')), 200);
    await assert.rejects(fetched, /gone/);
    assert.deepEqual(await left(), []);
  });
});
