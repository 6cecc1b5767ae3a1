import type { AlignedWord } from '../alignment/aligned-word.ts';
import type { AlignedLanguage } from '../alignment/aligner.ts';
import type { EncoderStates } from '../encoder.ts';
import type { EncodedStretch } from '../turns/embedding-windows.ts';
import type { Stretch } from '../turns/encode-stretches.ts';
import type { LocalSpeaker, SegmentationFiles } from '../turns/segmentation/segmentation-models.ts';
import type { RecognisedSpeech } from '../words/recogniser.ts';

/** What can be asked of a speech process, with its answer; all audio is 16 kHz mono. */
export interface SpeechTasks {
  readonly encode: {
    readonly request: { readonly samples: Float32Array; readonly blocks: readonly number[] };
    readonly answer: EncoderStates;
  };
  readonly encodeStretch: {
    readonly request: { readonly stretch: Stretch };
    readonly answer: EncodedStretch;
  };
  readonly recognise: {
    readonly request: {
      readonly pieces: readonly Float32Array[];
      /** A folder with a Moonshine model that replaces the shipped one. */
      readonly transcriberFolder: string | null;
    };
    readonly answer: readonly RecognisedSpeech[];
  };
  readonly separate: {
    readonly request: { readonly samples: Float32Array; readonly files: SegmentationFiles };
    readonly answer: readonly LocalSpeaker[];
  };
  readonly align: {
    readonly request: {
      readonly samples: Float32Array;
      readonly words: readonly string[];
      readonly language: AlignedLanguage;
    };
    readonly answer: readonly AlignedWord[];
  };
}

/** The kinds of work. */
export type TaskName = keyof SpeechTasks;

/** One piece of work as it is sent to a process. */
export type TaskMessage = {
  [name in TaskName]: { readonly task: name; readonly request: SpeechTasks[name]['request'] };
}[TaskName];

/** What a process sends back: it does one piece of work at a time, so answers need no number. */
export type AnswerMessage =
  | { readonly answer: SpeechTasks[TaskName]['answer'] }
  /** The work failed, and would fail again. */
  | { readonly failure: string };
