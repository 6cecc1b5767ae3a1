import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { normaliseWords } from './text-normalisation.ts';
import { readTruth } from './transcript-truth.ts';

suite('what was said', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vivavoce-truth-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function truthOf(name: string, content: string) {
    const path = join(folder, name);
    await writeFile(path, content);
    return readTruth(path);
  }

  test('the sample interview has its words', async () => {
    const path = fileURLToPath(new URL('../../samples/interview.json', import.meta.url));
    const words = normaliseWords((await readTruth(path)).wordsOf('interview.opus') ?? '');
    assert.ok(words.length > 650, `${words.length} words`);
    assert.deepEqual(words.slice(0, 3), ['good', 'morning', 'daniel']);
  });

  test('lines of JSON are found by the name of the file', async () => {
    const truth = await truthOf('many.jsonl', '{"id":"a","text":"one"}\n{"file":"b.ogg","text":"two"}\n');
    assert.equal(truth.wordsOf('/somewhere/a.wav'), 'one');
    assert.equal(truth.wordsOf('b.mp3'), 'two');
    assert.equal(truth.wordsOf('c.mp3'), null);
  });

  test('plain text is taken whole', async () => {
    assert.equal((await truthOf('said.txt', 'We plan.')).wordsOf('any.wav'), 'We plan.');
  });

  test('another form is refused by name', async () => {
    await assert.rejects(truthOf('wrong.json', '{}'), /wrong\.json has neither/);
    await assert.rejects(truthOf('wrong.jsonl', '{"text":"a"}'), /Line 1 .* lacks "file"/);
  });
});
