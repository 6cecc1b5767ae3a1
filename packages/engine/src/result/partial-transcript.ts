import type { TranscriptUpdate } from '@vivavoce/contract';
import type { PieceListener } from '../speech/words/recognise-turns.ts';
import { speakerId } from './transcript.ts';

/**
 * Tells of words while they are recognised.
 * @returns begins a transcript, which replaces the one before: speakers have been found anew.
 */
export function partialTranscript(
  onTranscript: ((update: TranscriptUpdate) => void) | undefined,
): () => PieceListener {
  return () => {
    let count = 0;
    onTranscript?.({ from: 0, passages: [] });
    return ({ speaker, startMs, endMs, words }) => {
      const text = words.map((word) => word.text).join(' ');
      const passage = {
        speaker: speakerId(speaker),
        startMs: Math.round(startMs),
        endMs: Math.round(endMs),
        text,
      };
      onTranscript?.({ from: count++, passages: [passage] });
    };
  };
}
