/** What the engine made of one interview, beside the truth. */
import { countDiarizationErrors, type DiarizationCounts, optimalMapping } from './diarization-error.ts';
import type { SpokenTurn } from './rttm.ts';
import { normaliseWords } from './text-normalisation.ts';
import { countWordErrors, sumWordErrors, type WordErrors } from './word-error-rate.ts';

/** Scores of the candidate by experts, 0 to 10. */
export interface ExpertScores {
  readonly accuracy: number;
  readonly fluency: number;
  readonly prosodic: number;
  readonly total: number;
}

/** What is known to be true of an interview. */
export interface InterviewTruth {
  /** The candidate's name in the turns. */
  readonly candidate: string;
  readonly turns: readonly SpokenTurn[];
  /** All words in order, where they are known. */
  readonly words?: readonly ReferenceWord[] | undefined;
  readonly scores?: ExpertScores | undefined;
}

/** A word that was said, and by whom where that is known. */
export interface ReferenceWord {
  readonly text: string;
  readonly speaker?: string | undefined;
}

/** Scores from 0 to 5; null for one that was not made. */
export interface PredictedScores {
  readonly vocabulary: number | null;
  readonly fluency: number | null;
  readonly accent: number | null;
  readonly overall: number | null;
}

/** What the engine made of an interview. */
export interface InterviewFindings {
  /** The speaker taken for the candidate; null when there was none. */
  readonly candidate: string | null;
  /** `high`, `medium` or `low`; `none` when there was no candidate. */
  readonly confidence: string;
  readonly turns: readonly SpokenTurn[];
  /** In order of time. */
  readonly words: readonly TranscribedWord[];
  /** Null when the interview could not be scored. */
  readonly scores: PredictedScores | null;
}

/** A word that was heard, times in ms. */
export interface TranscribedWord extends SpokenTurn {
  readonly text: string;
}

/** One interview, judged. */
export interface InterviewComparison extends DiarizationCounts {
  readonly file: string;
  readonly candidateRight: boolean;
  readonly confidence: string;
  readonly speakers: number;
  readonly speakersFound: number;
  /** Words heard while the candidate and nobody else spoke, ... */
  readonly candidateWords: number;
  /** ... and those of them that were given to the candidate. */
  readonly candidateWordsRight: number;
  /** Null where the truth has no words. */
  readonly wordErrors: WordErrors | null;
  /**
   * Each speaker's words against those of the speaker found in their place, as cpWER in CHiME-6 (Watanabe et al. 2020): words
   * of people who talk at once have no order, and words given to the wrong speaker count as errors. Null where the truth
   * does not say whose the words are.
   */
  readonly wordErrorsBySpeaker: WordErrors | null;
  readonly experts: ExpertScores | null;
  readonly scores: PredictedScores | null;
}

/**
 * Judges one interview. The found speaker who stands for the candidate is the partner in the mapping of speakers that is
 * best for the whole recording.
 */
export function compareInterview(
  file: string,
  truth: InterviewTruth,
  found: InterviewFindings,
): InterviewComparison {
  const mapping = optimalMapping(truth.turns, found.turns);
  const partner = mapping.get(truth.candidate);
  const own = found.words.filter((word) =>
    isAlone(truth.candidate, (word.startMs + word.endMs) / 2, truth.turns),
  );
  return {
    file,
    candidateRight: found.candidate !== null && found.candidate === partner,
    confidence: found.confidence,
    speakers: countSpeakers(truth.turns),
    speakersFound: countSpeakers(found.turns),
    ...countDiarizationErrors(truth.turns, found.turns),
    candidateWords: own.length,
    candidateWordsRight: own.filter(({ speaker }) => speaker === partner).length,
    wordErrors: truth.words === undefined ? null : wordErrorsOf(truth.words, found.words),
    wordErrorsBySpeaker:
      truth.words === undefined ? null : wordErrorsBySpeaker(truth.words, found.words, mapping),
    experts: truth.scores ?? null,
    scores: found.scores,
  };
}

function isAlone(speaker: string, atMs: number, turns: readonly SpokenTurn[]): boolean {
  const speaking = turns.filter(({ startMs, endMs }) => startMs <= atMs && atMs < endMs);
  return speaking.length > 0 && speaking.every((turn) => turn.speaker === speaker);
}

/** Errors of words in the order in which they were said, whoever said them. */
export function wordErrorsOf(
  truth: readonly { readonly text: string }[],
  transcribed: readonly { readonly text: string }[],
): WordErrors {
  const plain = (words: readonly { readonly text: string }[]) =>
    normaliseWords(words.map(({ text }) => text).join(' '));
  return countWordErrors(plain(truth), plain(transcribed));
}

/**
 * Each speaker's words against those of the partner: see `RatedInterview`.
 * @param partners the speaker found in the place of each that speaks.
 */
export function wordErrorsBySpeaker(
  truth: readonly ReferenceWord[],
  transcribed: readonly TranscribedWord[],
  partners: ReadonlyMap<string, string>,
): WordErrors | null {
  const speakers = new Set(truth.map(({ speaker }) => speaker));
  if (speakers.has(undefined)) return null;
  const matched = new Set(partners.values());
  const unmatched = transcribed.filter(({ speaker }) => !matched.has(speaker));
  return sumWordErrors([
    wordErrorsOf([], unmatched),
    ...[...speakers].map((name) => {
      const own = truth.filter(({ speaker }) => speaker === name);
      const partner = partners.get(name ?? '');
      return wordErrorsOf(
        own,
        transcribed.filter(({ speaker }) => speaker === partner),
      );
    }),
  ]);
}

function countSpeakers(turns: readonly SpokenTurn[]): number {
  return new Set(turns.map(({ speaker }) => speaker)).size;
}
