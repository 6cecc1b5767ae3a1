import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { describe, it, type TestContext } from 'node:test';
import {
  creditsResponseSchema,
  MAX_RECORDING_PARTS,
  PART_GAP_MS,
  submitResponseSchema,
  waveformSchema,
} from '@vivavoce/contract';
import { applyRetention } from '../runs/retention.ts';
import { readTenant } from '../tenants/tenants.ts';
import { type Script, scriptedRecording } from '../testing/fake-engine.ts';
import { HOST_NETWORKS, sends, startRecordingHost } from '../testing/recording-host.ts';
import {
  expectRefusal,
  send,
  shareTestServer,
  startTestServer,
  submit,
  type TestServer,
  waitUntilFinished,
} from '../testing/test-server.ts';
import { objectKeys } from '../testing/test-store.ts';

const MINUTE_MS = 60_000;
/** Shorter than a recording may be: its parts together are long enough. */
const partOf = (minutes: number, script: Partial<Script> = {}) =>
  scriptedRecording({ durationMs: minutes * MINUTE_MS, ...script });

function partsForm(recordings: readonly string[], fields: [string, string][] = []): FormData {
  const form = new FormData();
  for (const [at, recording] of recordings.entries()) {
    form.append('audio', new Blob([recording]), `question-${at + 1}.mp3`);
  }
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

const post = (at: TestServer, body: FormData, headers: Record<string, string> = {}) =>
  send(at, '/speech/analyze', { method: 'POST', body, headers });

async function account(at: TestServer) {
  const { balance, held } = creditsResponseSchema.parse(await (await send(at, '/credits')).json());
  return { balance, held };
}

/** Expects that nothing came of a submit: no run, no hold, no file. */
async function expectNothing(at: TestServer): Promise<void> {
  assert.deepEqual(await account(at), { balance: 1000, held: 0 });
  assert.deepEqual(await objectKeys(at.store.objects), []);
  assert.deepEqual(await at.store.db.selectFrom('runs').select('id').execute(), []);
  assert.deepEqual(await readdir(at.config.scratchDir), []);
}

const parts = [partOf(1.2), partOf(0.7), partOf(2.4)];

describe('a recording in parts', { concurrency: true }, () => {
  it('is one run, charged by the sum of its parts, with a waveform of all', async (t) => {
    const at = await startTestServer(t, { workers: 1 });
    const { id } = await submit(at, partsForm(parts));
    const end = await waitUntilFinished(at, id);
    assert.ok(end.status === 'success');
    assert.equal(end.credits?.deducted, 5, 'each for itself would be 2 + 1 + 3');
    assert.equal(end.credits.audioDurationMinutes, 4.3);
    assert.deepEqual(
      end.audio.parts?.map(({ startMs }) => startMs),
      [0, 1.2 * MINUTE_MS + PART_GAP_MS, 1.9 * MINUTE_MS + 2 * PART_GAP_MS],
    );
    const shown = waveformSchema.parse(await (await send(at, `/speech/analyze/${id}/waveform`)).json());
    assert.equal(shown.durationMs, 4.3 * MINUTE_MS + 2 * PART_GAP_MS);
    assert.equal(shown.peaks.length, shown.durationMs / 50);
    assert.deepEqual(await readdir(at.config.scratchDir), []);
  });

  it('is played part by part, as each was sent', async (t) => {
    const at = await shareTestServer(t);
    const { id } = await submit(at, partsForm(parts));
    const play = (query: string, headers: Record<string, string> = {}) =>
      send(at, `/speech/analyze/${id}/audio${query}`, { headers });
    for (const [at0, recording] of parts.entries()) {
      assert.equal(await (await play(`?part=${at0 + 1}`)).text(), recording);
    }
    assert.equal(await (await play('')).text(), parts[0]);
    const range = await play('?part=3', { range: 'bytes=2-5' });
    assert.equal(range.status, 206);
    assert.equal(await range.text(), parts[2]?.slice(2, 6));
    assert.match(range.headers.get('content-disposition') ?? '', new RegExp(`recording-${id}-3\\.`));
    await expectRefusal(await play('?part=4'), 'NOT_FOUND');
    await expectRefusal(await play('?part=0'), 'INVALID_PARAMETERS');
  });
});

describe('what is kept of a recording in parts', { concurrency: true }, () => {
  it('is erased with all of its parts, by retention and with its run', async (t) => {
    const at = await startTestServer(t, { workers: 1 });
    const { store, tenantId } = at;
    const recordings = async () =>
      (await objectKeys(store.objects)).filter((key) => key.includes('/recording')).length;
    const first = await submit(at, partsForm(parts));
    assert.equal(await recordings(), 3);
    const size = parts.join('').length;
    assert.equal((await readTenant(store.db, tenantId)).storedBytes, size);
    await waitUntilFinished(at, first.id);
    await store.db.updateTable('clients').set({ audio_days: 0 }).execute();
    await applyRetention(store, 8);
    assert.equal(await recordings(), 0);
    assert.equal((await readTenant(store.db, tenantId)).storedBytes, 0);
    await expectRefusal(await send(at, `/speech/analyze/${first.id}/audio?part=2`), 'NOT_FOUND');

    await store.db.updateTable('clients').set({ audio_days: null }).execute();
    const second = await submit(at, partsForm(parts));
    assert.equal(await recordings(), 3);
    await send(at, `/speech/analyze/${second.id}`, { method: 'DELETE' });
    assert.equal(await recordings(), 0);
  });

  it('is exported with all of its parts', async (t) => {
    const at = await shareTestServer(t);
    await submit(at, partsForm(parts, [['externalId', '7']]));
    const archive = Buffer.from(
      await (await send(at, '/speech/runs/export?externalId=7')).arrayBuffer(),
    ).toString('latin1');
    for (const name of ['recording.bin', 'recording-2.bin', 'recording-3.bin']) {
      assert.ok(archive.includes(`/${name}`), name);
    }
    // Sound is not compressed.
    for (const recording of parts) assert.ok(archive.includes(recording));
  });

  it('is known again by its parts in their order', async (t) => {
    const at = await startTestServer(t);
    const key = { 'idempotency-key': 'a' };
    const first = submitResponseSchema.parse(await (await post(at, partsForm(parts), key)).json());
    const again: unknown = await (await post(at, partsForm(parts), key)).json();
    assert.deepEqual(again, { ...first, idempotentReplay: true });
    for (const other of [parts.toReversed(), [...parts.slice(0, 2), partOf(3)], parts.slice(0, 2)]) {
      await expectRefusal(await post(at, partsForm(other), key), 'IDEMPOTENCY_KEY_REUSED');
    }
    assert.equal((await at.store.db.selectFrom('runs').select('id').execute()).length, 1);
  });
});

describe('of the parts of a recording', { concurrency: true }, () => {
  const good = partOf(2);
  const refusals: Record<
    string,
    [recordings: string[], code: Parameters<typeof expectRefusal>[1], part?: number]
  > = {
    'one of another kind is named': [[good, 'no recording', good], 'UNSUPPORTED_FORMAT', 2],
    'one that cannot be decoded is named': [
      [good, good, scriptedRecording({ durationMs: -1 })],
      'AUDIO_DURATION_UNAVAILABLE',
      3,
    ],
    'the length counts together, when short': [[partOf(1.5), partOf(1.4)], 'AUDIO_TOO_SHORT'],
    'the length counts together, when long': [[partOf(30), partOf(15.1)], 'AUDIO_TOO_LONG'],
    'there are no more than twenty': [
      new Array<string>(MAX_RECORDING_PARTS + 1).fill(partOf(0.2)),
      'INVALID_PARAMETERS',
    ],
  };
  for (const [name, [recordings, code, part]] of Object.entries(refusals)) {
    it(`${name}, and nothing is charged or kept`, async (t) => {
      const at = await startTestServer(t);
      const { details, message } = await expectRefusal(await post(at, partsForm(recordings)), code);
      if (part !== undefined) {
        assert.match(message, new RegExp(`^Part ${part}: `));
        assert.partialDeepStrictEqual(details, { part });
      }
      await expectNothing(at);
    });
  }

  it('the size counts together, and the one that goes beyond is named', async (t) => {
    const at = await startTestServer(t, { maxUploadBytes: 2500 });
    const long = partOf(2) + ' '.repeat(1000);
    const { message, details } = await expectRefusal(
      await post(at, partsForm([long, long, long])),
      'FILE_TOO_LARGE',
    );
    assert.match(message, /^Part 3: The parts of the recording together/);
    assert.deepEqual(details, { maxBytes: 2500, part: 3 });
    await expectNothing(at);
  });

  it('a text in the place of a file is named', async (t) => {
    const at = await startTestServer(t);
    const form = partsForm([good]);
    form.append('audio', 'question-2.mp3');
    const { details } = await expectRefusal(await post(at, form), 'MISSING_AUDIO_FILE');
    assert.deepEqual(details, { part: 2 });
    await expectNothing(at);
  });

  it('twenty are accepted', async (t) => {
    const at = await startTestServer(t);
    const many = Array.from({ length: MAX_RECORDING_PARTS }, (_, n) => partOf(0.2 + n / 100));
    await submit(at, partsForm(many));
    assert.equal((await objectKeys(at.store.objects)).length, MAX_RECORDING_PARTS);
  });
});

describe('a recording in parts by links', { concurrency: true }, () => {
  const first = partOf(1.2);
  const second = partOf(2.5);

  async function setUp(t: TestContext, changes: { maxUploadBytes?: number } = {}) {
    const host = await startRecordingHost(t, {
      '/1.mp3': sends(first),
      '/2.mp3': sends(second),
      '/page': sends('<html>', { 'content-type': 'text/html' }),
    });
    const at = await startTestServer(t, { audioNetworks: HOST_NETWORKS, ...changes });
    const postLinks = (paths: string[], headers: Record<string, string> = {}) =>
      post(
        at,
        partsForm(
          [],
          paths.map((path) => ['audioUrl', URL.parse(path, host.url)?.href ?? path]),
        ),
        headers,
      );
    return { ...host, at, postLinks };
  }

  it('is one run of what is fetched in order, and is known again', async (t) => {
    const { at, postLinks, paths } = await setUp(t);
    const key = { 'idempotency-key': 'a' };
    const response = await postLinks(['/1.mp3', '/2.mp3'], key);
    assert.equal(response.status, 202);
    const { id } = (await response.json()) as { id: string };
    assert.deepEqual(paths, ['/1.mp3', '/2.mp3']);
    const audio = await send(at, `/speech/analyze/${id}/audio?part=2`);
    assert.equal(await audio.text(), second);
    assert.deepEqual(await account(at), { balance: 1000, held: 4 });
    const again = (await (await postLinks(['/1.mp3', '/2.mp3'], key)).json()) as { id: string };
    assert.equal(again.id, id);
    assert.equal(paths.length, 2, 'nothing is fetched again');
    await expectRefusal(await postLinks(['/2.mp3', '/1.mp3'], key), 'IDEMPOTENCY_KEY_REUSED');
    const upload = (await (await post(at, partsForm([first, second]), key)).json()) as { id: string };
    assert.equal(upload.id, id, 'the same bytes, sent');
    assert.deepEqual(await readdir(at.config.scratchDir), []);
  });

  it('names the link that leads to none, and keeps nothing', async (t) => {
    const { at, postLinks } = await setUp(t, { maxUploadBytes: first.length + second.length + 10 });
    const named = async (paths: string[], code: Parameters<typeof expectRefusal>[1], part: number) => {
      const { details, message } = await expectRefusal(await postLinks(paths), code);
      assert.match(message, new RegExp(`^Part ${part}: `));
      assert.partialDeepStrictEqual(details, { part });
    };
    await named(['/1.mp3', '/missing.mp3'], 'AUDIO_DOWNLOAD_FAILED', 2);
    await named(['/1.mp3', 'ftp://example.com/2.mp3'], 'INVALID_AUDIO_URL', 2);
    await named(['/page', '/2.mp3'], 'UNSUPPORTED_FORMAT', 1);
    await named(['/1.mp3', '/2.mp3', '/1.mp3'], 'FILE_TOO_LARGE', 3);
    await expectRefusal(
      await postLinks(new Array<string>(MAX_RECORDING_PARTS + 1).fill('/1.mp3')),
      'INVALID_AUDIO_URL',
    );
    await expectNothing(at);
  });
});
