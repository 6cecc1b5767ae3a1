import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Segment } from '../speech/timeline.ts';
import { findCandidate } from './candidate.ts';
import { gatherEvidence } from './evidence.ts';
import {
  ASKING_BACK,
  type Line,
  MERGED,
  MONOLOGUE,
  ORDINARY,
  PANEL,
  recognised,
  TALKATIVE_INTERVIEWER,
} from './interviews.fixture.ts';
import { divideMergedVoices, soundsLikeSeveralPeople } from './merged-voices.ts';
import { countAnsweredByThemselves, sentencesOf } from './wording.ts';

const hasMergedVoices = (segments: readonly Segment[]) =>
  gatherEvidence(segments, []).some(soundsLikeSeveralPeople);

const asOneSpeaker = (lines: readonly Line[]) => lines.map(([, text]): Line => [0, text]);
const merged = (lines: readonly Line[]) => recognised(asOneSpeaker(lines));

describe('a question that its own speaker answers', () => {
  const count = (text: string) => countAnsweredByThemselves(sentencesOf(text));

  it('is one to another person, followed by an answer', () => {
    assert.equal(
      count('Have you had any supervisory experience? Yes, I supervised three administrators.'),
      1,
    );
    assert.equal(count('What do you like about it? I like that every day is different.'), 1);
    assert.equal(count('Tell me about your current job. Sure. I plan routes.'), 1);
    assert.equal(count('What was the hardest repair you ever did? That was a pump in a hospital.'), 1);
    assert.equal(count('Why did you leave the company? Because the shop closed.'), 1);
  });

  it('is not a tag, a question to oneself, or one that is left open', () => {
    assert.equal(count('It was late, you know? I went home.'), 0);
    assert.equal(count('And what did I do then? I called the drivers.'), 0);
    assert.equal(count('What would you bring? How would you begin?'), 0);
    assert.equal(count('Do you have any questions for us?'), 0);
  });
});

describe('voices that were taken for one', () => {
  const longer = [...ORDINARY.slice(0, 6), ...PANEL.slice(2), ...ORDINARY.slice(6)];

  it('are told by their words, in a recording of one speaker and of several', () => {
    assert.equal(hasMergedVoices(merged(longer).segments), true);
    assert.equal(
      hasMergedVoices(
        recognised([
          ...merged(longer).segments.map(({ words }): Line => [0, words.map(({ text }) => text).join(' ')]),
          [1, 'Mm-hm.'],
        ]).segments,
      ),
      true,
    );
  });

  it('are not seen in what one person says, whoever asks most', () => {
    for (const lines of [ORDINARY, PANEL, TALKATIVE_INTERVIEWER, ASKING_BACK, MONOLOGUE]) {
      assert.equal(hasMergedVoices(recognised(lines).segments), false);
    }
  });

  it('make no choice of the candidate that is sure', () => {
    const { segments, turns } = recognised([
      ...merged(longer).segments.map(({ words }): Line => [0, words.map(({ text }) => text).join(' ')]),
      [1, 'Thank you for coming. Shall we begin?'],
    ]);
    assert.equal(findCandidate({ segments, turns }).confidence, 'low');
    assert.equal(findCandidate(recognised(MERGED)).confidence, 'low');
  });
});

describe('a recording whose words are those of more people than its voices', () => {
  /** Divides as the engine does: into one speaker at first, into the people of the lines when asked for so many. */
  const dividing = (first: readonly Line[], second: readonly Line[]) => {
    const asked: (number | undefined)[] = [];
    const divide = (speakers?: number) => {
      asked.push(speakers);
      return Promise.resolve(recognised(speakers === undefined ? first : second));
    };
    return { asked, result: divideMergedVoices(divide) };
  };
  const speakersOf = (segments: readonly Segment[]) => new Set(segments.map(({ speaker }) => speaker)).size;

  it('is divided among one person more', async () => {
    const { asked, result } = dividing(MERGED, ORDINARY);
    const { divided, isByWords } = await result;
    assert.deepEqual([asked, isByWords, speakersOf(divided.segments)], [[undefined, 2], true, 2]);
  });

  it('also where one of several is two people', async () => {
    const panel = ORDINARY.map(([speaker, text], n): Line => [n === 2 || n === 4 ? 2 : speaker, text]);
    const taken = panel.map(([speaker, text]): Line => [speaker === 2 ? 1 : speaker, text]);
    const { asked, result } = dividing(taken, panel);
    assert.deepEqual([asked, (await result).isByWords], [[undefined, 3], true]);
  });

  it('also where no answer sounds like one, if a lone speaker asks like an interviewer', async () => {
    const talk: readonly Line[] = [
      [0, 'Welcome. Can you describe the market for us?'],
      [1, 'Prices have fallen for two years, and nobody builds.'],
      [0, 'When do you expect that to change?'],
      [1, 'The banks decide about that, not the builders.'],
      [0, 'Which towns would you look at?'],
      [1, 'Small ones by the sea are cheap at the moment.'],
    ];
    const { asked, result } = dividing(asOneSpeaker(talk), talk);
    assert.deepEqual([asked, (await result).isByWords], [[undefined, 2], true]);
  });

  it('stays with one speaker who still asks and answers themselves when the voice is cut in two', async () => {
    const halves = MERGED.map(([, text], n): Line => [n < MERGED.length / 2 ? 0 : 1, text]);
    const { asked, result } = dividing(MERGED, halves);
    const { divided, isByWords } = await result;
    assert.deepEqual([asked, isByWords, speakersOf(divided.segments)], [[undefined, 2], false, 1]);
  });

  it('is divided once where nobody answers themselves', async () => {
    for (const lines of [ORDINARY, PANEL, TALKATIVE_INTERVIEWER, ASKING_BACK, MONOLOGUE]) {
      const { asked, result } = dividing(lines, lines);
      assert.deepEqual([asked, (await result).isByWords], [[undefined], false]);
    }
  });
});
