import { type Recording, sampleAt } from '../../media/recording.ts';
import type { SpeechPool } from '../pool/speech-pool.ts';
import type { Segment } from '../timeline.ts';
import { isFiller } from '../words/fillers.ts';
import type { RecognisedPiece } from '../words/recognise-turns.ts';
import { goodnessOf } from './goodness.ts';

/**
 * Gives the recognised words their times and phones, and each phone how well it fits what was heard.
 * @returns one segment a piece that holds words, in the order of the pieces.
 * @throws EngineError TRANSCRIPTION_FAILED when a speech process fails; the signal's reason when aborted.
 */
export async function alignWords(
  recording: Recording,
  pieces: readonly RecognisedPiece[],
  pool: SpeechPool,
  onProgress?: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<Segment[]> {
  const spoken = pieces.filter((piece) => piece.words.length > 0);
  let done = 0;
  return Promise.all(
    spoken.map(async (piece) => {
      const segment = await alignPiece(recording, piece, pool, signal);
      onProgress?.(++done, spoken.length);
      return segment;
    }),
  );
}

async function alignPiece(
  recording: Recording,
  piece: RecognisedPiece,
  pool: SpeechPool,
  signal: AbortSignal | undefined,
): Promise<Segment> {
  const samples = recording.samples.slice(sampleAt(piece.startMs), sampleAt(piece.endMs));
  const texts = piece.words.map((word) => word.text);
  const aligned = await pool.align(samples, texts, signal);
  const words = piece.words.map((word, at) => {
    const { startMs, endMs, phones } = aligned[at] ?? { startMs: 0, endMs: 0, phones: [] };
    return {
      text: word.text,
      confidence: word.confidence,
      kind: isFiller(word.text) ? ('filler' as const) : ('word' as const),
      startMs: piece.startMs + startMs,
      endMs: piece.startMs + endMs,
      phones: phones.map((phone) => ({
        ...phone,
        goodness: goodnessOf(phone, phone.symbol, piece.phonePosteriors),
        startMs: piece.startMs + phone.startMs,
        endMs: piece.startMs + phone.endMs,
      })),
    };
  });
  const { speaker, startMs, endMs, acoustics } = piece;
  return { speaker, startMs, endMs, words, acoustics };
}
