/** The measures on the demonstration interview, with the times of the words as they are known from its making. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { accentAnalysisSchema, fluencyAnalysisSchema, vocabularyAnalysisSchema } from '@vivavoce/contract';
import { decodeFile } from '../media/decode.ts';
import { loadLanguageDetector } from '../models/language-detector.ts';
import { loadLexicon } from '../models/lexicon.ts';
import { alignToPhones } from '../speech/alignment/align-to-phones.ts';
import { loadEncoder } from '../speech/encoder.ts';
import { loadPhoneClassifier } from '../speech/phone-classifier.ts';
import type { Segment, Span, Word } from '../speech/timeline.ts';
import { accentMeasures } from './accent.ts';
import { measureCandidate } from './measure-candidate.ts';
import { pitchRangeSemitones } from './pitch.ts';
import type { Conversation } from './speaking-turns.ts';
import { segmentOf, wordAt } from './timeline.fixture.ts';

interface Said extends Span {
  readonly speaker: string;
  readonly text: string;
}
const sample = (name: string) => fileURLToPath(new URL(`../../../../samples/${name}`, import.meta.url));
const truth = JSON.parse(readFileSync(sample('interview.json'), 'utf8')) as {
  readonly candidate: string;
  readonly turns: readonly Said[];
  readonly words: readonly Said[];
};
const knowledge = { lexicon: await loadLexicon(), detectLanguage: await loadLanguageDetector() };
const numberOf = (speaker: string) => (speaker === truth.candidate ? 1 : 0);

/** What was said, each word moved to where `at` puts it. */
function conversation(at: (ms: number) => number = (ms) => ms): Conversation {
  const segments: Segment[] = truth.turns.map((turn) => {
    const words = truth.words.filter(
      (word) =>
        word.speaker === turn.speaker && word.startMs >= turn.startMs - 5 && word.endMs <= turn.endMs + 5,
    );
    return segmentOf(
      numberOf(turn.speaker),
      words.map(({ text, startMs, endMs }): Word => {
        const kind = /^(um|uh)$/i.test(text) ? 'filler' : 'word';
        return { ...wordAt(text, at(startMs), at(endMs)), kind };
      }),
    );
  });
  const turns = truth.turns.map(({ speaker, startMs, endMs }) => ({
    speaker: numberOf(speaker),
    startMs: at(startMs),
    endMs: at(endMs),
  }));
  return { segments, turns, candidate: 1 };
}

const within = (value: number | null, low: number, high: number) =>
  assert.ok(value !== null && value >= low && value <= high, `${value} is not within ${low} to ${high}`);

const recording = await decodeFile(sample('interview.opus'));

describe('fluency and vocabulary of a real recording', () => {
  const measures = measureCandidate(conversation(), null, knowledge);

  it('give figures that a voice can produce', () => {
    const { fluency, vocabulary, language } = measures;
    fluencyAnalysisSchema.parse({ ...fluency, interval: null });
    const overusedWords = vocabulary.overusedWords.map((word) => ({ ...word, alternatives: [] }));
    vocabularyAnalysisSchema.parse({ ...vocabulary, overusedWords, interval: null });
    within(fluency.articulationRateSyllablesPerSecond, 1.5, 8);
    within(fluency.phonationRatio, 0.2, 1);
    within(fluency.meanLengthOfRunSyllables, 1, 60);
    within(fluency.speechRateWordsPerMinute, 40, 260);
    within(fluency.silentPauses.meanMs, 250, 3000);
    within(fluency.responseLatency.medianMs, 0, 3000);
    within(vocabulary.mattr, 0.5, 0.95);
    within(vocabulary.mtld, 20, 150);
    within(vocabulary.meanLogFrequency, 4, 6.5);
    assert.equal(language.code, 'en');
  });

  it('find the fillers and repeats of the script', () => {
    const said = truth.words.filter(({ speaker }) => speaker === truth.candidate);
    const fillers = said.filter(({ text }) => /^(um|uh)$/i.test(text)).length;
    assert.equal(measures.fluency.filledPauses.count, fillers);
    assert.ok(measures.fluency.repetitions.items.some(({ text }) => text === 'we had'));
    assert.ok(measures.vocabulary.words <= said.length - fillers - measures.fluency.repetitions.count);
  });

  it('give slower speech and longer silences lower figures of fluency', () => {
    const slower = measureCandidate(
      conversation((ms) => ms * 1.3),
      null,
      knowledge,
    ).fluency;
    assert.ok(slower.speechRateWordsPerMinute < measures.fluency.speechRateWordsPerMinute);
    assert.ok(
      slower.articulationRateSyllablesPerSecond < measures.fluency.articulationRateSyllablesPerSecond,
    );
    assert.ok(
      slower.silentPauses.meanMs !== null && slower.silentPauses.count >= measures.fluency.silentPauses.count,
    );
  });
});

describe('the accent of a real recording', () => {
  it('find rhythm and pitch range in aligned sounds', async () => {
    const turn = truth.turns.find(({ speaker }) => speaker === truth.candidate)!;
    const texts = turn.text.split(' ');
    const samples = recording.samples.slice(turn.startMs * 16, turn.endMs * 16);
    const later = <T extends Span>(span: T): T => ({
      ...span,
      startMs: span.startMs + turn.startMs,
      endMs: span.endMs + turn.startMs,
    });
    const posteriors = (await loadPhoneClassifier()).classify(await (await loadEncoder()).encode(samples));
    const words = alignToPhones(texts, posteriors, turn.endMs - turn.startMs).map((word, at) => ({
      ...wordAt(texts[at]!, 0, 0),
      ...later(word),
      phones: word.phones.map((phone) => ({ ...later(phone), goodness: null })),
    }));
    const vowels = words.flatMap(({ phones }) => phones).filter(({ stress }) => stress !== null);
    const accent = accentMeasures(
      [{ startMs: turn.startMs, endMs: turn.endMs, words }],
      pitchRangeSemitones(recording, vowels),
      knowledge.lexicon,
    );
    const notScored = { intelligibility: null, phoneAccuracy: null, interval: null };
    const prosody = { stressAndIntonation: null, delivery: null };
    accentAnalysisSchema.parse({ ...accent, ...notScored, prosody });
    within(accent.rhythm.vowelNpvi, 20, 100);
    within(accent.rhythm.vowelShare, 0.25, 0.65);
    within(accent.pitchRangeSemitones, 1, 24);
  });
});
