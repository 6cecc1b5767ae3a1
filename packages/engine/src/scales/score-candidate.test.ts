import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Warning } from '@vivavoce/contract';
import fc from 'fast-check';
import { cleanUtterance } from '../measures/disfluency.ts';
import { fluencyMeasures } from '../measures/fluency.ts';
import { speakingTurns } from '../measures/speaking-turns.ts';
import { loadLexicon } from '../models/lexicon.ts';
import type { Segment, Word } from '../speech/timeline.ts';
import { readStoredInterview } from '../testing/stored-interview.ts';
import { DIMENSIONS } from './estimates.ts';
import { loadScoreModels, scoreCandidate } from './score-candidate.ts';

const CANDIDATE = 1;
const [lexicon, models, storedAnalysis] = await Promise.all([
  loadLexicon(),
  loadScoreModels(),
  readStoredInterview(),
]);
const segments = storedAnalysis.segments.filter(({ speaker }) => speaker === CANDIDATE);

function score(own: readonly Segment[], language = { code: 'en', confidence: 1 }) {
  const others = storedAnalysis.segments.filter(({ speaker }) => speaker !== CANDIDATE);
  const conversation = {
    segments: [...own, ...others],
    turns: storedAnalysis.turns,
    candidate: CANDIDATE,
  };
  const turns = speakingTurns(conversation);
  const fluency = fluencyMeasures(conversation, lexicon);
  return scoreCandidate({ segments: own, turns, fluency, lexicon, language }, models);
}

/** The same speech as if these words had been said in it, over and over where there are too few. */
function saying(text: string): Segment[] {
  const said = text.split(' ');
  let next = 0;
  return withWords((word) => ({ ...word, text: said[next++ % said.length] ?? '' }));
}

function withWords(change: (word: Word) => Word): Segment[] {
  return segments.map((segment) => ({ ...segment, words: segment.words.map(change) }));
}

const REASONS: Readonly<Record<(typeof DIMENSIONS)[number], readonly Warning['code'][]>> = {
  vocabulary: ['VOCABULARY_TOO_FEW_WORDS', 'VOCABULARY_NOT_UNDERSTOOD', 'REPETITIVE'],
  fluency: ['FLUENCY_TOO_LITTLE_SPEECH', 'REPETITIVE'],
  accent: ['ACCENT_TOO_LITTLE_SPEECH'],
};
const REASONS_FOR_ALL: readonly Warning['code'][] = ['SPEECH_NOT_RELIABLY_RECOGNISED', 'OTHER_LANGUAGE'];

function assertReasons({ scores, warnings }: ReturnType<typeof score>): void {
  for (const dimension of DIMENSIONS) {
    const reasons = [...REASONS[dimension], ...REASONS_FOR_ALL];
    assert.equal(
      scores[dimension] === null,
      warnings.some((code) => reasons.includes(code)),
      dimension,
    );
  }
  assert.equal(
    scores.overall === null,
    DIMENSIONS.some((dimension) => scores[dimension] === null),
  );
}

test('an interview gets all scores, inside intervals that are no narrower than people agree', () => {
  const result = score(segments);
  assertReasons(result);
  for (const dimension of DIMENSIONS) {
    const made = result.scores[dimension];
    assert.ok(made !== null);
    assert.ok(made.interval.low < made.estimate && made.estimate < made.interval.high);
    assert.ok(made.interval.high - made.interval.low > 0.5);
  }
  assert.deepEqual(score(segments), result, 'the same speech gives the same scores');
});

test('a score is null exactly when a warning says why, however much was said and understood', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: segments.length }),
      fc.double({ min: 0.2, max: 1, noNaN: true }),
      fc.constantFrom('en', 'de'),
      (count, confidence, code) => {
        const own = withWords((word) => ({ ...word, confidence })).slice(0, count);
        assertReasons(score(own, { code, confidence: 1 }));
      },
    ),
    { numRuns: 40 },
  );
});

test('less speech widens the intervals', () => {
  const [all, half] = [score(segments), score(segments.slice(0, segments.length / 2))];
  // Vocabulary is wider where nobody was rated, so two levels cannot be compared here: see `vocabulary-model.test.ts`. That of
  // fluency also depends on how well its witnesses agree: `free-speech.test.ts`.
  for (const dimension of ['accent'] as const) {
    const width = ({ scores }: typeof all) =>
      (scores[dimension]?.estimate ?? Number.NaN) - (scores[dimension]?.interval.low ?? Number.NaN);
    assert.ok(width(half) > width(all), dimension);
  }
});

/** The scores of the candidate as if nobody else spoke. */
function scoreAlone(own: readonly Segment[]) {
  const conversation = { segments: own, turns: [], candidate: CANDIDATE };
  const turns = speakingTurns(conversation);
  const fluency = fluencyMeasures(conversation, lexicon);
  const language = { code: 'en', confidence: 1 };
  return scoreCandidate({ segments: own, turns, fluency, lexicon, language }, models);
}

test('long silences inside answers lower fluency and leave the accent as it was', () => {
  const apart = segments.map((segment, at) => laterBy(3000 * at)(segment));
  const [before, after] = [scoreAlone(segments).scores, scoreAlone(apart).scores];
  assert.ok((after.fluency?.estimate ?? 5) < (before.fluency?.estimate ?? 0));
  assert.equal(after.accent?.estimate, before.accent?.estimate);
});

/** Every so many words an "um" of 400 ms, and the word twice; what follows is later by as much. */
function disturbed(every: number): Segment[] {
  let lateMs = 0;
  return segments.map((segment) => {
    const startMs = segment.startMs + lateMs;
    const words = segment.words.flatMap((word, at) => {
      if (at % every !== 0) return [laterBy(lateMs)(word)];
      const um = { ...word, text: 'um', kind: 'filler' as const, endMs: word.startMs + 400, phones: [] };
      const filler = laterBy(lateMs)(um);
      const first = laterBy(lateMs + 400)(word);
      lateMs += 400 + word.endMs - word.startMs;
      return [filler, first, laterBy(lateMs)(word)];
    });
    return { ...segment, startMs, endMs: segment.endMs + lateMs, words };
  });
}

test('fillers and repetitions put in never raise fluency, and lower it where they are many', () => {
  const before = scoreAlone(segments);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), (every) => {
      const after = scoreAlone(disturbed(every));
      const raised = (dimension: 'fluency' | 'accent') =>
        (after.scores[dimension]?.estimate ?? 0) - (before.scores[dimension]?.estimate ?? Number.NaN);
      // Repeated words are sure again, so that their pieces count a trace more.
      assert.ok(raised('fluency') < 0.01);
      assert.ok(Math.abs(raised('accent')) < 0.01);
    }),
    { numRuns: 8 },
  );
  const { isCappedByHesitation, scores } = scoreAlone(disturbed(2));
  assert.ok(!before.isCappedByHesitation && isCappedByHesitation);
  assert.ok((scores.fluency?.estimate ?? 5) < (before.scores.fluency?.estimate ?? 0) - 0.5);
});

test('other words leave fluency and accent as they sound', () => {
  const words = segments.flatMap((segment) => segment.words).map(({ text }) => text);
  const [before, after] = [score(segments).scores, score(saying(words.toReversed().join(' '))).scores];
  // Words are left out of the rate where the new ones look like a repair.
  const move = (after.fluency?.estimate ?? 0) - (before.fluency?.estimate ?? 0);
  assert.ok(Math.abs(move) < 0.2, `${move}`);
  assert.equal(after.accent?.estimate, before.accent?.estimate);
});

test('an answer without a single hesitation is no reason for a suspicion', () => {
  const smooth = segments.map((segment) => ({ ...segment, words: [...cleanUtterance(segment).kept] }));
  assert.ok(!score(smooth).warnings.includes('MEMORISED_OR_READ'));
});

test('words in doubt cost the vocabulary score alone', () => {
  const withConfidence = (confidence: number) => score(withWords((word) => ({ ...word, confidence }))).scores;
  const [sure, unsure, hard] = [0.95, 0.65, 0.45].map(withConfidence);
  const width = (scores: typeof sure) => {
    const { low, high } = scores?.vocabulary?.interval ?? { low: 0, high: 0 };
    return high - low;
  };
  assert.ok(width(unsure) > width(sure));
  assert.equal(hard?.vocabulary, null);
  assert.ok(hard?.fluency !== null && hard?.accent !== null);
});

test('one sentence over and over gives neither vocabulary nor fluency', () => {
  const { scores, warnings } = score(
    saying('I am very hard working and I like to learn new things every day'),
  );
  assert.equal(scores.vocabulary, null);
  assert.equal(scores.fluency, null);
  assert.ok(warnings.includes('REPETITIVE'));
});

test('what was said before adds nothing to vocabulary', () => {
  const twice = [...segments, ...segments.slice(0, 3).map(laterBy(storedAnalysis.durationMs))];
  const [once, again] = [score(segments), score(twice)];
  assert.ok(once.scores.vocabulary !== null && again.scores.vocabulary !== null);
  assert.ok(again.scores.vocabulary.estimate <= once.scores.vocabulary.estimate + 0.02);
});

test('a list of rare words does not raise vocabulary', () => {
  const rare =
    'ubiquitous perspicacity obfuscate quintessential ephemeral serendipity paradigm juxtaposition';
  const list = saying(rare);
  const { estimate } = score(segments).scores.vocabulary ?? { estimate: Number.NaN };
  assert.equal(score(list).scores.vocabulary, null);
  for (const count of [1, 2, 4]) {
    const stuffed = [...segments, ...list.slice(0, count).map(laterBy(storedAnalysis.durationMs))];
    const { vocabulary } = score(stuffed).scores;
    assert.ok(vocabulary !== null && vocabulary.estimate <= estimate + 0.1, `${vocabulary?.estimate}`);
  }
});

function laterBy(ms: number) {
  return <S extends { startMs: number; endMs: number; words?: readonly Word[] }>(span: S): S => ({
    ...span,
    startMs: span.startMs + ms,
    endMs: span.endMs + ms,
    ...(span.words && { words: span.words.map(laterBy(ms)) }),
  });
}
