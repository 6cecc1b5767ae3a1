/** The sample interview from its first to its last word: tests for every change analyse its opening. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { analysisResultSchema } from '@vivavoce/contract';
import { createEngine } from '@vivavoce/engine';
import { sampleInterview } from '@vivavoce/samples';

test('the whole interview is transcribed and scored', { timeout: 600_000 }, async () => {
  const engine = await createEngine();
  try {
    const result = await engine.analyze(sampleInterview.audio);
    assert.deepEqual(analysisResultSchema.parse(result), result);
    assert.equal(result.status, 'success');
    assert.equal(result.audio.speakerCount, 2);
    assert.equal(result.candidateDetection.speaker, 'speaker_1');
    for (const [name, value] of Object.entries(result.scores)) assert.notEqual(value, null, name);
    const { words } = JSON.parse(await readFile(sampleInterview.json, 'utf8')) as {
      readonly words: readonly { readonly speaker: string }[];
    };
    const said = words.filter(({ speaker }) => speaker === 'candidate').length;
    const { wordCount } = result.candidateDetection;
    assert.ok(Math.abs(wordCount / said - 1) < 0.1, `${wordCount} of ${said} words`);
  } finally {
    await engine.close();
  }
});
