import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { EXPERT_SCORE_NAMES } from '@vivavoce/engine';
import { bySpeaker, scoredUtterances } from './labelled-speech.ts';

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
  const [utterance] = await scoredUtterances({ audio: folder, labels });
  assert.ok(utterance !== undefined);
  for (const judgement of EXPERT_SCORE_NAMES) {
    assert.ok(utterance.predicted[judgement] > 5 && utterance.predicted[judgement] <= 10, judgement);
    assert.ok(utterance.predicted.halfWidths[judgement] >= 1, judgement);
  }
  const scored = join(folder, 'scored.jsonl');
  await writeFile(scored, JSON.stringify(utterance.predicted));
  assert.deepEqual(await scoredUtterances({ scored, labels }), [utterance]);
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
  await assert.rejects(scoredUtterances({ audio: folder, labels }), /one lacks/);
  await writeFile(labels, JSON.stringify(label('two', 5)));
  await assert.rejects(scoredUtterances({ audio: folder, labels }), /no recording named two/);
  await assert.rejects(scoredUtterances({ labels }), /--audio/);
});
