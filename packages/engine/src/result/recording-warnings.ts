import type { QualityAnalysis, Warning } from '@vivavoce/contract';
import type { Candidate } from '../candidate/candidate.ts';

/** What decides which warnings a recording gets; the score models add their own. */
export interface RecordingWarningEvidence
  extends Pick<QualityAnalysis, 'snrDb' | 'clippedShare' | 'bandwidthHz' | 'overlapShare' | 'language'> {
  /** ISO 639-1. */
  readonly requestedLanguage: string;
  readonly candidateConfidence: Candidate['confidence'];
  /** Whether the candidate's words sound like several people's. */
  readonly isCandidateSeveralPeople: boolean;
  /** The candidate's speech without silent pauses, ms; null when it was not measured. */
  readonly candidateSpeechMs: number | null;
}

/** Less of the candidate's speech than this cannot be scored, ms. */
export const MIN_CANDIDATE_SPEECH_MS = 30_000;
/** Less than this is scored with a warning, ms. */
export const LITTLE_CANDIDATE_SPEECH_MS = 90_000;
/** Below this, weak sounds drown in the noise. Ours. */
const LOW_SNR_DB = 15;
/** Shares of clipped samples below one in a thousand are single peaks. Ours. */
const CLIPPED_SHARE = 0.001;
/** Telephone speech ends at 3,400 Hz (ITU-T G.712); the friction of "s" and "f" lies above. */
const NARROW_BAND_HZ = 4000;
/** From here on whole words of the candidate lie under another voice. Ours. */
const MUCH_OVERLAP_SHARE = 0.15;
/** Share of pieces of text in the language asked for below which the rest is no accident. Ours. */
const LANGUAGE_SHARE = 0.7;

/** What was noticed about a recording, as codes. */
export function recordingWarnings(evidence: RecordingWarningEvidence): Warning['code'][] {
  const { snrDb, candidateSpeechMs } = evidence;
  const codes: [Warning['code'], boolean][] = [
    ['LOW_SNR', snrDb !== null && snrDb < LOW_SNR_DB],
    ['CLIPPED', evidence.clippedShare > CLIPPED_SHARE],
    ['NARROW_BAND', evidence.bandwidthHz < NARROW_BAND_HZ],
    ['MUCH_OVERLAP', evidence.overlapShare > MUCH_OVERLAP_SHARE],
    ['LITTLE_CANDIDATE_SPEECH', candidateSpeechMs !== null && candidateSpeechMs < LITTLE_CANDIDATE_SPEECH_MS],
    ['CANDIDATE_UNCERTAIN', evidence.candidateConfidence === 'low'],
    ['SPEAKERS_UNCERTAIN', evidence.isCandidateSeveralPeople],
    ['OTHER_LANGUAGE', isPartlyOther(evidence)],
  ];
  return codes.filter(([, seen]) => seen).map(([code]) => code);
}

/** A text too short to tell its language is no other language. */
function isPartlyOther({ language, requestedLanguage }: RecordingWarningEvidence): boolean {
  const { code, confidence } = language;
  return code !== null && (code !== requestedLanguage || confidence < LANGUAGE_SHARE);
}
