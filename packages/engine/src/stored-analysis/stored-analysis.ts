import { pitchRangeSemitones } from '../measures/pitch.ts';
import type { ModelChecksum } from '../models/checksums.ts';
import type { Segment, Span, Turn } from '../speech/timeline.ts';
import type { TranscribedRecording } from '../speech/transcribed-recording.ts';

/**
 * What is stored of a recording: all that finding and scoring a candidate needs, for every speaker alike. It
 * holds no samples and nothing by which a voice could be recognised.
 */
export interface StoredAnalysis {
  /** Length of the recording, ms. */
  readonly durationMs: number;
  /** Where the parts of a recording lie that came in several, at least two, in order; absent where it came as one. */
  readonly parts?: readonly Span[] | undefined;
  readonly quality: TranscribedRecording['quality'];
  /** Who speaks when, in order of time. */
  readonly turns: readonly Turn[];
  /** As in the transcribed recording. */
  readonly isSpeakerCountDoubtful?: TranscribedRecording['isSpeakerCountDoubtful'];
  /** Pieces of one speaker each, in the order of the transcript: by their start. */
  readonly segments: readonly Segment[];
  /** How far each speaker's pitch ranges, whole semitones; null where too little of it was found. */
  readonly pitchRanges: readonly PitchRange[];
  /** Models that transcribed it and predicted the expert scores. */
  readonly models: readonly ModelChecksum[];
  /** The transcriber, where it was not the shipped recogniser. */
  readonly transcription?: TranscribedRecording['transcription'];
}

/** How far the pitch of one speaker ranges. */
export interface PitchRange {
  readonly speaker: number;
  readonly semitones: number | null;
}

/**
 * Reduces a transcribed recording to what is stored.
 * @param models that transcribed it.
 * @param isToBeScored false leaves out expert scores and pitch ranges, which nobody needs without scores.
 */
export function toStoredAnalysis(
  transcribed: TranscribedRecording,
  models: readonly ModelChecksum[],
  isToBeScored = true,
): StoredAnalysis {
  const { recording, quality, turns, isSpeakerCountDoubtful } = transcribed;
  const segments = transcribed.segments
    .toSorted((a, b) => a.startMs - b.startMs)
    .map((segment): Segment => ({ ...segment, expertScores: isToBeScored ? segment.expertScores : null }));
  const speakers = [...new Set(segments.map(({ speaker }) => speaker))].sort((a, b) => a - b);
  const pitchRanges = speakers.map((speaker) => ({
    speaker,
    semitones: isToBeScored ? pitchRangeSemitones(recording, vowelsOf(speaker, segments)) : null,
  }));
  return {
    durationMs: recording.durationMs,
    ...(recording.parts !== undefined && { parts: recording.parts }),
    quality,
    turns,
    ...(isSpeakerCountDoubtful !== undefined && { isSpeakerCountDoubtful }),
    segments,
    pitchRanges,
    models,
    ...(transcribed.transcription ? { transcription: transcribed.transcription } : {}),
  };
}

/** The vowels of a speaker in order of time. */
function vowelsOf(speaker: number, segments: readonly Segment[]): Span[] {
  return segments
    .filter((segment) => segment.speaker === speaker)
    .flatMap(({ words }) => words)
    .filter(({ kind }) => kind === 'word')
    .toSorted((a, b) => a.startMs - b.startMs)
    .flatMap(({ phones }) => phones)
    .filter(({ stress }) => stress !== null);
}
