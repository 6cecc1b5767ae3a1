import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STAGES } from '@vivavoce/contract';
import { type Progress, stageRunner } from './progress.ts';

test('progress never falls and ends at 100', async () => {
  const seen: Progress[] = [];
  const stage = stageRunner({ onProgress: (progress) => seen.push(progress) });
  for (const name of STAGES) {
    await stage(name, (report) => {
      report(3, 4);
      report(1, 4);
    });
  }
  const percents = seen.map((progress) => progress.percent);
  assert.deepEqual(
    percents,
    percents.toSorted((a, b) => a - b),
  );
  assert.equal(percents.at(-1), 100);
  assert.deepEqual([...new Set(seen.map((progress) => progress.stage))], [...STAGES]);
});

test('every stage is timed, and what it makes is handed on', async () => {
  const timed: string[] = [];
  const stage = stageRunner({ onStage: ({ stage, elapsedMs }) => elapsedMs >= 0 && timed.push(stage) });
  assert.equal(await stage('decode', async () => 7), 7);
  assert.deepEqual(timed, ['decode']);
});

test('an aborted analysis begins no further stage', async () => {
  const stage = stageRunner({ signal: AbortSignal.abort(new Error('stopped')) });
  await assert.rejects(
    stage('decode', () => assert.fail('the stage began')),
    /stopped/,
  );
});
