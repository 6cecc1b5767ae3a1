/**
 * Whether the words of one speaker are those of several people. Voices can be too much alike to be told apart, words tell
 * then: nobody asks "Have you led a team?" and goes on "Yes, I led three people".
 */
import type { Segment, Turn } from '../speech/timeline.ts';
import { gatherEvidence, type SpeakerEvidence } from './evidence.ts';

/** A recording divided among its speakers. */
export interface DividedRecording {
  readonly segments: readonly Segment[];
  readonly turns: readonly Turn[];
}

/**
 * Questions that a speaker answers in the next sentence, from which on they count as several people: altogether, and in a hundred
 * words. In the real conversations at hand no speaker who was divided right has more than one; taken as one speaker, most of them
 * have three to seven. People quote themselves in long stories, so rare ones do not count.
 */
const MIN_ANSWERED_BY_THEMSELVES = 3;
const MIN_ANSWERED_BY_THEMSELVES_PER_100 = 0.3;

/** From so many on, and as often, it is worth dividing the recording among one person more to see whether they disappear. */
const WORTH_DIVIDING = 2;
/**
 * The division stands when at most this share of the questions is left after which whoever asked went on, and so many have gone: one
 * voice that is cut in two goes on asking and answering.
 */
const MOST_LEFT = 0.25;
const LEAST_GONE = 2;

/** Questions and phrases of an interviewer from which on a lone voice sounds like two people. */
const MIXED_QUESTIONS = 3;
const MIXED_HOSTING_PHRASES = 1;
/** Questions in 100 words that sound like two people by themselves; 99 % of those in NICT JLE ask fewer than 2.1.  */
const MIXED_QUESTIONS_PER_100 = 2;

/** Whether a speaker answers questions of their own as two people would. */
export function soundsLikeSeveralPeople({ answeredByThemselves, words }: SpeakerEvidence): boolean {
  return answeredByThemselves >= MIN_ANSWERED_BY_THEMSELVES && isOften(answeredByThemselves, words);
}

/** Whether the only speaker of a recording asks as often as somebody who leads an interview, and so may be two people. */
export function asksLikeInterviewer({ questionsAsked, words, hostingPhrases }: SpeakerEvidence): boolean {
  const isOftenEnough = 100 * questionsAsked > MIXED_QUESTIONS_PER_100 * words;
  return questionsAsked >= MIXED_QUESTIONS && (isOftenEnough || hostingPhrases >= MIXED_HOSTING_PHRASES);
}

const isOften = (times: number, words: number) => 100 * times >= MIN_ANSWERED_BY_THEMSELVES_PER_100 * words;

/**
 * Divides a recording among its speakers, and where the words of one are those of several, once more among one person more. That
 * stands if questions and answers then come from different people, so a single person is not cut in two for asking themselves.
 * @param divide finds turns and words of so many people; of as many as there seem to be when none are given.
 */
export async function divideMergedVoices<Divided extends DividedRecording>(
  divide: (speakers?: number) => Promise<Divided>,
): Promise<{ readonly divided: Divided; readonly isByWords: boolean }> {
  const first = await divide();
  const speakers = gatherEvidence(first.segments, first.turns);
  const kept = keptQuestionsOf(speakers);
  if (kept < LEAST_GONE || !isWorthDividing(speakers)) return { divided: first, isByWords: false };
  const second = await divide(speakers.length + 1);
  const left = keptQuestionsOf(gatherEvidence(second.segments, second.turns));
  const isByWords = left <= MOST_LEFT * kept && kept - left >= LEAST_GONE;
  return { divided: isByWords ? second : first, isByWords };
}

function isWorthDividing(speakers: readonly SpeakerEvidence[]): boolean {
  const [only] = speakers;
  if (speakers.length === 1 && asksLikeInterviewer(only!)) return true;
  return speakers.some(
    ({ answeredByThemselves, words }) =>
      answeredByThemselves >= WORTH_DIVIDING && isOften(answeredByThemselves, words),
  );
}

const keptQuestionsOf = (speakers: readonly SpeakerEvidence[]) =>
  speakers.reduce((sum, { keptQuestions }) => sum + keptQuestions, 0);
