import { EngineError } from '../errors.ts';
import { describeReason } from '../report/candidate-reason.ts';
import { MIN_CANDIDATE_SPEECH_MS } from '../result/recording-warnings.ts';
import type { MeasuredCandidate } from './mode.ts';

/** @throws EngineError CANDIDATE_SPEECH_INSUFFICIENT when the candidate speaks too little for a score. */
export function requireEnoughSpeech({ candidate, measures }: MeasuredCandidate): void {
  const speechMs = measures.fluency.phonationTimeMs;
  if (speechMs >= MIN_CANDIDATE_SPEECH_MS) return;
  const spokenSeconds = Math.round(speechMs / 1000);
  const neededSeconds = MIN_CANDIDATE_SPEECH_MS / 1000;
  throw new EngineError(
    'CANDIDATE_SPEECH_INSUFFICIENT',
    `The candidate speaks for ${spokenSeconds} s and at least ${neededSeconds} s are needed for a score. Chosen as the candidate: ${describeReason(candidate.speaker, candidate.reason)}`,
  );
}
