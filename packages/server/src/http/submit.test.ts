import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { creditsResponseSchema, submitResponseSchema } from '@vivavoce/contract';
import { SHIPPED_MODELS } from '@vivavoce/engine/endpoints';
import { sql } from 'kysely';
import { runOfKey } from '../store/objects/object-store.ts';
import { SCRIPT_READER, scriptedRecording } from '../testing/fake-engine.ts';
import {
  expectRefusal,
  poll,
  send,
  shareTestServer,
  startTestServer,
  submit,
  submitForm,
  type TestServer,
} from '../testing/test-server.ts';
import { objectKeys } from '../testing/test-store.ts';
import type { RecordingReader } from './recording-check.ts';

const post = (at: TestServer, body: FormData) => send(at, '/speech/analyze', { method: 'POST', body });

/** The files of uploads in progress, and the objects that a server keeps. */
async function recordings({ config, store }: TestServer): Promise<{ incoming: string[]; kept: string[] }> {
  const kept = (await objectKeys(store.objects)).map(runOfKey);
  return { incoming: await readdir(config.scratchDir), kept };
}

describe('the fields of a submit', { concurrency: true }, () => {
  it('takes a recording in and echoes what came with it', async (t) => {
    const at = await startTestServer(t);
    const form = submitForm({}, [
      ['externalId', 'candidate 7'],
      ['metadata', '{"role":"backend","year":2026,"remote":true}'],
      ['tags', ' a, b '],
      ['tags', '["b","c"]'],
      ['expectedSpeakers', '2'],
      ['favouriteColour', 'blue'],
    ]);
    const response = await post(at, form);
    assert.equal(response.status, 202);
    assert.equal(response.headers.get('retry-after'), '10');
    const body = submitResponseSchema.parse(await response.json());
    assert.equal(body.status, 'processing');
    assert.equal(body.externalId, 'candidate 7');
    assert.deepEqual(body.metadata, { role: 'backend', year: '2026', remote: 'true' });
    assert.deepEqual(body.tags, ['a', 'b', 'c']);
    assert.deepEqual(body.ignoredFields, ['favouriteColour']);
    const polled = await poll(at, body.id);
    assert.deepEqual(polled.metadata, body.metadata);
    assert.deepEqual(await recordings(at), { incoming: [], kept: [body.id] });
  });
});

describe('the forms of the fields', { concurrency: true }, () => {
  it('returns metadata as they were written, in the answer, the poll and the list, and finds them', async (t) => {
    const at = await shareTestServer(t);
    const text = '{"id":9007199254740993,"price":0.10,"big":1e21,"__proto__":"x","remote":false}';
    // Read with their own keys: schemas and comparisons of objects leave `__proto__` out.
    const expected = JSON.stringify([
      ['__proto__', 'x'],
      ['big', '1e21'],
      ['id', '9007199254740993'],
      ['price', '0.10'],
      ['remote', 'false'],
    ]);
    const pairsOf = (metadata: object) => JSON.stringify(Object.entries(metadata).toSorted());
    const response = await post(at, submitForm({}, [['metadata', text]]));
    const { id, metadata } = (await response.json()) as { id: string; metadata: object };
    assert.equal(pairsOf(metadata), expected);
    await submit(at, submitForm({}));
    const polled = await send(at, `/speech/analyze/${id}`);
    assert.equal(pairsOf(((await polled.json()) as { metadata: object }).metadata), expected);
    for (const filter of ['metadata[__proto__]=x', 'metadata[price]=0.10', 'metadata[constructor]=x']) {
      const list = await send(at, `/speech/runs?${encodeURI(filter)}`);
      const { runs } = (await list.json()) as { runs: { id: string; metadata: object }[] };
      if (filter.includes('constructor')) {
        assert.deepEqual(runs, []);
        continue;
      }
      assert.deepEqual(
        runs.map((run) => [run.id, pairsOf(run.metadata)]),
        [[id, expected]],
        filter,
      );
    }
  });

  it('reads fields that are sent as files, as generated clients and browsers send Blobs', async (t) => {
    const at = await shareTestServer(t);
    const form = submitForm({});
    form.append('accommodation', new Blob(['true']), 'blob');
    form.append('externalId', new Blob(['Zoë'], { type: 'text/plain' }));
    form.append('metadata', new Blob(['{"price":0.10}'], { type: 'application/json' }));
    form.append('tags', new File(['["a"]'], 'tags.json', { type: 'application/octet-stream' }));
    form.append('photo', new Blob(['picture']), 'photo.jpg');
    const body = await submit(at, form);
    assert.equal(body.externalId, 'Zoë');
    assert.deepEqual([body.metadata, body.tags, body.ignoredFields], [{ price: '0.10' }, ['a'], ['photo']]);
    const { rows } = await sql<{ accommodation: string }>`
      select request ->> 'accommodation' as accommodation from runs where id = ${body.id}
    `.execute(at.store.db);
    assert.deepEqual(rows, [{ accommodation: 'true' }]);
    const wrong = submitForm({});
    wrong.append('accommodation', new Blob(['yes']), 'blob');
    await expectRefusal(await post(at, wrong), 'INVALID_PARAMETERS');
    const long = submitForm({}, [['externalId', 'x'.repeat(70_000)]]);
    await expectRefusal(await post(at, long), 'INVALID_PARAMETERS');
    const latin = submitForm({});
    latin.append('externalId', new Blob([new Uint8Array([0x5a, 0x6f, 0xeb])]), 'blob');
    await expectRefusal(await post(at, latin), 'INVALID_PARAMETERS');
  });

  it('reads fields that come before the file as well as after it', async (t) => {
    const at = await shareTestServer(t);
    const form = new FormData();
    form.append('externalId', 'before');
    form.append('audio', submitForm({}).get('audio') as Blob, 'x');
    form.append('tags', 'after');
    const body = await submit(at, form);
    assert.equal(body.externalId, 'before');
    assert.deepEqual(body.tags, ['after']);
  });
});

describe('the rules of the fields', () => {
  it('refuses wrong fields with the code of the field, and keeps nothing', async (t) => {
    const at = await startTestServer(t);
    const cases = [
      ['language', 'xx', 'INVALID_LANGUAGE_CODE'],
      ['language', '', 'INVALID_LANGUAGE_CODE'],
      ['externalId', '', 'INVALID_EXTERNAL_ID'],
      ['externalId', 'x'.repeat(256), 'INVALID_EXTERNAL_ID'],
      ['externalId', 'nul\u0000', 'INVALID_EXTERNAL_ID'],
      ['metadata', '[]', 'INVALID_METADATA'],
      ['metadata', 'no JSON', 'INVALID_METADATA'],
      ['metadata', '{"a":{}}', 'INVALID_METADATA'],
      ['metadata', '{"a":null}', 'INVALID_METADATA'],
      ['metadata', '{"a":"\\ud800"}', 'INVALID_METADATA'],
      ['metadata', '{"a":"\\u0000"}', 'INVALID_METADATA'],
      ['metadata', `{"${'k'.repeat(41)}":1}`, 'INVALID_METADATA'],
      ['metadata', `{"a":"${'v'.repeat(501)}"}`, 'INVALID_METADATA'],
      [
        'metadata',
        JSON.stringify(Object.fromEntries(Array.from({ length: 51 }, (_, n) => [n, n]))),
        'INVALID_METADATA',
      ],
      ['tags', 'a,,b', 'INVALID_TAGS'],
      ['tags', '[1]', 'INVALID_TAGS'],
      ['tags', 'x'.repeat(41), 'INVALID_TAGS'],
      ['tags', Array.from({ length: 21 }, (_, n) => n).join(','), 'INVALID_TAGS'],
      ['expectedSpeakers', '7', 'INVALID_PARAMETERS'],
      ['expectedSpeakers', 'two', 'INVALID_PARAMETERS'],
    ] as const;
    for (const [field, value, code] of cases) {
      const { details } = await expectRefusal(await post(at, submitForm({}, [[field, value]])), code);
      assert.deepEqual(details, { field });
    }
    assert.deepEqual(await recordings(at), { incoming: [], kept: [] });
  });
});

describe('the recording of a submit', { concurrency: true }, () => {
  it('refuses what is no recording of an allowed length', async (t) => {
    const at = await startTestServer(t);
    await expectRefusal(await post(at, submitForm(null)), 'MISSING_AUDIO_FILE');
    const json = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    await expectRefusal(await send(at, '/speech/analyze', json), 'MISSING_AUDIO_FILE');
    await expectRefusal(await send(at, '/speech/analyze', { method: 'POST' }), 'MISSING_AUDIO_FILE');
    await expectRefusal(await post(at, submitForm('a text file')), 'UNSUPPORTED_FORMAT');
    await expectRefusal(await post(at, submitForm({ durationMs: -1 })), 'AUDIO_DURATION_UNAVAILABLE');
    await expectRefusal(await post(at, submitForm({ durationMs: 179_999 })), 'AUDIO_TOO_SHORT');
    await expectRefusal(await post(at, submitForm({ durationMs: 2_700_001 })), 'AUDIO_TOO_LONG');
    await submit(at, submitForm({ durationMs: 180_000 }));
    await submit(at, submitForm({ durationMs: 2_700_000 }));
    assert.equal((await recordings(at)).incoming.length, 0);
  });

  it('answers a broken form with an error of the table', async (t) => {
    const at = await startTestServer(t);
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    for (const body of [
      '',
      'garbage',
      '--x\r\ncontent-disposition: form-data; name="audio"; filename="a"\r\n\r\ncut',
    ]) {
      const response = await send(at, '/speech/analyze', { method: 'POST', body, headers });
      assert.equal(response.status, 400, body);
    }
    await expectRefusal(await post(at, submitForm({}, [['__proto__', 'x']])), 'INVALID_PARAMETERS');
    assert.deepEqual(await recordings(at), { incoming: [], kept: [] });
  });
});

describe('the forms that a recording is sent in', { concurrency: true }, () => {
  const raw = (at: TestServer, head: string, content: Buffer | string) =>
    send(at, '/speech/analyze', {
      method: 'POST',
      body: Buffer.concat([
        Buffer.from(`--B\r\n${head}\r\n\r\n`),
        Buffer.from(content),
        Buffer.from('\r\n--B--\r\n'),
      ]),
      headers: { 'content-type': 'multipart/form-data; boundary=B' },
    });

  it('takes a recording without a file name', async (t) => {
    const at = await shareTestServer(t);
    const recording = scriptedRecording({ durationMs: 180_000 });
    const disposition = 'Content-Disposition: form-data; name="audio"';
    for (const type of ['\r\nContent-Type: audio/ogg', '\r\nContent-Type: application/octet-stream', '']) {
      const response = await raw(at, disposition + type, recording);
      assert.equal(response.status, 202, type);
    }
    const text = await raw(at, disposition, '@interview.mp3');
    assert.match(
      (await expectRefusal(text, 'MISSING_AUDIO_FILE')).message,
      /is a text: send the recording itself/,
    );
  });

  it('refuses a compressed body by its name, after the key was checked', async (t) => {
    const at = await shareTestServer(t);
    const encoded = (encoding: string, headers = {}) =>
      send(at, '/speech/analyze', {
        method: 'POST',
        body: submitForm({}),
        headers: { 'content-encoding': encoding, ...headers },
      });
    const { message } = await expectRefusal(await encoded('br'), 'UNSUPPORTED_CONTENT_ENCODING');
    assert.match(message, /without Content-Encoding; got br/);
    assert.equal((await encoded('gzip')).status, 415);
    assert.equal((await encoded('Identity')).status, 202);
    await expectRefusal(await encoded('gzip', { 'x-api-key': 'x' }), 'INVALID_API_KEY');
  });
});

describe('an upload that streams', { concurrency: true }, () => {
  it('refuses a recording that is too large while it streams', async (t) => {
    const at = await startTestServer(t, { maxUploadBytes: 100_000 });
    await expectRefusal(await post(at, submitForm('x'.repeat(3_000_000))), 'FILE_TOO_LARGE');
    assert.deepEqual(await recordings(at), { incoming: [], kept: [] });

    // The answer comes long before the client has sent what it announced.
    const socket = connect(Number(new URL(at.server.url).port), '127.0.0.1');
    const answer = new Promise<string>((done) => socket.once('data', (data) => done(String(data))));
    const part = '--x\r\ncontent-disposition: form-data; name="audio"; filename="a"\r\n\r\n';
    socket.write(`POST /api/v1/speech/analyze HTTP/1.1\r\nhost: x\r\nx-api-key: ${at.apiKey}\r\n`);
    socket.write(`content-type: multipart/form-data; boundary=x\r\ncontent-length: 20000000\r\n\r\n${part}`);
    socket.write('x'.repeat(200_000));
    assert.match(await answer, /FILE_TOO_LARGE/);
    socket.destroy();
    assert.deepEqual(await recordings(at), { incoming: [], kept: [] });
  });

  it('leaves nothing of an upload that is broken off', async (t) => {
    const at = await startTestServer(t);
    const aborting = new AbortController();
    const body = new ReadableStream({
      async pull(stream) {
        if (aborting.signal.aborted) return stream.close();
        const head = '--x\r\ncontent-disposition: form-data; name="audio"; filename="a"\r\n\r\n';
        stream.enqueue(new TextEncoder().encode(head + 'x'.repeat(100_000)));
        await sleep(50);
      },
    });
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const init = { method: 'POST', body, headers, duplex: 'half', signal: aborting.signal } as RequestInit;
    const sending = send(at, '/speech/analyze', init).catch(() => null); // The server may close the connection first.
    while ((await recordings(at)).incoming.length === 0) await sleep(10);
    aborting.abort();
    await sending;
    for (let tries = 0; tries < 100 && (await recordings(at)).incoming.length > 0; tries += 1)
      await sleep(20);
    assert.deepEqual(await recordings(at), { incoming: [], kept: [] });
  });
});

describe('the decoder before a submit is admitted', { concurrency: true }, () => {
  it('has nothing to do for whoever cannot pay for the shortest run, or sent the same before', async (t) => {
    let decoded = 0;
    const measureDuration = (path: string) => {
      decoded++;
      return SCRIPT_READER.measureDuration(path, { maxDurationMs: Number.POSITIVE_INFINITY });
    };
    const options = { recordings: { ...SCRIPT_READER, measureDuration } };
    const at = await startTestServer(t, {}, { credits: 5 }, options);
    const headers = { 'idempotency-key': 'once' };
    const again = () => send(at, '/speech/analyze', { method: 'POST', body: submitForm({}), headers });
    assert.equal((await again()).status, 202);
    assert.equal((await again()).status, 202);
    assert.equal(decoded, 1);
    const { details } = await expectRefusal(await post(at, submitForm({})), 'INSUFFICIENT_CREDITS');
    assert.deepEqual(details, { cost: 3, available: 2 });
    assert.equal(decoded, 1);
    assert.equal((await recordings(at)).incoming.length, 0);
  });

  it('is stopped when the client hangs up', async (t) => {
    const started = Promise.withResolvers<void>();
    const stopped = Promise.withResolvers<void>();
    const measureDuration: RecordingReader['measureDuration'] = (_path, { signal }) => {
      started.resolve();
      return new Promise((_, reject) => {
        signal?.addEventListener('abort', () => {
          stopped.resolve();
          reject(signal.reason);
        });
      });
    };
    const at = await startTestServer(t, {}, {}, { recordings: { ...SCRIPT_READER, measureDuration } });
    const hangUp = new AbortController();
    const sent = send(at, '/speech/analyze', {
      method: 'POST',
      body: submitForm({}),
      signal: hangUp.signal,
    });
    await started.promise;
    hangUp.abort();
    await assert.rejects(sent);
    await stopped.promise;
    for (let tries = 0; tries < 100 && (await recordings(at)).incoming.length > 0; tries += 1)
      await sleep(20);
    assert.deepEqual(await recordings(at), { incoming: [], kept: [] });
  });
});

describe('the admission of a submit', { concurrency: true }, () => {
  it('asks for the permission and then for a model when the language is not English', async (t) => {
    const plain = await shareTestServer(t);
    await expectRefusal(await post(plain, submitForm({}, [['language', 'DE']])), 'MULTILINGUAL_NOT_ENABLED');
    const allowed = await shareTestServer(t, {}, { multilingual: true });
    const response = await post(allowed, submitForm({}, [['language', 'de']]));
    assert.ok(response.headers.get('retry-after'));
    const { message, details } = await expectRefusal(response, 'MULTILINGUAL_NOT_CONFIGURED');
    assert.match(message, /VIVAVOCE_TRANSCRIPTION_URL.*VIVAVOCE_CHAT_MODEL/);
    assert.deepEqual(details, {
      language: 'de',
      missing: [
        'VIVAVOCE_TRANSCRIPTION_URL',
        'VIVAVOCE_TRANSCRIPTION_MODEL',
        'VIVAVOCE_CHAT_URL',
        'VIVAVOCE_CHAT_MODEL',
      ],
    });
    const { held } = creditsResponseSchema.parse(await (await send(allowed, '/credits')).json());
    assert.equal(held, 0);
    await submit(allowed, submitForm({}, [['language', 'EN']]));
  });

  it('takes other languages once models are named, and the audit log says that the recording goes there', async (t) => {
    const endpoint = { url: 'http://127.0.0.1:9/v1', key: null, model: 'any' };
    const models = { ...SHIPPED_MODELS, transcription: endpoint, chat: endpoint };
    const at = await startTestServer(t, { models }, { multilingual: true });
    await submit(at, submitForm({}, [['language', 'de']]));
    await submit(at, submitForm({}));
    const { rows } = await sql<{ details: object }>`select details from audit_entries
      where action = 'run.submit' order by id`.execute(at.store.db);
    assert.deepEqual(
      rows.map(({ details }) => details),
      [{ sentToEndpoints: true }, {}],
    );
  });

  it('says what a run would cost when there are too few credits, and keeps nothing', async (t) => {
    const at = await startTestServer(t, {}, { credits: 7 });
    await submit(at, submitForm({ durationMs: 240_000 }));
    const error = await expectRefusal(
      await post(at, submitForm({ durationMs: 240_001 })),
      'INSUFFICIENT_CREDITS',
    );
    assert.deepEqual(error.details, { cost: 5, available: 3 });
    const { incoming, kept } = await recordings(at);
    assert.deepEqual([incoming.length, kept.length], [0, 1]);
    await submit(at, submitForm({}));
  });

  it('queues what is above the limit of runs at once, with its place', async (t) => {
    const at = await startTestServer(t, { maxActiveRuns: 2 });
    const bodies = [];
    for (let n = 0; n < 4; n += 1) bodies.push(await submit(at, submitForm({})));
    assert.deepEqual(
      bodies.map((body) => [body.status, 'queuePosition' in body && body.queuePosition]),
      [
        ['processing', false],
        ['processing', false],
        ['queued', 1],
        ['queued', 2],
      ],
    );
    const last = await poll(at, bodies[3]?.id ?? '');
    assert.ok(last.status === 'queued' && last.queuePosition === 2 && last.activeRequests === 2);
  });
});
