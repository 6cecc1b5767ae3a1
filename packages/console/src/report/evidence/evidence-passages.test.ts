import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { candidateTurns } from './candidate-turns.ts';
import {
  clarityExtremes,
  longestPauses,
  longestRuns,
  paceExtremes,
  varietyExtremes,
} from './evidence-passages.ts';

/** Words of 200 ms with a gap before each. */
function spoken(texts: readonly string[], gapsMs: readonly number[] = [], confidence = 0.9) {
  let at = 0;
  return texts.map((text, index) => {
    const startMs = at + (gapsMs[index] ?? 50);
    at = startMs + 200;
    return { text, startMs, endMs: at, confidence };
  });
}

const repeat = (text: string, times: number) => Array.from({ length: times }, () => text);

describe('longestRuns', () => {
  it('ends a run at a pause of a quarter of a second and counts its words', () => {
    const turn = spoken(['a', 'b', 'c', 'd', 'e'], [0, 50, 250, 249, 50]);
    assert.deepEqual(
      longestRuns([turn], 5).map(({ value }) => value),
      [3, 2],
    );
  });

  it('starts with the first word and ends with the last', () => {
    const [run] = longestRuns([spoken(['a', 'b'])], 1);
    assert.deepEqual(run, { startMs: 50, endMs: 500, value: 2 });
  });
});

describe('paceExtremes', () => {
  it('finds the quick passage and the slow one', () => {
    const quick = spoken(repeat('go', 30));
    const slow = spoken(
      repeat('go', 30),
      repeat('', 30).map(() => 900),
    ).map((word) => ({
      ...word,
      startMs: word.startMs + 60_000,
      endMs: word.endMs + 60_000,
    }));
    const [fastest, slowest] = paceExtremes([quick, slow]);
    assert.equal(fastest?.startMs, 50);
    assert.equal(slowest?.startMs, 60_900);
    assert.ok((fastest?.value ?? 0) > 3 * (slowest?.value ?? 0));
  });

  it('says nothing of too little speech', () => {
    assert.deepEqual(paceExtremes([spoken(['a', 'b'])]), []);
  });
});

describe('varietyExtremes', () => {
  it('tells different words whatever their case and punctuation', () => {
    const same = spoken(repeat('Yes,', 25).concat(repeat('yes', 25)));
    assert.equal(varietyExtremes([same])[0]?.value, 1 / 50);
  });
});

describe('clarityExtremes', () => {
  it('puts the surest passage first', () => {
    const unsure = spoken(repeat('a', 30), [], 0.4);
    const sure = spoken(repeat('a', 30), [], 0.8).map((word) => ({ ...word, startMs: word.startMs + 1 }));
    const values = clarityExtremes([unsure, sure]).map(({ value }) => value.toFixed(1));
    assert.deepEqual(values, ['0.8', '0.4']);
  });
});

describe('longestPauses', () => {
  it('counts silence inside a turn, not between turns', () => {
    const turn = spoken(['a', 'b', 'c'], [2000, 300, 800]);
    assert.deepEqual(
      longestPauses([turn, turn], 9).map(({ value }) => value),
      [800, 800, 300, 300],
    );
  });
});

describe('candidateTurns', () => {
  it('joins what the candidate said until another person spoke', () => {
    const segment = (speaker: string, text: string) => ({
      speaker,
      speakerLabel: speaker,
      startMs: 0,
      endMs: 1,
      text,
      confidence: 1,
      words: spoken([text]),
    });
    const turns = candidateTurns({
      segments: ['speaker_1', 'speaker_1', 'speaker_0', 'speaker_1'].map((speaker, at) =>
        segment(speaker, String(at)),
      ),
      speakers: [],
      candidateText: '',
      candidateSpeaker: 'speaker_1',
    });
    assert.deepEqual(
      turns.map((words) => words.map(({ text }) => text)),
      [['0', '1'], ['3']],
    );
  });
});
