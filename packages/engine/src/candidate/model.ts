/**
 * The model that turns evidence into a probability for each speaker: log-linear, a softmax over the speakers of the
 * recording (a conditional logit: McFadden 1974). Weights and thresholds were learned by `training/candidate`; the card
 * `candidate.md` of the weights says from what, and how often choices of each confidence were right.
 */
import { readFileSync } from 'node:fs';
import type { SpeakerEvidence } from './evidence.ts';

/** A piece of evidence that speaks for or against a speaker. */
export type Feature =
  | 'speakingShare'
  | 'wordShare'
  | 'contributionLength'
  | 'questionShare'
  | 'answerShare'
  | 'firstPerson'
  | 'secondPerson'
  | 'hosting'
  | 'narrative';

interface Learned {
  /** What one unit of a value adds to the log odds of being the candidate. */
  readonly weights: Readonly<Record<Feature, number>>;
  /** Probabilities from which on a choice is called `high` and `medium`; below it is `low`. */
  readonly thresholds: { readonly high: number; readonly medium: number };
}

/** The value of a piece of evidence for one speaker of all. */
type Value = (one: SpeakerEvidence, all: readonly SpeakerEvidence[]) => number;

const LEARNED: Learned = JSON.parse(
  readFileSync(new URL('../../weights/candidate.json', import.meta.url), 'utf8'),
);

/** Imagined extra questions, answers and words that keep a handful of real ones from deciding alone. */
const PRIOR_QUESTIONS = 2;
const PRIOR_WORDS = 40;
/** Rates that a speaker of few words is drawn towards: half-way between asking and answering, a 100 words. */
const PRIOR_FIRST_PERSON = 6;
const PRIOR_SECOND_PERSON = 4;

const VALUES: Readonly<Record<Feature, Value>> = {
  /** Candidates speak most of the time; weak alone, since some interviewers present at length. */
  speakingShare: (one) => one.speakingShare,
  /** The same in words; both, because slow speech has much time and few words. */
  wordShare: (one) => one.wordShare,
  /** Answers are longer than questions: in doublings of the mean words a contribution. */
  contributionLength: (one) => Math.log2(1 + one.meanContributionWords),
  /** Who asks leads. The strongest sign together with answering. */
  questionShare: (one, all) => one.questionShare * damping(total(all, 'questionsAsked'), PRIOR_QUESTIONS),
  /** Who gives the long answers is interviewed. */
  answerShare: (one, all) => one.answerShare * damping(total(all, 'questionsAnswered'), PRIOR_QUESTIONS),
  /** Own story: forms of "I" or "we" in 100 words. */
  firstPerson: (one) => shrink(one.firstPersonPer100, PRIOR_FIRST_PERSON, one.words),
  /** Addressing the other: forms of "you" in 100 words. */
  secondPerson: (one) => shrink(one.secondPersonPer100, PRIOR_SECOND_PERSON, one.words),
  /** Greeting, prompting and closing: in doublings of the different phrases. */
  hosting: (one) => Math.log2(1 + one.hostingPhrases),
  /** Telling of one's own work: in doublings of the different phrases. */
  narrative: (one) => Math.log2(1 + one.narrativePhrases),
};

/** How sure the choice of a speaker is. */
export type Confidence = 'high' | 'medium' | 'low';

/** How likely each speaker is the candidate, 0 to 1, in the order of the evidence; they add up to 1. */
export function candidateProbabilities(all: readonly SpeakerEvidence[]): number[] {
  const scores = all.map((one) =>
    FEATURES.reduce((score, feature) => score + contribution(feature, one, all), 0),
  );
  const highest = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - highest));
  const sumOfOdds = odds.reduce((a, b) => a + b, 0);
  return odds.map((value) => value / sumOfOdds);
}

/** The value of a piece of evidence for one of all speakers: what its weight multiplies. */
export function featureValue(
  feature: Feature,
  one: SpeakerEvidence,
  all: readonly SpeakerEvidence[],
): number {
  return VALUES[feature](one, all);
}

/** What a piece of evidence adds to a speaker's log odds, against the mean of the other speakers. */
export function advantage(feature: Feature, speaker: number, all: readonly SpeakerEvidence[]): number {
  const own = all.find((one) => one.speaker === speaker);
  const others = all.filter((one) => one.speaker !== speaker);
  if (own === undefined || others.length === 0) return 0;
  const theirs = others.map((one) => contribution(feature, one, all));
  return contribution(feature, own, all) - theirs.reduce((a, b) => a + b, 0) / theirs.length;
}

/** The confidence that a probability stands for. */
export function confidenceOf(probability: number): Confidence {
  const { high, medium } = LEARNED.thresholds;
  if (probability >= high) return 'high';
  return probability >= medium ? 'medium' : 'low';
}

/** All pieces of evidence. */
export const FEATURES = Object.keys(VALUES) as readonly Feature[];

function contribution(feature: Feature, one: SpeakerEvidence, all: readonly SpeakerEvidence[]): number {
  return LEARNED.weights[feature] * VALUES[feature](one, all);
}

function total(all: readonly SpeakerEvidence[], field: 'questionsAsked' | 'questionsAnswered'): number {
  return all.reduce((sum, one) => sum + one[field], 0);
}

/** 0 for no observation, towards 1 for many. */
function damping(observations: number, prior: number): number {
  return observations / (observations + prior);
}

/** A rate drawn towards a prior by as much as few words deserve. */
function shrink(rate: number, prior: number, words: number): number {
  return (rate * words + prior * PRIOR_WORDS) / (words + PRIOR_WORDS);
}
