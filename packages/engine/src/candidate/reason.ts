/** Why a speaker was taken for the candidate: the two or three strongest facts. `report/` makes a sentence of them. */
import type { CandidateFact, CandidateReason } from '@vivavoce/contract';
import type { SpeakerEvidence } from './evidence.ts';
import { advantage, type Feature } from './model.ts';

/** Log odds below which a fact is too weak to be named. */
const MIN_FACT_STRENGTH = 0.3;
const MAX_FACTS = 3;

type FactOf = (own: SpeakerEvidence, all: readonly SpeakerEvidence[]) => CandidateFact;

/**
 * Evidence that says the same twice is named once: the first feature of a group stands for it. What people did convinces
 * more than which words they used, which is named where there is too little of the former.
 */
const FACTS: readonly {
  readonly features: readonly Feature[];
  readonly isBehaviour: boolean;
  readonly fact: FactOf;
}[] = [
  {
    features: ['answerShare'],
    isBehaviour: true,
    fact: (own, all) => ({ kind: 'answers', given: own.questionsAnswered, of: answered(all) }),
  },
  {
    features: ['questionShare'],
    isBehaviour: true,
    fact: (own, all) => ({ kind: 'questions', asked: own.questionsAsked, of: asked(all) }),
  },
  {
    features: ['wordShare', 'speakingShare'],
    isBehaviour: true,
    fact: (own) => ({ kind: 'words', share: own.wordShare }),
  },
  {
    features: ['contributionLength'],
    isBehaviour: true,
    fact: (own) => ({ kind: 'contribution', words: Math.round(own.meanContributionWords) }),
  },
  {
    features: ['firstPerson', 'narrative'],
    isBehaviour: false,
    fact: (own) => ({ kind: 'firstPerson', per100: own.firstPersonPer100 }),
  },
  {
    features: ['secondPerson'],
    isBehaviour: false,
    fact: (own) => ({ kind: 'secondPerson', per100: own.secondPersonPer100 }),
  },
  {
    features: ['hosting'],
    isBehaviour: false,
    fact: (own) => ({ kind: 'hosting', phrases: own.hostingPhrases }),
  },
];

/** Why a speaker is the most likely candidate among several. */
export function reasonFor(speaker: number, all: readonly SpeakerEvidence[]): CandidateReason {
  const own = all.find((one) => one.speaker === speaker);
  if (own === undefined) throw new RangeError(`No evidence about speaker ${speaker}`);
  const ranked = FACTS.map(({ features, isBehaviour, fact }) => ({
    strength: features.reduce((sum, feature) => sum + advantage(feature, speaker, all), 0),
    isBehaviour,
    fact,
  })).sort((a, b) => Number(b.isBehaviour) - Number(a.isBehaviour) || b.strength - a.strength);
  const strong = ranked.filter(({ strength }) => strength >= MIN_FACT_STRENGTH).slice(0, MAX_FACTS);
  if (strong.length === 0) return { kind: 'undecided', speakers: all.length, share: own.wordShare };
  return { kind: 'facts', facts: strong.map(({ fact }) => fact(own, all)) };
}

/** Why the only speaker is the candidate. */
export function reasonForOnlySpeaker(only: SpeakerEvidence, mixed: boolean): CandidateReason {
  return { kind: 'only', words: only.words, questions: mixed ? only.questionsAsked : null };
}

const asked = (all: readonly SpeakerEvidence[]) => all.reduce((sum, one) => sum + one.questionsAsked, 0);
const answered = (all: readonly SpeakerEvidence[]) =>
  all.reduce((sum, one) => sum + one.questionsAnswered, 0);
