import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { finishedPollSchema } from '@vivavoce/contract';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { operatorActor } from '../audit/actor.ts';
import { listAuditEntries } from '../audit/list.ts';
import { type ExportedFile, exportCandidate } from '../runs/export.ts';
import { createApiKey } from '../tenants/create-api-key.ts';
import {
  expectRefusal,
  send,
  shareTestServer,
  submit,
  submitForm,
  type TestServer,
  waitUntilFinished,
} from '../testing/test-server.ts';
import { createTestTenant } from '../testing/test-store.ts';

const openZip = promisify<Buffer, { lazyEntries: true }, ZipFile>(fromBuffer);

/** The files of a ZIP by path. */
async function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await openZip(bytes, { lazyEntries: true });
  const files = new Map<string, Buffer>();
  const openEntry = promisify<Entry, NodeJS.ReadableStream>(zip.openReadStream.bind(zip));
  await new Promise<void>((done, fail) => {
    zip.on('entry', async (entry: Entry) => {
      files.set(entry.fileName, await buffer(await openEntry(entry)));
      zip.readEntry();
    });
    zip.once('end', done).once('error', fail);
    zip.readEntry();
  });
  return files;
}

/** Submits a recording of a candidate. @returns the run's id. */
const submitFor = async (at: TestServer, externalId: string): Promise<string> =>
  (await submit(at, submitForm({}, [['externalId', externalId]]))).id;

describe('the export of a candidate', { concurrency: true }, () => {
  it('holds everything that is held about that candidate, and nothing of another', async (t) => {
    const at = await shareTestServer(t, { workers: 1 });
    const consent: [string, string] = [
      'consent',
      JSON.stringify({ noticeVersion: '7', at: '2026-01-01T00:00:00Z' }),
    ];
    const form = () => submitForm({}, [['externalId', 'Zacharias Quill'], consent]);
    const [first, second] = [await submit(at, form()), await submit(at, form())];
    const other = await submit(at, submitForm({}, [['externalId', 'Another Person']]));
    for (const { id } of [first, second, other]) await waitUntilFinished(at, id);
    const ask = (path: string, method: string, body: unknown) =>
      send(at, `/speech/analyze/${first.id}${path}`, {
        method,
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
    assert.equal((await ask('/rescore', 'POST', { candidateSpeaker: 'speaker_1' })).status, 200);
    assert.equal(
      (await ask('/review', 'POST', { decision: 'override', note: 'I heard it myself' })).status,
      200,
    );

    const response = await send(at, '/speech/runs/export?externalId=Zacharias%20Quill');
    assert.equal(response.headers.get('content-type'), 'application/zip');
    const files = await unzip(Buffer.from(await response.arrayBuffer()));
    const paths = [...files.keys()];
    assert.ok(!paths.some((path) => path.includes(other.id)));
    const ofRun = (id: string) =>
      paths.filter((path) => path.includes(id)).map((path) => path.slice(path.indexOf(id) + 37));
    const always = [
      'submission.json',
      'result.json',
      'transcript.txt',
      'reviews.json',
      'requests.json',
      'messages.json',
      'audit.json',
      'comments.json',
      'hearing.json',
    ];
    assert.deepEqual(ofRun(second.id).sort(), [...always, 'recording.bin'].sort());
    assert.deepEqual(ofRun(first.id).sort(), [...always, 'recording.bin', 'history/1.json'].sort());
    const text = (name: string) =>
      files.get(paths.find((path) => path.endsWith(`${first.id}/${name}`)) ?? '')?.toString() ?? '';
    assert.match(text('submission.json'), /"noticeVersion": "7"/);
    assert.equal(finishedPollSchema.parse(JSON.parse(text('result.json'))).review?.note, 'I heard it myself');
    assert.match(text('transcript.txt'), /^\[0:00\] Speaker 1: Thank you/);
    assert.match(text('reviews.json'), /I heard it myself/);
    assert.match(text('hearing.json'), /^\{"format":"vivavoce-hearing/);
    assert.deepEqual(JSON.parse(text('recording.bin')), { durationMs: 180_000 });
    const actions = JSON.parse(text('audit.json')).map(({ action }: { action: string }) => action);
    assert.ok(actions.includes('run.review') && actions.includes('run.rescore'), actions.join());
    assert.doesNotMatch(text('audit.json'), /127\.0\.0\.1/);
    const { entries } = await listAuditEntries(
      at.store.db,
      at.tenantId,
      { action: 'candidate.export' },
      { afterId: null, limit: 9 },
    );
    assert.deepEqual(
      entries.map(({ details }) => details),
      [{ runs: 2 }],
    );
  });
});

describe('an export that is being read', { concurrency: true }, () => {
  it('says of what was erased meanwhile that it was, and goes on', async (t) => {
    const at = await shareTestServer(t, { workers: 1 });
    const { id } = await submit(at, submitForm({}, [['externalId', 'a']]));
    await waitUntilFinished(at, id);
    const store = at.store.forTenant(at.tenantId);
    const files: ExportedFile[] = [];
    for await (const one of (await exportCandidate(store, operatorActor(at.tenantId), 'a')) ?? [])
      files.push(one);
    assert.equal((await send(at, `/speech/analyze/${id}`, { method: 'DELETE' })).status, 204);
    const texts = new Map<string, string>();
    for (const { path, open } of files) texts.set(path, String(await buffer(await open())));
    const recording = [...texts].find(([path]) => path.endsWith('recording.bin'));
    assert.match(recording?.[1] ?? '', /erased meanwhile/);
    assert.ok([...texts.keys()].some((path) => path.endsWith('audit.json')));
  });

  it('reads each run when its turn comes, so that any number of them sits in no memory', async (t) => {
    const at = await shareTestServer(t);
    const [first, second] = [await submitFor(at, 'a'), await submitFor(at, 'a')];
    const store = at.store.forTenant(at.tenantId);
    const files = await exportCandidate(store, operatorActor(at.tenantId), 'a');
    const paths: string[] = [];
    for await (const { path } of files ?? []) {
      if (paths.length === 0) await send(at, `/speech/analyze/${second}`, { method: 'DELETE' });
      paths.push(path);
    }
    assert.ok(paths.some((path) => path.includes(first)));
    assert.ok(!paths.some((path) => path.includes(second)), 'it was erased before its turn');
  });
});

describe('asking for an export', { concurrency: true }, () => {
  it('needs a name, and is nobody else’s', async (t) => {
    const at = await shareTestServer(t);
    await submit(at, submitForm({}, [['externalId', 'a']]));
    await expectRefusal(await send(at, '/speech/runs/export'), 'INVALID_EXTERNAL_ID');
    await expectRefusal(await send(at, '/speech/runs/export?externalId=b'), 'RUN_NOT_FOUND');
    const { key } = await createApiKey(at.store, (await createTestTenant(at.store)).name);
    await expectRefusal(
      await send({ ...at, apiKey: key }, '/speech/runs/export?externalId=a'),
      'RUN_NOT_FOUND',
    );
    const unfinished = await send(at, '/speech/runs/export?externalId=a');
    const files = await unzip(Buffer.from(await unfinished.arrayBuffer()));
    assert.ok([...files.keys()].some((path) => path.endsWith('recording.bin')));
  });
});
