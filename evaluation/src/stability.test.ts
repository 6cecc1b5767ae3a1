import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createEngine } from '@vivavoce/engine';
import { SAMPLE_RATE, toWav } from '@vivavoce/samples/wav';
import { movement, outcomeOf } from './stability.ts';
import { compareFindings } from './stability-findings.ts';

test('a form in which nothing is heard has no scores, lost its words, its speakers and its candidate', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-stability-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'silence.wav');
  await writeFile(file, toWav(new Float32Array(3 * SAMPLE_RATE), SAMPLE_RATE));
  await using engine = await createEngine();
  const silent = await outcomeOf(engine, file);

  const scores = { vocabulary: 3, fluency: 3, accent: 3, overall: 3 };
  const turns = [{ speaker: 'speaker_0', startMs: 0, endMs: 3000 }];
  const clear = { scores, findings: { text: 'I drive trucks', turns, candidate: 'speaker_0' } };
  const said = 'I drive trucks';
  assert.deepEqual(compareFindings([{ said, before: clear.findings, after: silent.findings }]), {
    recordings: 1,
    wordErrorRate: 1,
    speakersKept: 0,
    candidateKept: 0,
  });
  const recordings = [{ said, forms: { clear: clear, silent } }];
  const { compared, meanMove } = movement('silent', recordings, 'clear');
  assert.deepEqual([compared.overall, meanMove.overall], [0, null]);
});
