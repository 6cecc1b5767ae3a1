/**
 * The model that turns evidence into a probability for each speaker: log-linear, a softmax over the speakers of the
 * recording (a conditional logit: McFadden 1974).
 *
 * The weights are set by reasoning, not learned: there are no labelled interviews with both sides to learn from yet.
 * What could be checked was checked: in the candidates' half of 799 oral interviews (NICT JLE, role plays left out)
 * forms of "I" and "we" are 9.6 in 100 words (5th to 95th percentile 6.1 to 14.3), forms of "you" 1.3 (0.5 to 2.8), and
 * 3 % of the turns (0 to 7 %) hold a question. The probability is therefore a ranking of how clear the case is; it
 * becomes a frequency only when the weights are fitted to labelled interviews.
 */
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

/** How a piece of evidence is read. */
interface FeatureWeight {
  /** What one unit of the value adds to the log odds of being the candidate. */
  readonly weight: number;
  /** The value of the evidence for one speaker. */
  readonly value: (evidence: SpeakerEvidence, all: readonly SpeakerEvidence[]) => number;
}

/** Imagined extra questions, answers and words that keep a handful of real ones from deciding alone. */
const PRIOR_QUESTIONS = 2;
const PRIOR_WORDS = 40;
/** Rates that a speaker of few words is drawn towards: half-way between asking and answering, a 100 words. */
const PRIOR_FIRST_PERSON = 6;
const PRIOR_SECOND_PERSON = 4;

/**
 * The weights. A typical interview (candidate 70 % of the speech, interviewer asks 9 questions of 10) adds up to log
 * odds of about 10; a talkative interviewer (60 % of the words) costs about 3 of them, asking back at the end about 1.
 */
export const FEATURE_WEIGHTS: Readonly<Record<Feature, FeatureWeight>> = {
  /** Candidates speak most of the time; weak alone, since some interviewers present at length. */
  speakingShare: { weight: 1.5, value: (one) => one.speakingShare },
  /** The same in words; both, because slow speech has much time and few words. */
  wordShare: { weight: 1.5, value: (one) => one.wordShare },
  /** Answers are longer than questions: per doubling of the mean words a contribution. */
  contributionLength: { weight: 0.5, value: (one) => Math.log2(1 + one.meanContributionWords) },
  /** Who asks leads. The strongest sign together with answering. */
  questionShare: {
    weight: -3.5,
    value: (one, all) => one.questionShare * damping(total(all, 'questionsAsked'), PRIOR_QUESTIONS),
  },
  /** Who gives the long answers is interviewed. */
  answerShare: {
    weight: 3.5,
    value: (one, all) => one.answerShare * damping(total(all, 'questionsAnswered'), PRIOR_QUESTIONS),
  },
  /** Own story: per form of "I" or "we" in 100 words. */
  firstPerson: {
    weight: 0.15,
    value: (one) => shrink(one.firstPersonPer100, PRIOR_FIRST_PERSON, one.words),
  },
  /** Addressing the other: per form of "you" in 100 words. */
  secondPerson: {
    weight: -0.25,
    value: (one) => shrink(one.secondPersonPer100, PRIOR_SECOND_PERSON, one.words),
  },
  /** Greeting, prompting and closing: per doubling of the different phrases. */
  hosting: { weight: -0.8, value: (one) => Math.log2(1 + one.hostingPhrases) },
  /** Telling of one's own work: per doubling of the different phrases. */
  narrative: { weight: 0.6, value: (one) => Math.log2(1 + one.narrativePhrases) },
};

/** Probabilities from which on a choice is called `high` and `medium`; below it is `low`. */
export const CONFIDENCE_THRESHOLDS = { high: 0.95, medium: 0.75 } as const;

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
  if (probability >= CONFIDENCE_THRESHOLDS.high) return 'high';
  return probability >= CONFIDENCE_THRESHOLDS.medium ? 'medium' : 'low';
}

/** All pieces of evidence. */
export const FEATURES = Object.keys(FEATURE_WEIGHTS) as readonly Feature[];

function contribution(feature: Feature, one: SpeakerEvidence, all: readonly SpeakerEvidence[]): number {
  const { weight, value } = FEATURE_WEIGHTS[feature];
  return weight * value(one, all);
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
