import type { SignalQuality } from '../media/quality.ts';
import type { Recording } from '../media/recording.ts';
import type { Segment, Turn } from './timeline.ts';

/** Who said what when, with expert scores of each segment; only the recording itself could identify a voice. */
export interface TranscribedRecording {
  readonly recording: Recording;
  readonly quality: SignalQuality & {
    /** Share of the speech during which more than one person speaks, 0 to 1. */
    readonly overlapShare: number;
  };
  /** Who speaks when, in order of time. */
  readonly turns: readonly Turn[];
  /** Whether the voices could as well be one person more or less; absent in what was stored before this was known. */
  readonly isSpeakerCountDoubtful?: boolean | undefined;
  /** The words, in pieces of one speaker each, in order of time. */
  readonly segments: readonly Segment[];
  /** The transcriber, where it was not the shipped recogniser. */
  readonly transcription?:
    | {
        readonly model: string;
        /** The detected language, ISO 639-1; null where the transcriber gives none. */
        readonly language: string | null;
      }
    | undefined;
}
