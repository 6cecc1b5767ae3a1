import type { Passage, TranscriptUpdate } from '@vivavoce/contract';
import type { FirstWords } from '../speech/words/first-words.ts';
import type { PieceListener } from '../speech/words/recognise-turns.ts';
import { speakerId } from './transcript.ts';

/** Tells of words while they are recognised. */
export interface PartialTranscript {
  /** Told of the first words, before it is known who says them; not heard any more once the transcript has begun. */
  readonly onFirstWords: (piece: FirstWords) => void;
  /** Begins the transcript, or begins it anew: its first piece replaces everything before. */
  readonly begin: () => PieceListener;
}

/** Makes what tells of the words of one analysis; what an attempt before has told is taken back. */
export function partialTranscript(
  onTranscript: ((update: TranscriptUpdate) => void) | undefined,
): PartialTranscript {
  onTranscript?.({ from: 0, passages: [] });
  const appender = () => {
    let count = 0;
    return (passage: Passage) => onTranscript?.({ from: count++, passages: [passage] });
  };
  const addFirst = appender();
  let hasBegun = false;
  return {
    onFirstWords(piece) {
      if (!hasBegun) addFirst(passageOf(piece, null));
    },
    begin() {
      hasBegun = true;
      const add = appender();
      return (piece) => add(passageOf(piece, speakerId(piece.speaker)));
    },
  };
}

function passageOf({ startMs, endMs, words }: FirstWords, speaker: Passage['speaker']): Passage {
  const text = words.map((word) => word.text).join(' ');
  return { speaker, startMs: Math.round(startMs), endMs: Math.round(endMs), text };
}
