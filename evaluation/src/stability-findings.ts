/** What of a recording is heard alike when it reaches us in another form: words, speakers, candidate. */
import { overlapMs, totalLengthMs } from '@vivavoce/engine';
import type { SpokenTurn } from './rttm.ts';
import { normaliseWords } from './text-normalisation.ts';
import { countWordErrors, sumWordErrors, type WordErrors, wordErrorRate } from './word-error-rate.ts';

/** What was heard of one recording in one form. */
export interface FormFindings {
  readonly text: string;
  readonly turns: readonly SpokenTurn[];
  /** The speaker taken for the candidate; null when the recording could not be judged. */
  readonly candidate: string | null;
}

/** Some recordings in one form beside themselves as they are. */
export interface FindingsStability {
  readonly recordings: number;
  /** Errors of all words over the number of words said; null when nothing is known to have been said. */
  readonly wordErrorRate: number | null;
  /** Recordings with as many speakers as before. */
  readonly speakersKept: number;
  /** Recordings whose candidate speaks at the same times as before. */
  readonly candidateKept: number;
}

/** One recording: what was said, where that is known, and what was heard as it is and in another form. */
export interface FindingsPair {
  readonly said: string | null;
  readonly before: FormFindings;
  readonly after: FormFindings;
}

/** Counts what is heard as before. */
export function compareFindings(pairs: readonly FindingsPair[]): FindingsStability {
  const errors = pairs.flatMap(({ said, after }) => (said === null ? [] : [wordErrorsOf(said, after)]));
  return {
    recordings: pairs.length,
    wordErrorRate: wordErrorRate(sumWordErrors(errors)),
    speakersKept: pairs.filter(({ before, after }) => countSpeakers(before) === countSpeakers(after)).length,
    candidateKept: pairs.filter(({ before, after }) => isSameCandidate(before, after)).length,
  };
}

function wordErrorsOf(said: string, { text }: FormFindings): WordErrors {
  return countWordErrors(normaliseWords(said), normaliseWords(text));
}

function countSpeakers({ turns }: FormFindings): number {
  return new Set(turns.map(({ speaker }) => speaker)).size;
}

/** Names of speakers mean nothing from one analysis to the next: most of the candidate's time has to be that of the candidate before. */
function isSameCandidate(before: FormFindings, after: FormFindings): boolean {
  const [own, others] = [candidateTurns(before), candidateTurns(after)];
  if (own.length === 0 || others.length === 0) return own.length === others.length;
  const shared = others.flatMap((turn) => own.map((before) => overlapMs(before, turn)));
  return shared.reduce((sum, ms) => sum + ms, 0) > totalLengthMs(others) / 2;
}

function candidateTurns({ candidate, turns }: FormFindings): readonly SpokenTurn[] {
  return turns.filter(({ speaker }) => speaker === candidate);
}
