import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  expectRefusal,
  send,
  shareTestServer,
  submit,
  submitForm,
  waitUntilFinished,
} from '../testing/test-server.ts';

describe('the report of a run', { concurrency: true }, () => {
  it('is a PDF for who accepts one, a page for browsers, and either by name', async (t) => {
    const at = await shareTestServer(t, { workers: 1 });
    const name = JSON.stringify({ name: 'Ánh <b>Tuyết</b>' });
    const form = submitForm({}, [
      ['externalId', 'A/7'],
      ['metadata', name],
    ]);
    const { id } = await submit(at, form);
    await waitUntilFinished(at, id);
    const ask = async (query: string, accept: string) => {
      const response = await send(at, `/speech/analyze/${id}/report${query}`, { headers: { accept } });
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('cache-control'), 'private, no-store');
      const type = response.headers.get('content-type') ?? '';
      return { response, type, text: Buffer.from(await response.arrayBuffer()).toString('latin1') };
    };
    const pdf = await ask('', 'application/pdf');
    assert.equal(pdf.type, 'application/pdf');
    assert.match(pdf.text, /^%PDF-1\.7/);
    assert.equal(pdf.response.headers.get('content-disposition'), 'inline; filename=report-A-7.pdf');
    const page = await ask('', 'text/html,application/pdf;q=0.9,*/*;q=0.8');
    assert.equal(page.type, 'text/html; charset=utf-8');
    assert.match(
      page.response.headers.get('content-security-policy') ?? '',
      /^default-src 'none'; style-src/,
    );
    assert.ok(page.text.includes('&lt;b&gt;') && page.text.includes('A/7'));
    assert.match((await ask('?format=pdf', 'text/html')).text, /^%PDF/);
    const own = await ask('?format=html&audience=candidate', '*/*');
    assert.match(own.text, /<h1>Your spoken English<\/h1>/);
    assert.ok(!own.text.includes('A/7'));
    assert.equal(own.response.headers.get('content-disposition'), 'inline; filename=feedback-A-7.html');
    for (const file of ['report', 'transcript']) {
      const head = await send(at, `/speech/analyze/${id}/${file}`, { method: 'HEAD' });
      assert.equal(head.status, 405, file);
      assert.doesNotMatch(head.headers.get('allow') ?? '', /HEAD/);
    }
    const entries = await at.store.db
      .selectFrom('audit_entries')
      .select('target')
      .where('client_id', '=', at.tenantId)
      .where('action', '=', 'run.report')
      .execute();
    assert.deepEqual(entries, Array(4).fill({ target: { runId: id } }));
  });

  it('is refused in other forms, for others, before the run is finished, and where it failed', async (t) => {
    const at = await shareTestServer(t, { workers: 1 });
    const failed = await submit(at, submitForm({ refusal: 'NO_SPEECH_DETECTED' }));
    const path = `/speech/analyze/${failed.id}/report`;
    await expectRefusal(await send(at, `${path}?format=docx`), 'INVALID_PARAMETERS');
    await expectRefusal(await send(at, `${path}?audience=everybody`), 'INVALID_PARAMETERS');
    await waitUntilFinished(at, failed.id);
    await expectRefusal(await send(at, path), 'RUN_HAS_NO_RESULT');
    const waiting = await submit(at, submitForm({ ends: 'hang' }));
    await expectRefusal(await send(at, `/speech/analyze/${waiting.id}/report`), 'RUN_NOT_FINISHED');
  });
});
