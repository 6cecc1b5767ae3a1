import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { waveformSchema } from '@vivavoce/contract';
import { applyRetention } from '../runs/retention.ts';
import { recordingKey } from '../store/objects/object-store.ts';
import { createApiKey } from '../tenants/create-api-key.ts';
import {
  expectRefusal,
  send,
  shareTestServer,
  startTestServer,
  submit,
  submitForm,
  type TestServer,
  waitUntilFinished,
} from '../testing/test-server.ts';
import { createTestTenant } from '../testing/test-store.ts';

const SCRIPT = JSON.stringify({ durationMs: 180_000 });

/** A server with one recording that waits. */
async function withRecording(at: TestServer): Promise<string> {
  return (await submit(at, submitForm(SCRIPT))).id;
}

describe('the recording of a run', { concurrency: true }, () => {
  it('comes back byte for byte, for its client alone, and is kept by no cache', async (t) => {
    const at = await shareTestServer(t);
    const id = await withRecording(at);
    const response = await send(at, `/speech/analyze/${id}/audio`);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('cache-control'), 'private, no-store');
    assert.equal(response.headers.get('accept-ranges'), 'bytes');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(response.headers.get('content-length'), String(SCRIPT.length));
    assert.equal(await response.text(), SCRIPT);
    const { key } = await createApiKey(at.store, (await createTestTenant(at.store)).name);
    await expectRefusal(await send({ ...at, apiKey: key }, `/speech/analyze/${id}/audio`), 'RUN_NOT_FOUND');
  });

  it('comes in the part that a player asks for', async (t) => {
    const at = await shareTestServer(t);
    const id = await withRecording(at);
    const size = SCRIPT.length;
    const part = async (range: string) => {
      const response = await send(at, `/speech/analyze/${id}/audio`, { headers: { range } });
      return [response.status, response.headers.get('content-range'), await response.text()];
    };
    assert.deepEqual(await part('bytes=2-5'), [206, `bytes 2-5/${size}`, SCRIPT.slice(2, 6)]);
    assert.deepEqual(await part('bytes=4-'), [206, `bytes 4-${size - 1}/${size}`, SCRIPT.slice(4)]);
    assert.deepEqual(await part('bytes=-3'), [
      206,
      `bytes ${size - 3}-${size - 1}/${size}`,
      SCRIPT.slice(-3),
    ]);
    for (const whole of ['bytes=0-1,4-5', 'lines=1-2']) {
      assert.deepEqual(await part(whole), [200, null, SCRIPT], whole);
    }
    const head = await send(at, `/speech/analyze/${id}/audio`, { method: 'HEAD' });
    assert.equal(head.headers.get('content-length'), String(size));
    assert.equal(await head.text(), '');
    const beyond = await send(at, `/speech/analyze/${id}/audio`, { headers: { range: `bytes=${size}-` } });
    assert.deepEqual((await expectRefusal(beyond, 'RANGE_NOT_SATISFIABLE')).details, { sizeBytes: size });
  });

  it('is told to be what its bytes are', async (t) => {
    const at = await shareTestServer(t);
    const id = await withRecording(at);
    const flac = await readFile(new URL('../../../../samples/fixtures/speech.flac', import.meta.url));
    await at.store.objects.put(recordingKey(id), Readable.from([flac]));
    const response = await send(at, `/speech/analyze/${id}/audio`);
    assert.equal(response.headers.get('content-type'), 'audio/flac');
    assert.equal(response.headers.get('content-disposition'), `inline; filename=recording-${id}.flac`);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), flac);
  });

  it('is not found once it is erased, by retention or with the run', async (t) => {
    const at = await startTestServer(t, { workers: 1 });
    const id = await withRecording(at);
    await waitUntilFinished(at, id);
    await at.store.db.updateTable('clients').set({ audio_days: 0 }).execute();
    await applyRetention(at.store, 8);
    await expectRefusal(await send(at, `/speech/analyze/${id}/audio`), 'NOT_FOUND');
    await send(at, `/speech/analyze/${id}`, { method: 'DELETE' });
    await expectRefusal(await send(at, `/speech/analyze/${id}/audio`), 'RUN_NOT_FOUND');
  });
});

describe('the waveform of a run', { concurrency: true }, () => {
  it('covers the whole recording, and goes with the run', async (t) => {
    const at = await shareTestServer(t, { workers: 1 });
    const id = await withRecording(at);
    await waitUntilFinished(at, id);
    const path = `/speech/analyze/${id}/waveform`;
    const { peaks, ...rest } = waveformSchema.parse(await (await send(at, path)).json());
    assert.deepEqual(rest, { durationMs: 180_000, peaksPerSecond: 20 });
    assert.equal(peaks.length, 180 * 20);
    assert.ok(peaks.every((peak) => peak === 64));
    await send(at, `/speech/analyze/${id}`, { method: 'DELETE' });
    await expectRefusal(await send(at, path), 'RUN_NOT_FOUND');
    assert.deepEqual(
      await at.store.db.selectFrom('run_waveforms').selectAll().where('run_id', '=', id).execute(),
      [],
    );
  });

  it('is not there before the run is finished, nor after it failed', async (t) => {
    const waiting = await shareTestServer(t);
    const early = await withRecording(waiting);
    await expectRefusal(await send(waiting, `/speech/analyze/${early}/waveform`), 'RUN_NOT_FINISHED');
    const at = await shareTestServer(t, { workers: 1 });
    const { id } = await submit(at, submitForm({ refusal: 'NO_SPEECH_DETECTED' }));
    await waitUntilFinished(at, id);
    await expectRefusal(await send(at, `/speech/analyze/${id}/waveform`), 'NOT_FOUND');
  });
});
