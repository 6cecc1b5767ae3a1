import type { SignalQuality } from '../media/quality.ts';
import type { Recording } from '../media/recording.ts';
import type { Segment, Turn } from './timeline.ts';

/** Who said what when, and how each piece of speech was judged; nothing by which a voice could be recognised but the recording. */
export interface TranscribedRecording {
  readonly recording: Recording;
  readonly quality: SignalQuality & {
    /** Share of the speech during which more than one person speaks, 0 to 1. */
    readonly overlapShare: number;
  };
  /** Who speaks when, in order of time. */
  readonly turns: readonly Turn[];
  /** The words, in pieces of one speaker each, in order of time. */
  readonly segments: readonly Segment[];
  /** Who wrote the words down, where it was not the recogniser that ships. */
  readonly transcription?:
    | {
        readonly model: string;
        /** The language that it heard, ISO 639-1; null where it did not say. */
        readonly language: string | null;
      }
    | undefined;
}
