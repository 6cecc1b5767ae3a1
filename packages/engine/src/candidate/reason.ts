/** The one sentence that says why a speaker was taken for the candidate: its two or three strongest facts. */
import type { SpeakerEvidence } from './evidence.ts';
import { advantage, type Feature } from './model.ts';

/** Log odds below which a fact is too weak to be named. */
const WEAKEST_FACT = 0.3;
const MOST_FACTS = 3;

type Fact = (own: SpeakerEvidence, all: readonly SpeakerEvidence[]) => string;

/**
 * Evidence that says the same twice is named once: the first feature of a group stands for it. What people did convinces
 * more than which words they used, which is named where there is too little of the former.
 */
const FACTS: readonly {
  readonly features: readonly Feature[];
  readonly isDeed: boolean;
  readonly fact: Fact;
}[] = [
  {
    features: ['answerShare'],
    isDeed: true,
    fact: (own, all) => `gave ${own.questionsAnswered} of the ${count(answered(all), 'answer')} to questions`,
  },
  {
    features: ['questionShare'],
    isDeed: true,
    fact: (own, all) =>
      own.questionsAsked === 0
        ? `asked none of the ${count(asked(all), 'question')}`
        : `asked only ${own.questionsAsked} of the ${count(asked(all), 'question')}`,
  },
  {
    features: ['wordShare', 'speakingShare'],
    isDeed: true,
    fact: (own) => `spoke ${Math.round(100 * own.wordShare)}% of the words`,
  },
  {
    features: ['contributionLength'],
    isDeed: true,
    fact: (own) => `spoke ${count(Math.round(own.meanContributionWords), 'word')} at a time on average`,
  },
  {
    features: ['firstPerson', 'narrative'],
    isDeed: false,
    fact: (own) => `spoke of "I", "my" or "we" ${own.firstPersonPer100.toFixed(1)} times in a hundred words`,
  },
  {
    features: ['secondPerson'],
    isDeed: false,
    fact: (own) => `said "you" or "your" only ${own.secondPersonPer100.toFixed(1)} times in a hundred words`,
  },
  {
    features: ['hosting'],
    isDeed: false,
    fact: (own) =>
      own.hostingPhrases === 0
        ? 'used no phrase of somebody who leads an interview'
        : `used only ${count(own.hostingPhrases, 'phrase')} of somebody who leads an interview`,
  },
];

/** Why a speaker is the most likely candidate among several, in one sentence with numbers. */
export function reasonFor(speaker: number, all: readonly SpeakerEvidence[]): string {
  const own = all.find((one) => one.speaker === speaker);
  if (own === undefined) throw new RangeError(`No evidence about speaker ${speaker}`);
  const ranked = FACTS.map(({ features, isDeed, fact }) => ({
    strength: features.reduce((sum, feature) => sum + advantage(feature, speaker, all), 0),
    isDeed,
    fact,
  })).sort((a, b) => Number(b.isDeed) - Number(a.isDeed) || b.strength - a.strength);
  const strong = ranked.filter(({ strength }) => strength >= WEAKEST_FACT).slice(0, MOST_FACTS);
  if (strong.length === 0) {
    return `${labelOf(speaker)} was chosen although nothing sets the ${all.length} speakers clearly apart: this one spoke ${Math.round(100 * own.wordShare)}% of the words.`;
  }
  return `${labelOf(speaker)} ${joined(strong.map(({ fact }) => fact(own, all)))}.`;
}

/** Why the only speaker is the candidate. */
export function reasonForOnly(only: SpeakerEvidence, mixed: boolean): string {
  const heard = `${labelOf(only.speaker)} is the only speaker heard (${count(only.words, 'word')})`;
  if (!mixed) return `${heard}.`;
  return `${heard}, but ${count(only.questionsAsked, 'question')} ${only.questionsAsked === 1 ? 'was' : 'were'} asked, as if more than one person were speaking.`;
}

/** What people call a speaker: speaker 0 is `Speaker 1`. */
export function labelOf(speaker: number): string {
  return `Speaker ${speaker + 1}`;
}

const asked = (all: readonly SpeakerEvidence[]) => all.reduce((sum, one) => sum + one.questionsAsked, 0);
const answered = (all: readonly SpeakerEvidence[]) =>
  all.reduce((sum, one) => sum + one.questionsAnswered, 0);
const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;

function joined(facts: readonly string[]): string {
  const last = facts.at(-1) ?? '';
  return facts.length < 2 ? last : `${facts.slice(0, -1).join(', ')} and ${last}`;
}
