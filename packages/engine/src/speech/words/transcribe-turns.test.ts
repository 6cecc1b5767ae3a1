/** Times of words that a transcriber gave none, against the truth of a sample. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { decodeFile } from '../../media/decode.ts';
import type { Recording } from '../../media/recording.ts';
import { createSpeechPool, type SpeechPool } from '../pool/speech-pool.ts';
import type { Segment } from '../timeline.ts';
import { alignTranscribed, type TranscribedPiece } from './transcribe-turns.ts';

interface Timed {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
}

const SAMPLE = fileURLToPath(new URL('../../../../../samples/languages/fr', import.meta.url));
const truth = JSON.parse(readFileSync(`${SAMPLE}.json`, 'utf8')) as Record<'turns' | 'words', Timed[]>;
/** Answers of several phrases, as long as pieces are. */
const turns = truth.turns
  .filter(({ startMs, endMs }) => endMs - startMs > 10_000 && endMs - startMs < 25_000)
  .slice(0, 3);
const wordsIn = ({ startMs, endMs }: Timed) =>
  truth.words.filter((word) => word.startMs >= startMs && word.endMs <= endMs);
/** From here on words are apart in the truth: a phrase ends. */
const PHRASE_GAP_MS = 100;

let pool: SpeechPool;
let recording: Recording;
before(async () => {
  pool = await createSpeechPool({ processes: 1 });
  recording = await decodeFile(`${SAMPLE}.opus`);
});
after(() => pool.close());

const place = (pieces: readonly TranscribedPiece[], language: string) =>
  alignTranscribed({ pieces, language }, pool, () => {});

/**
 * How far ends and starts of phrases inside of the turns are from the truth, in order, ms. There it is exact; between words of a
 * phrase it is not (see `samples/languages/espeak.ts`).
 */
function phraseErrors(segments: readonly Segment[]): number[] {
  const errors = turns.flatMap((turn, n) => {
    const said = wordsIn(turn);
    const found = segments[n]?.words ?? [];
    assert.equal(found.length, said.length);
    return said.flatMap((word, at) => {
      const next = said[at + 1];
      const [own, after] = [found[at], found[at + 1]];
      if (!next || !own || !after || next.startMs - word.endMs < PHRASE_GAP_MS) return [];
      return [Math.abs(own.endMs - word.endMs), Math.abs(after.startMs - next.startMs)];
    });
  });
  return errors.toSorted((a, b) => a - b);
}

const quantile = (ordered: readonly number[], share: number) =>
  ordered[Math.floor(share * (ordered.length - 1))] ?? Number.NaN;

describe('words without times', () => {
  it('are found in the sound of a language with an acoustic model; those of others are spread and marked', async (t) => {
    const pieces = turns.map((turn) => ({
      recording,
      speaker: 0,
      startMs: turn.startMs - 200,
      endMs: turn.endMs + 200,
      words: wordsIn(turn).map(({ text }) => ({ text, confidence: 1, startMs: null, endMs: null })),
    }));
    const [found, spread] = [await place(pieces, 'fr'), await place(pieces, 'es')];
    const [foundMs, spreadMs] = [phraseErrors(found), phraseErrors(spread)];
    for (const [name, errors] of Object.entries({ found: foundMs, spread: spreadMs })) {
      const [median, most] = [quantile(errors, 0.5), quantile(errors, 0.9)];
      t.diagnostic(
        `${name}: ${errors.length} ends and starts of phrases, median ${median} ms, p90 ${most} ms`,
      );
    }
    assert.ok(quantile(foundMs, 0.5) <= 60 && quantile(foundMs, 0.5) < quantile(spreadMs, 0.5) / 3);
    const times = found.flatMap(({ words }) => words.map(({ timing }) => timing));
    assert.ok(times.filter((timing) => timing === 'estimated').length <= 0.03 * times.length);
    assert.ok(spread.every(({ words }) => words.every(({ timing }) => timing === 'estimated')));
  });
});

describe('words of which only some have times', () => {
  it('are marked as estimated where nobody finds the others', async () => {
    const word = (text: string, startMs: number | null) => ({
      text,
      confidence: 1,
      startMs,
      endMs: startMs === null ? null : startMs + 100,
    });
    const words = [
      word('ja', 250),
      word('äh', null),
      word('doch', null),
      word('gut', 800),
      word('spät', 99_000),
    ];
    const [segment = assert.fail('no segment')] = await place(
      [{ speaker: 0, startMs: 0, endMs: 3000, recording, words }],
      'de',
    );
    assert.deepEqual(
      segment.words.map(({ timing, kind }) => [timing, kind]),
      [
        [undefined, 'word'],
        ['estimated', 'filler'],
        ['estimated', 'word'],
        [undefined, 'word'],
        ['estimated', 'word'],
      ],
    );
    const starts = segment.words.map(({ startMs }) => startMs);
    assert.deepEqual(
      starts,
      starts.toSorted((a, b) => a - b),
    );
  });

  it('are found between those times, which stay', async () => {
    const [turn = assert.fail('no turn')] = turns;
    const said = wordsIn(turn);
    const piece = { recording, speaker: 0, startMs: turn.startMs, endMs: turn.endMs };
    const words = said.map(({ text, startMs, endMs }, at) => ({
      text,
      confidence: 1,
      startMs: at % 3 === 0 ? startMs - turn.startMs : null,
      endMs: at % 3 === 0 ? endMs - turn.startMs : null,
    }));
    const [segment = assert.fail('no segment')] = await place([{ ...piece, words }], 'fr');
    let last = 0;
    for (const [at, { startMs, endMs }] of segment.words.entries()) {
      if (at % 3 === 0) assert.deepEqual([startMs, endMs], [said[at]?.startMs, said[at]?.endMs]);
      assert.ok(startMs >= last && endMs >= startMs, `word ${at}`);
      last = endMs;
    }
  });
});
