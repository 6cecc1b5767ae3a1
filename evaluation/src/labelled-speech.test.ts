import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { EXPERT_JUDGEMENTS } from '@vivavoce/engine';
import { bySpeaker, judgedSpeech } from './labelled-speech.ts';

const folder = await mkdtemp(join(tmpdir(), 'vivavoce-labelled-'));
after(() => rm(folder, { recursive: true }));
const labels = join(folder, 'labels.jsonl');
const scores = { accuracy: 8, fluency: 8, prosodic: 8, total: 8 };
const label = (id: string, fluency: number) => ({
  id,
  speaker: 'a',
  age: 30,
  gender: 'f',
  ...scores,
  fluency,
});

test('a labelled recording is judged on 0 to 10 by its sound, and the written prediction can be read again', async () => {
  const speech = fileURLToPath(new URL('../../samples/fixtures/speech.ogg', import.meta.url));
  await copyFile(speech, join(folder, 'one.ogg'));
  await writeFile(labels, JSON.stringify(label('one', 9)));
  const [judged] = await judgedSpeech({ audio: folder, labels });
  assert.ok(judged !== undefined);
  for (const judgement of EXPERT_JUDGEMENTS) {
    assert.ok(judged.predicted[judgement] > 5 && judged.predicted[judgement] <= 10, judgement);
    assert.ok(judged.predicted.halfWidths[judgement] >= 1, judgement);
  }
  const scored = join(folder, 'scored.jsonl');
  await writeFile(scored, JSON.stringify(judged.predicted));
  assert.deepEqual(await judgedSpeech({ scored, labels }), [judged]);
});

test('a speaker has the mean of their utterances', () => {
  const halfWidths = scores;
  const utterances = [4, 9].map((fluency) => ({
    label: label('x', fluency),
    predicted: { id: 'x', ...scores, fluency: fluency + 1, halfWidths },
  }));
  const [speaker, ...others] = bySpeaker(utterances);
  assert.equal(others.length, 0);
  assert.equal(speaker?.label.fluency, 6.5);
  assert.equal(speaker?.predicted.fluency, 7.5);
});

test('labels without scores, recordings or predictions are refused by name', async () => {
  await writeFile(labels, JSON.stringify({ id: 'one', speaker: 'a' }));
  await assert.rejects(judgedSpeech({ audio: folder, labels }), /one lacks/);
  await writeFile(labels, JSON.stringify(label('two', 5)));
  await assert.rejects(judgedSpeech({ audio: folder, labels }), /no recording named two/);
  await assert.rejects(judgedSpeech({ labels }), /--audio/);
});
