/**
 * Which speaker is the candidate: from who asks and who answers, how much each speaks and what about.
 *
 * Pure: the same segments and turns give the same choice, whatever numbers the speakers carry.
 */
import type { CandidateReason } from '@vivavoce/contract';
import { EngineError } from '../errors.ts';
import type { Segment, Turn } from '../speech/timeline.ts';
import { gatherEvidence, type SpeakerEvidence } from './evidence.ts';
import { asksLikeInterviewer, soundsLikeSeveralPeople } from './merged-voices.ts';
import { type Confidence, candidateProbabilities, confidenceOf } from './model.ts';
import { reasonFor, reasonForOnlySpeaker } from './reason.ts';

/** What a speaker is in the interview. */
export type SpeakerRole = 'candidate' | 'interviewer' | 'other';

/** What was heard, and optionally who the caller says the candidate is. */
export interface CandidateInput {
  readonly segments: readonly Segment[];
  readonly turns: readonly Turn[];
  /** Whether the voices could as well be one person more or less. */
  readonly isSpeakerCountDoubtful?: boolean | undefined;
  /** The candidate's number, when the caller knows it. */
  readonly named?: number | undefined;
}

/** What is known about one speaker after the choice. */
export interface SpeakerWithRole extends SpeakerEvidence {
  readonly role: SpeakerRole;
  /** How likely this speaker is the candidate, 0 to 1; all speakers' add up to 1. */
  readonly probability: number;
}

/** The speaker who is scored, how sure that is, and why. */
export interface Candidate {
  readonly speaker: number;
  /** How likely the choice is right, 0 to 1; calibrated on made interviews (see the card `candidate.md` of the weights). */
  readonly probability: number;
  readonly confidence: Confidence;
  /** Whether the speaker's words sound like several people's (`merged-voices.ts`). */
  readonly isSeveralPeople: boolean;
  /** The strongest facts. */
  readonly reason: CandidateReason;
  /** Every speaker with role and evidence, in the order of their numbers. */
  readonly speakers: readonly SpeakerWithRole[];
}

/** Words from which on somebody who asks nothing still counts as an interviewer of a two-person interview. */
const INTERVIEWER_WORDS = 20;
/** Words below which a lone voice cannot be told to be a candidate's. */
const ONLY_SPEAKER_WORDS = 50;

/**
 * Finds the candidate of an interview.
 * @throws EngineError NO_SPEECH_DETECTED when nobody speaks.
 * @throws EngineError SPEAKER_NOT_HEARD when the named speaker says nothing.
 */
export function findCandidate(input: CandidateInput): Candidate {
  const { segments, turns, named, isSpeakerCountDoubtful = false } = input;
  const evidence = gatherEvidence(segments, turns);
  if (evidence.length === 0) throw new EngineError('NO_SPEECH_DETECTED', 'Nobody speaks in the recording.');
  const probabilities = candidateProbabilities(evidence);
  const chosen = named ?? mostLikely(evidence, probabilities).speaker;
  const index = evidence.findIndex((one) => one.speaker === chosen);
  if (index < 0) throw new EngineError('SPEAKER_NOT_HEARD', speakerNotFoundMessage(chosen, evidence));
  const speakers = evidence.map((one, at) => ({
    ...one,
    role: roleOf(one, chosen, evidence.length),
    probability: named === undefined ? (probabilities[at] ?? 0) : Number(at === index),
  }));
  const choice = {
    speaker: chosen,
    probability: speakers[index]?.probability ?? 0,
    isSeveralPeople: speakers.some((one) => one.role === 'candidate' && soundsLikeSeveralPeople(one)),
  };
  const { confidence, reason } = confidenceAndReason(choice, evidence, named);
  const isInDoubt = isSpeakerCountDoubtful && named === undefined && confidence === 'high';
  return { ...choice, confidence: isInDoubt ? 'medium' : confidence, reason, speakers };
}

function confidenceAndReason(
  { speaker, probability, isSeveralPeople }: Pick<Candidate, 'speaker' | 'probability' | 'isSeveralPeople'>,
  evidence: readonly SpeakerEvidence[],
  named: number | undefined,
): Pick<Candidate, 'confidence' | 'reason'> {
  if (named !== undefined) {
    return { confidence: 'high', reason: { kind: 'named' } };
  }
  const [only] = evidence;
  if (only !== undefined && evidence.length === 1) return confidenceForOnlySpeaker(only, isSeveralPeople);
  return {
    confidence: isSeveralPeople ? 'low' : confidenceOf(probability),
    reason: reasonFor(speaker, evidence),
  };
}

/** Softmax over one speaker says nothing: a lone voice is judged by whether it could be two people's. */
function confidenceForOnlySpeaker(
  only: SpeakerEvidence,
  isSeveralPeople: boolean,
): Pick<Candidate, 'confidence' | 'reason'> {
  const mixed = isSeveralPeople || asksLikeInterviewer(only);
  const confidence = mixed ? 'low' : only.words < ONLY_SPEAKER_WORDS ? 'medium' : 'high';
  return { confidence, reason: reasonForOnlySpeaker(only, mixed) };
}

/** The most likely speaker; a tie goes to who speaks longer, then to who is heard first. */
function mostLikely(evidence: readonly SpeakerEvidence[], probabilities: readonly number[]): SpeakerEvidence {
  const ranked = evidence
    .map((one, index) => ({ one, probability: probabilities[index] ?? 0 }))
    .sort(
      (a, b) =>
        b.probability - a.probability ||
        b.one.speakingMs - a.one.speakingMs ||
        a.one.firstSpeechMs - b.one.firstSpeechMs,
    );
  return (ranked[0] as (typeof ranked)[number]).one;
}

function roleOf(one: SpeakerEvidence, candidate: number, speakers: number): SpeakerRole {
  if (one.speaker === candidate) return 'candidate';
  const leads = one.questionsAsked > 0 || one.hostingPhrases > 0;
  return leads || (speakers === 2 && one.words >= INTERVIEWER_WORDS) ? 'interviewer' : 'other';
}

function speakerNotFoundMessage(speaker: number, evidence: readonly SpeakerEvidence[]): string {
  const speakers = evidence.map((one) => `speaker_${one.speaker}`).join(', ');
  return `There is no speaker_${speaker} in the recording; heard were ${speakers}.`;
}
