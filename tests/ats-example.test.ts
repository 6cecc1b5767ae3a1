import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { type AtsEvent, ForgedEventError, SYSTEMS } from '../examples/ats.mjs';
import { ROOT } from './house-rules/tracked-files.ts';

const SECRET = 'example-secret';

const recorded = async (system: string): Promise<AtsEvent> =>
  JSON.parse(await readFile(join(ROOT, 'examples/ats-requests', `${system}.json`), 'utf8'));

/** Lever's list of files, as far as the example asks for it. */
async function startLever(t: TestContext): Promise<string[]> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization}`);
    const data = [
      { id: 'f1', name: 'cv.pdf' },
      { id: 'f 2', name: 'Phone interview.mp3' },
    ];
    response.end(JSON.stringify({ data }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { LEVER_API, LEVER_API_KEY } = process.env;
  t.after(() => {
    server.close();
    Object.assign(process.env, { LEVER_API, LEVER_API_KEY });
  });
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, { LEVER_API: `http://127.0.0.1:${port}/v1`, LEVER_API_KEY: 'key' });
  return asked;
}

describe('events of applicant tracking systems', () => {
  it('lead to the recording, the candidate and the job of an interview', async (t) => {
    const asked = await startLever(t);
    const found = Object.fromEntries(
      await Promise.all(
        Object.entries(SYSTEMS).map(async ([name, find]) => [name, await find(await recorded(name), SECRET)]),
      ),
    );
    const { greenhouse, ashby, workable, lever } = found;
    assert.deepEqual(greenhouse, {
      recording: 'https://recordings.example.com/interview.mp3?signature=1',
      externalId: 'greenhouse-37031511',
      metadata: { application: '46194062', job: 'Planner', stage: 'Phone interview' },
      event: 'greenhouse-6f3f1a52-0d6e-4f54-9d0a-0d2f3e8d7c11',
    });
    assert.equal(ashby.recording, 'https://recordings.example.com/interview.mp3');
    assert.deepEqual(ashby.metadata, {
      application: 'd6b1c1a4-2c0e-4a0e-8c92-0f7b3a5f1e10',
      job: 'Planner',
      stage: 'Phone interview',
    });
    assert.equal(workable.recording, 'https://recordings.example.com/interview.mp3');
    assert.equal(workable.externalId, 'workable-3fc9a7e1');
    assert.match(lever.recording, /\/opportunities\/b2c3d4e5-[^/]+\/files\/f%202\/download$/);
    assert.deepEqual(asked, [
      `/v1/opportunities/b2c3d4e5-f6a7-4b8c-9d0e-1f2a3b4c5d6e/files Basic ${btoa('key:')}`,
    ]);
    assert.equal(lever.headers.authorization, `Basic ${btoa('key:')}`);
  });

  it('are refused when they were changed or signed with another secret', async () => {
    for (const [name, find] of Object.entries(SYSTEMS)) {
      const event = await recorded(name);
      await assert.rejects(async () => find(event, 'another'), ForgedEventError, name);
      const body = event.body.replace('1764400000000', '1764400000001').replace('Planner', 'Manager');
      await assert.rejects(async () => find({ ...event, body }, SECRET), ForgedEventError, name);
    }
  });

  it('are left alone when they are about something else, or there is no recording', async () => {
    for (const system of ['ashby', 'workable'] as const) {
      const { headers, body } = await recorded(system);
      for (const changed of [
        body.replace(/candidateStageChange|candidate_moved/, 'other'),
        body.replace(/recording/g, 'x'),
      ]) {
        const signature = createHmac('sha256', SECRET).update(changed).digest('hex');
        const signed = {
          ...headers,
          'ashby-signature': `sha256=${signature}`,
          'x-workable-signature': signature,
        };
        assert.equal(await SYSTEMS[system]({ headers: signed, body: changed }, SECRET), null);
      }
    }
  });
});
