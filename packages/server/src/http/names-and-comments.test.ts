import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import {
  type Comment,
  type CommentList,
  createdShareSchema,
  type FinishedPoll,
  finishedPollSchema,
  type RunList,
} from '@vivavoce/contract';
import { listAuditEntries } from '../audit/list.ts';
import {
  expectRefusal,
  poll,
  send,
  shareTestServer,
  submit,
  submitForm,
  type TestServer,
  waitUntilFinished,
} from '../testing/test-server.ts';

async function finishedRun(t: TestContext) {
  const at = await shareTestServer(t, { workers: 1 });
  const { id } = await submit(at, submitForm({}));
  await waitUntilFinished(at, id);
  const ask = (path: string, method: string, body?: unknown) =>
    send(at, `/speech/analyze/${id}${path}`, {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    });
  return { at, id, ask };
}

const textOf = async (at: TestServer, path: string): Promise<string> => (await send(at, path)).text();

const auditedActions = async (at: TestServer, runId: string) => {
  const { entries } = await listAuditEntries(at.store.db, at.tenantId, {}, { afterId: null, limit: 100 });
  return entries.filter(({ target }) => target.runId === runId).map(({ action }) => action);
};

test('names of speakers show in transcript, subtitles, report, list and history, and can be taken back', async (t) => {
  const { at, id, ask } = await finishedRun(t);
  assert.equal((await ask('/rescore', 'POST', { candidateSpeaker: 'speaker_1' })).status, 200);
  const { transcript } = (await poll(at, id)) as FinishedPoll;
  const { candidateSpeaker } = transcript;
  const other = transcript.speakers.find(({ speaker }) => speaker !== candidateSpeaker)?.speaker ?? '';
  await expectRefusal(await ask('/speakers', 'PUT', { names: { speaker_9: 'Nobody' } }), 'UNKNOWN_SPEAKER');
  await expectRefusal(
    await ask('/speakers', 'PUT', { names: { [candidateSpeaker]: ' ' } }),
    'INVALID_PARAMETERS',
  );
  const names = { [candidateSpeaker]: 'Anna Lindqvist', [other]: 'Ms Weber' };
  assert.deepEqual(await (await ask('/speakers', 'PUT', { names })).json(), { names });
  const named = finishedPollSchema.parse(await poll(at, id));
  assert.deepEqual(
    Object.fromEntries(named.transcript.speakers.map(({ speaker, name }) => [speaker, name])),
    names,
  );
  assert.deepEqual(
    named.transcript.segments.map(({ speakerLabel }) => speakerLabel),
    transcript.segments.map(({ speakerLabel }) => speakerLabel),
    'documented labels stay',
  );
  assert.match(await textOf(at, `/speech/analyze/${id}/transcript?format=srt`), /Ms Weber/);
  assert.match(await textOf(at, `/speech/analyze/${id}/transcript?format=txt`), /Anna Lindqvist/);
  assert.match(await textOf(at, `/speech/analyze/${id}/report?format=html`), /Anna Lindqvist/);
  assert.match(await textOf(at, `/speech/analyze/${id}/history/2`), /Anna Lindqvist/);
  const found = (await (await send(at, '/speech/runs?search=lindqvist')).json()) as RunList;
  assert.deepEqual(
    found.runs.map(({ speakerName }) => speakerName),
    ['Anna Lindqvist'],
  );
  // Another speaker is scored: the list names that one.
  assert.equal((await ask('/rescore', 'POST', { candidateSpeaker: other })).status, 200);
  const list = (await (await send(at, '/speech/runs')).json()) as RunList;
  assert.equal(list.runs[0]?.speakerName, 'Ms Weber');
  assert.equal((await ask('/speakers', 'PUT', { names: {} })).status, 200);
  assert.doesNotMatch(await textOf(at, `/speech/analyze/${id}/transcript?format=srt`), /Ms Weber/);
  assert.equal((await auditedActions(at, id)).filter((action) => action === 'run.name').length, 2);
});

test('comments are for colleagues: listed by moment, deleted by their author, on no shared link, erased with the run', async (t) => {
  const { at, id, ask } = await finishedRun(t);
  const list = async () => ((await (await ask('/comments', 'GET')).json()) as CommentList).comments;
  const at90 = await ask('/comments', 'POST', { atMs: 90_000, text: '  A strong answer on deadlines.  ' });
  assert.equal(at90.status, 201);
  const comment = (await at90.json()) as Comment;
  assert.equal(comment.text, 'A strong answer on deadlines.');
  assert.equal(comment.isOwn, true);
  await ask('/comments', 'POST', { text: 'Sound is poor at the start.' });
  assert.deepEqual(
    (await list()).map(({ atMs }) => atMs),
    [null, 90_000],
  );
  await expectRefusal(await ask('/comments', 'POST', { text: '' }), 'INVALID_PARAMETERS');

  const made = await ask('/shares', 'POST', { audience: 'colleague' });
  const { token } = createdShareSchema.parse(await made.json());
  assert.doesNotMatch(await textOf(at, `/shared/${token}`), /deadlines/);
  await expectRefusal(await send(at, `/shared/${token}/comments`), 'NOT_FOUND');

  await at.store.db
    .updateTable('run_comments')
    .set({ author: JSON.stringify({ kind: 'user', id: 'another', label: 'Ada' }) } as never)
    .where('run_id', '=', id)
    .where('at_ms', 'is', null)
    .execute();
  const [foreign] = await list();
  assert.equal(foreign?.isOwn, false);
  await expectRefusal(await ask(`/comments/${foreign?.id}`, 'DELETE'), 'NOT_FOUND');
  assert.equal((await ask(`/comments/${comment.id}`, 'DELETE')).status, 204);
  assert.deepEqual(
    (await list()).map(({ text }) => text),
    ['Sound is poor at the start.'],
  );
  const actions = await auditedActions(at, id);
  assert.equal(actions.filter((action) => action === 'comment.create').length, 2);
  assert.equal(actions.filter((action) => action === 'comment.delete').length, 1);
  assert.equal((await send(at, `/speech/analyze/${id}`, { method: 'DELETE' })).status, 204);
  assert.deepEqual(
    await at.store.db.selectFrom('run_comments').selectAll().where('run_id', '=', id).execute(),
    [],
  );
});
