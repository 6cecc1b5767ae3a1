import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { decodeFile } from '../../media/decode.ts';
import type { Recording } from '../../media/recording.ts';
import type { PhonePosteriors } from '../phone-classifier.ts';
import { createSpeechPool } from '../pool/speech-pool.ts';
import { isFiller } from '../words/fillers.ts';
import { recogniseWords } from '../words/recognise-turns.ts';
import { alignWords } from './align-words.ts';
import { hesitationsIn } from './hesitations.ts';

const SYMBOLS = ['AH', 'M', 'T', 'SIL'];

/** What would be heard if each frame were this phone for certain. */
function posteriorsOf(phones: readonly string[]): PhonePosteriors {
  const logs = phones.flatMap((phone) => SYMBOLS.map((symbol) => (symbol === phone ? 0 : -20)));
  return { symbols: SYMBOLS, frames: phones.length, logProbabilities: Float32Array.from(logs) };
}

function textsIn(phones: string): string[] {
  const frames = phones.split(' ').flatMap((run) => {
    const [, phone = '', count = ''] = /^(\D+)(\d+)$/.exec(run) ?? [];
    return Array.from({ length: Number(count) }, () => phone);
  });
  const whole = { startMs: 0, endMs: frames.length * 24 + 32 };
  return hesitationsIn(whole, posteriorsOf(frames)).map(({ text }) => text);
}

test('a vowel that goes on is a hesitation, with a nasal after it another; the edges of words are none', () => {
  assert.deepEqual(textsIn('SIL5 AH6 SIL4'), ['uh']);
  assert.deepEqual(textsIn('SIL5 AH4 M7 SIL4 AH5 T1'), ['um', 'uh']);
  assert.deepEqual(textsIn('AH3 T2 M9 SIL5 AH2 M2'), []);
  assert.deepEqual(hesitationsIn({ startMs: 0, endMs: 400 }, posteriorsOf([])), []);
});

test('hesitations are in order, inside the span, and sure', () => {
  const span = fc
    .tuple(fc.nat(2000), fc.nat(2000))
    .map(([startMs, length]) => ({ startMs, endMs: startMs + length }));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...SYMBOLS), { maxLength: 90 }), span, (frames, within) => {
      let last = within.startMs;
      for (const { startMs, endMs, confidence } of hesitationsIn(within, posteriorsOf(frames))) {
        assert.ok(startMs >= last && endMs > startMs && endMs <= within.endMs);
        assert.ok(confidence >= 0.7 && confidence <= 1);
        last = endMs;
      }
    }),
  );
});

let interview: Recording;
before(async () => {
  interview = await decodeFile(
    fileURLToPath(new URL('../../../../../samples/interview.opus', import.meta.url)),
  );
});

test('filled pauses that the recogniser left out or wrote as words are found, and nothing else is', async () => {
  const pool = await createSpeechPool({ processes: 1 });
  // Two hesitations are in this turn (see samples/interview.json), neither of which the recogniser writes down.
  const speech = [{ startMs: 160_498, endMs: 181_074 }];
  const turns = speech.map((span) => ({ ...span, speaker: 0 }));
  const pieces = await recogniseWords({ recording: interview, turns, regions: speech }, pool);
  assert.deepEqual(
    pieces.flatMap(({ words }) => words).filter(({ text }) => isFiller(text)),
    [],
  );
  const words = (await alignWords(pieces)).flatMap((segment) => segment.words);
  await pool.close();
  const fillers = words.filter((word) => word.kind === 'filler');
  assert.equal(fillers.length, 2);
  [162_954, 171_703].forEach((middleMs, at) => {
    const { startMs = 0, endMs = 0 } = fillers[at] ?? {};
    assert.ok(startMs < middleMs && middleMs < endMs, `${startMs} to ${endMs} holds ${middleMs}`);
  });
  let last = 0;
  for (const { startMs, endMs } of words) {
    assert.ok(startMs >= last && endMs > startMs);
    last = endMs;
  }
});
