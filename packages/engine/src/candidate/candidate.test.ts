import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EngineError } from '../errors.ts';
import { describeReason } from '../report/candidate-reason.ts';
import { type Candidate, findCandidate } from './candidate.ts';
import {
  ASKING_BACK,
  LATE_JOINER,
  type Line,
  MERGED,
  MONOLOGUE,
  ORDINARY,
  PANEL,
  RECRUITER_MONOLOGUE,
  recognised,
  TALKATIVE_INTERVIEWER,
} from './interviews.fixture.ts';
import { candidateProbabilities } from './model.ts';

const reasonOf = ({ speaker, reason }: Candidate) => describeReason(speaker, reason);

const INTERVIEWS: Record<string, readonly Line[]> = {
  'an ordinary interview': ORDINARY,
  'a panel of two interviewers': PANEL,
  'an interviewer who speaks most of the words': TALKATIVE_INTERVIEWER,
  'a candidate who asks back': ASKING_BACK,
  'a recruiter who talks for a minute first': RECRUITER_MONOLOGUE,
  'an interviewer who joins late': LATE_JOINER,
};

for (const [name, lines] of Object.entries(INTERVIEWS)) {
  test(`finds the candidate of ${name}, with the evidence`, () => {
    const candidate = findCandidate(recognised(lines));
    assert.equal(candidate.speaker, 1);
    assert.notEqual(candidate.confidence, 'low');
    assert.match(reasonOf(candidate), /^Speaker 2 .*\d.*\.$/);
    for (const one of candidate.speakers) {
      assert.equal(one.role, one.speaker === 1 ? 'candidate' : 'interviewer');
    }
  });
}

test('a clear interview is certain, and its reason names answers, questions and words', () => {
  const candidate = findCandidate(recognised(ORDINARY));
  assert.equal(candidate.confidence, 'high');
  assert.equal(
    reasonOf(candidate),
    'Speaker 2 gave 3 of the 3 answers to questions, asked none of the 3 questions and spoke 73% of the words.',
  );
});

test('every number in a reason is in the evidence', () => {
  const candidate = findCandidate(recognised(PANEL));
  const { speakers } = candidate;
  const reason = reasonOf(candidate);
  const own = speakers[1];
  assert.ok(own !== undefined);
  const allowed = [
    own.questionsAnswered,
    own.questionsAsked,
    speakers.reduce((sum, one) => sum + one.questionsAsked, 0),
    speakers.reduce((sum, one) => sum + one.questionsAnswered, 0),
    Math.round(100 * own.wordShare),
    Math.round(own.meanContributionWords),
    Number(own.firstPersonPer100.toFixed(1)),
    Number(own.secondPersonPer100.toFixed(1)),
  ];
  for (const number of reason.replace('Speaker 2 ', '').match(/\d+(\.\d+)?/g) ?? []) {
    assert.ok(allowed.includes(Number(number)), `${number} in "${reason}"`);
  }
});

test('somebody who only makes a remark is neither candidate nor interviewer', () => {
  const lines: Line[] = [...ORDINARY.slice(0, 4), [2, 'Sorry, wrong room.'], ...ORDINARY.slice(4)];
  const candidate = findCandidate(recognised(lines));
  assert.equal(candidate.speaker, 1);
  assert.deepEqual(
    candidate.speakers.map(({ role }) => role),
    ['interviewer', 'candidate', 'other'],
  );
});

test('questions are recognised without question marks', () => {
  const lines = ORDINARY.map(([speaker, text]): Line => [speaker, text.replaceAll('?', '.')]);
  const { speakers, speaker } = findCandidate(recognised(lines));
  assert.equal(speaker, 1);
  assert.equal(speakers[0]?.questionsAsked, 3);
});

test('the only speaker is the candidate; a voice that asks and answers is doubtful', () => {
  const alone = findCandidate(recognised(MONOLOGUE));
  assert.deepEqual([alone.speaker, alone.probability, alone.confidence], [0, 1, 'high']);
  assert.equal(reasonOf(alone), 'Speaker 1 is the only speaker heard (56 words).');
  const merged = findCandidate(recognised(MERGED));
  assert.equal(merged.confidence, 'low');
  assert.match(reasonOf(merged), /3 questions were asked, as if more than one person were speaking/);
  assert.equal(findCandidate(recognised([[0, 'I am here.']])).confidence, 'medium');
});

test('nobody is certain while the voices could be one person more or less, unless a caller names them', () => {
  for (const lines of [ORDINARY, MONOLOGUE]) {
    const heard = { ...recognised(lines), isSpeakerCountDoubtful: true };
    const { speaker, confidence } = findCandidate(heard);
    assert.equal(confidence, 'medium');
    assert.equal(findCandidate({ ...heard, isSpeakerCountDoubtful: false }).confidence, 'high');
    assert.equal(findCandidate({ ...heard, named: speaker }).confidence, 'high');
  }
  const merged = findCandidate({ ...recognised(MERGED), isSpeakerCountDoubtful: true });
  assert.equal(merged.confidence, 'low', 'doubt makes nothing surer');
});

test('a caller who names the candidate is believed, unless nobody of that number is heard', () => {
  const named = findCandidate({ ...recognised(ORDINARY), named: 0 });
  assert.deepEqual(
    [named.speaker, named.confidence, named.probability, reasonOf(named)],
    [0, 'high', 1, 'Speaker 1 was named by the caller.'],
  );
  assert.throws(
    () => findCandidate({ ...recognised(ORDINARY), named: 7 }),
    /no speaker_7 .* speaker_0, speaker_1/,
  );
});

test('a recording without speech is refused', () => {
  assert.throws(
    () => findCandidate({ segments: [], turns: [] }),
    (error) => error instanceof EngineError && error.code === 'NO_SPEECH_DETECTED',
  );
});

test('two speakers with the same words are told apart by nothing, and it says so', () => {
  const candidate = findCandidate(
    recognised([
      [0, 'I see a house and a garden.'],
      [1, 'I see a house and a garden.'],
    ]),
  );
  assert.equal(candidate.confidence, 'low');
  assert.match(reasonOf(candidate), /nothing sets the 2 speakers clearly apart/);
});

const anyInterview = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 3 }),
    fc
      .array(
        fc.constantFrom(
          'I worked there.',
          'What do you think?',
          'Tell me about it.',
          'Yes.',
          'My team was small.',
          'Thank you for coming.',
          'and then we went home',
          'do you like it',
        ),
        { minLength: 1, maxLength: 6 },
      )
      .map((sentences) => sentences.join(' ')),
  ),
  { minLength: 1, maxLength: 25 },
);

test('law: renumbering the speakers never changes who is chosen', () => {
  fc.assert(
    fc.property(
      anyInterview,
      fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 }),
      (lines, numbers) => {
        const first = findCandidate(recognised(lines));
        const renumbered = lines.map(([speaker, text]): Line => [numbers[speaker] ?? speaker, text]);
        const second = findCandidate(recognised(renumbered));
        assert.equal(second.speaker, numbers[first.speaker]);
        assert.equal(second.confidence, first.confidence);
        assert.ok(Math.abs(second.probability - first.probability) < 1e-9);
      },
    ),
  );
});

test('law: the probabilities add up to 1 and the chosen speaker has the highest', () => {
  fc.assert(
    fc.property(anyInterview, (lines) => {
      const { speakers, probability } = findCandidate(recognised(lines));
      const probabilities = speakers.map((one) => one.probability);
      assert.ok(Math.abs(probabilities.reduce((a, b) => a + b, 0) - 1) < 1e-9);
      assert.equal(probability, Math.max(...probabilities));
      assert.deepEqual(candidateProbabilities(speakers), probabilities);
    }),
  );
});
