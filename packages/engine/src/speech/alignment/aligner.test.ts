import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { joined, say } from '../words/synthetic-voice.fixture.ts';
import { assertOrdered, SENTENCES, testAligner } from './aligner.fixture.ts';
import { type Aligner, loadAligner } from './aligner.ts';

/** What a search may take beside the models, MiB. */
const MOST_MIB = 150;

let aligner: Aligner;
before(async () => {
  aligner = await loadAligner('en');
});

testAligner(async (samples, words) => aligner.align(samples, words));

test('many words that were never said, in noise, cost no more memory than there is', async () => {
  const spoken = await Promise.all(SENTENCES.map((text) => say('slt', text)));
  const clear = joined(spoken);
  const hiss = joined([{ silentMs: clear.length / 16 }]);
  const audio = clear.map((sample, at) => sample + 300 * (hiss[at] ?? 0));
  const invented = 'You have the right to grow and the race is too close to the movie again'.split(' ');
  const words = Array.from({ length: 60 }, (_, at) => invented[at % invented.length] as string);
  const before = process.memoryUsage().rss;
  const aligned = aligner.align(audio, words);
  const grownMib = Math.round((process.memoryUsage().rss - before) / 2 ** 20);
  assertOrdered(aligned, audio.length / 16);
  assert.equal(aligned.length, words.length);
  assert.ok(grownMib < MOST_MIB, `${grownMib} MiB`);
});

test('audio that is shorter than its words still has times for them', () => {
  assertOrdered(aligner.align(new Float32Array(160), ['two', 'words']), 10);
});
