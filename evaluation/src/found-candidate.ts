import { type Engine, EngineError } from '@vivavoce/engine';
import type { InterviewFindings } from './interview-comparison.ts';

/** Who was taken for the candidate of a recording, and the scores. */
export interface FoundCandidate extends Pick<InterviewFindings, 'candidate' | 'confidence' | 'scores'> {
  /** The engine's code where the recording could not be scored; null where it could. */
  readonly refusal: string | null;
}

/** The name of a speaker, as results and RTTM give it. */
export function speakerName(speaker: number): string {
  return `speaker_${speaker}`;
}

/** Finds and scores the candidate of a recording that was heard; whoever cannot be scored is no candidate. */
export async function findCandidate(
  engine: Engine,
  recording: Awaited<ReturnType<Engine['transcribe']>>,
): Promise<FoundCandidate> {
  try {
    const { candidateDetection, scores } = await engine.scoreStoredAnalysis(
      engine.toStoredAnalysis(recording),
    );
    const { vocabulary, fluency, accent, overall } = scores;
    const { speaker: candidate, confidence } = candidateDetection;
    return { candidate, confidence, scores: { vocabulary, fluency, accent, overall }, refusal: null };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { candidate: null, confidence: 'none', scores: null, refusal: error.code };
  }
}
