import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transcriptSchema } from '@vivavoce/contract';
import { findCandidate } from '../candidate/candidate.ts';
import { ORDINARY, recognised } from '../candidate/interviews.fixture.ts';
import { speakerId, speakerNumber, transcriptOf, wordCountOf } from './transcript.ts';

const { segments, turns } = recognised(ORDINARY);
const candidate = findCandidate({ segments, turns });
const transcript = transcriptOf(segments.toReversed(), turns, candidate);

test('a transcript fits the contract and holds everything in order of time', () => {
  assert.deepEqual(transcriptSchema.parse(transcript), transcript);
  const starts = transcript.segments.map(({ startMs }) => startMs);
  assert.deepEqual(
    starts,
    starts.toSorted((a, b) => a - b),
  );
  assert.equal(transcript.segments.length, segments.length);
});

test('every segment runs from its first word to its last and reads as its words', () => {
  for (const { words, startMs, endMs, text } of transcript.segments) {
    assert.equal(startMs, words[0]?.startMs);
    assert.equal(endMs, words.at(-1)?.endMs);
    assert.equal(text, words.map((word) => word.text).join(' '));
  }
});

test('the counts of the speakers add up to all that was said, and the candidate has a text', () => {
  const all = segments.flatMap(({ words }) => words).filter(({ kind }) => kind === 'word').length;
  const counted = transcript.speakers.reduce((sum, { wordCount }) => sum + wordCount, 0);
  assert.equal(counted, all);
  const roles = transcript.speakers.filter(({ role }) => role === 'candidate');
  assert.deepEqual(
    roles.map(({ speaker }) => speaker),
    [transcript.candidateSpeaker],
  );
  const own = transcript.segments.filter(({ speaker }) => speaker === transcript.candidateSpeaker);
  assert.equal(transcript.candidateText, own.map(({ text }) => text).join(' '));
  assert.equal(wordCountOf(candidate.speaker, segments), roles[0]?.wordCount);
});

test('names of speakers and their numbers are each other turned round', () => {
  for (const speaker of [0, 1, 12]) assert.equal(speakerNumber(speakerId(speaker)), speaker);
});
