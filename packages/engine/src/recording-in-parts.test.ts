/** A recording that comes in several files: where each lies, and which of them is at fault. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PART_GAP_MS } from '@vivavoce/contract';
import { type Engine, EngineError } from './index.ts';
import { SAMPLE_RATE } from './media/recording.ts';
import { wavOf } from './media/wav.ts';
import { type EngineShare, shareEngine } from './testing/shared-engine.ts';

const SHORT_SPEECH = fileURLToPath(new URL('../../../samples/fixtures/speech.wav', import.meta.url));
const SILENCE_MS = 3000;

let share: EngineShare;
let engine: Engine;
let folder: string;

before(async () => {
  share = await shareEngine();
  ({ engine } = share);
  folder = await mkdtemp(join(tmpdir(), 'vivavoce-in-parts-'));
});
after(async () => {
  await share.release();
  await rm(folder, { recursive: true });
});

test('parts are told apart, and nothing that is said goes from one into the next', async () => {
  const silent = join(folder, 'silent.wav');
  await writeFile(silent, wavOf(new Float32Array((SILENCE_MS / 1000) * SAMPLE_RATE)));
  const { recording, segments, turns } = await engine.transcribe([SHORT_SPEECH, silent, SHORT_SPEECH]);
  const { parts = [], durationMs } = recording;
  const [first, second, third] = parts;
  assert.ok(first && second && third && parts.length === 3);
  assert.equal(first.startMs, 0);
  assert.equal(second.startMs, first.endMs + PART_GAP_MS);
  assert.equal(second.endMs, second.startMs + SILENCE_MS);
  assert.equal(third.startMs, second.endMs + PART_GAP_MS);
  assert.equal(third.endMs, durationMs);
  const inside = (part: typeof first, span: { readonly startMs: number; readonly endMs: number }) =>
    span.startMs >= part.startMs && span.endMs <= part.endMs + PART_GAP_MS;
  for (const span of [...segments, ...turns]) assert.ok(inside(first, span) !== inside(third, span));
  const said = [first, third].map((part) =>
    segments
      .filter((segment) => inside(part, segment))
      .flatMap(({ words }) => words.map(({ text }) => text.toLowerCase()))
      .join(' '),
  );
  assert.ok(said[0]);
  assert.equal(said[1], said[0], 'the same speech has the same words wherever it lies');
});

test('a part that cannot be decoded is named', async () => {
  const broken = join(folder, 'broken.wav');
  await writeFile(broken, '');
  await assert.rejects(engine.analyze([SHORT_SPEECH, SHORT_SPEECH, broken]), (error) => {
    assert.ok(error instanceof EngineError && error.code === 'AUDIO_DECODE_FAILED');
    assert.match(error.message, /^Part 3 of 3: The file is empty/);
    return true;
  });
});
