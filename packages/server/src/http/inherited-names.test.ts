import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fairnessReportSchema, runListSchema } from '@vivavoce/contract';
import { send, shareTestServer, submit, submitForm, waitUntilFinished } from '../testing/test-server.ts';

/** Names that every object of JavaScript has. */
const INHERITED_NAMES = ['__proto__', 'constructor', 'toString'];

test('nobody is grouped or found by what every object of the program has', async (t) => {
  const at = await shareTestServer(t, { workers: 1 });
  const { id } = await submit(at, submitForm({}, [['metadata', '{"site":"north"}']]));
  await waitUntilFinished(at, id);
  for (const name of INHERITED_NAMES) {
    const grouped = await send(at, `/fairness?group=${name}&outcome=${name}&selected=x`);
    const report = fairnessReportSchema.parse(await grouped.json());
    assert.deepEqual([report.people, report.withoutGroup], [1, 1], name);
    const found = await send(at, `/speech/runs?metadata[${name}]=x`);
    assert.deepEqual(runListSchema.parse(await found.json()).runs, [], name);
  }
});
