/**
 * Whether the words of one speaker are those of several people. Voices can be too much alike to be told apart, words tell
 * then: nobody asks "Have you led a team?" and goes on "Yes, I led three people".
 */
import type { SpeakerEvidence } from './evidence.ts';

/**
 * Questions that a speaker answers in the next sentence, from which on they count as several people: altogether, and in a hundred
 * words. In the real conversations at hand no speaker who was divided right has more than one; taken as one speaker, most of them
 * have three to seven. People quote themselves in long stories, so rare ones do not count.
 */
const MIN_ANSWERED_BY_THEMSELVES = 3;
const MIN_ANSWERED_BY_THEMSELVES_PER_100 = 0.3;

/** Whether a speaker answers questions of their own as two people would. */
export function soundsLikeSeveralPeople({ answeredByThemselves, words }: SpeakerEvidence): boolean {
  return (
    answeredByThemselves >= MIN_ANSWERED_BY_THEMSELVES &&
    100 * answeredByThemselves >= MIN_ANSWERED_BY_THEMSELVES_PER_100 * words
  );
}
