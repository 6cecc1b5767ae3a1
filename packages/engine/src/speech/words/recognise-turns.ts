import { type Recording, sampleAt } from '../../media/recording.ts';
import type { SpeechPool } from '../pool/speech-pool.ts';
import { lengthMs, withinParts } from '../spans.ts';
import type { Span, Turn } from '../timeline.ts';
import { cutPieces, type Piece } from './pieces.ts';
import { quietestMoment } from './quietest-moment.ts';
import type { RecognisedSpeech } from './recogniser.ts';
import type { Transcriber } from './transcriber.ts';

/** A piece of speech of one speaker and what was heard in it. */
export interface RecognisedPiece extends Piece, RecognisedSpeech {}

/** Who is told of the progress, and who writes the words in the place of the recogniser. */
export interface RecogniseOptions {
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly transcriber?: Transcriber | null;
}

/** The turns of a recording or of one of its tracks. */
export interface RecordedTurns {
  readonly recording: Recording;
  /** Of all speakers. */
  readonly turns: readonly Turn[];
  /** Where anyone speaks, in order of time. */
  readonly regions: readonly Span[];
}

/**
 * Recognises the words of all turns, piece by piece, over the processes of the pool.
 * @returns pieces in order of time; those in which nothing was heard have no words.
 * @throws EngineError TRANSCRIPTION_FAILED when a speech process fails; the signal's reason when aborted.
 */
export async function recogniseWords(
  { recording, turns, regions }: RecordedTurns,
  pool: SpeechPool,
  options: RecogniseOptions = {},
): Promise<RecognisedPiece[]> {
  return recognisePieces(recording, piecesOf(recording, turns, regions), pool, options);
}

/** Recognises the words of pieces that are cut already; otherwise as `recogniseWords`. */
export async function recognisePieces(
  recording: Recording,
  pieces: readonly Piece[],
  pool: SpeechPool,
  { onProgress, signal, transcriber = null }: RecogniseOptions = {},
): Promise<RecognisedPiece[]> {
  let done = 0;
  const recognised = longestFirst(pieces).map(async (piece) => {
    const samples = recording.samples.slice(sampleAt(piece.startMs), sampleAt(piece.endMs));
    const [speech, transcription] = await Promise.all([
      pool.recognise(samples, signal),
      transcriber?.transcribe(samples, { language: 'en', signal }),
    ]);
    onProgress?.(++done, pieces.length);
    return { ...piece, ...speech, ...(transcription && { words: transcription.words }) };
  });
  return (await Promise.all(recognised)).sort((a, b) => a.startMs - b.startMs);
}

/** The speech of the turns in pieces for a recogniser, cut at the quietest moments where there is no pause. */
export function piecesOf(recording: Recording, turns: readonly Turn[], regions: readonly Span[]): Piece[] {
  const { samples, durationMs, parts = [{ startMs: 0, endMs: durationMs }] } = recording;
  return parts.flatMap((part) =>
    cutPieces(withinParts(turns, [part]), withinParts(regions, [part]), part, (span) =>
      quietestMoment(samples, span),
    ),
  );
}

/** The processes end at about the same time when the long pieces are handed out first. */
function longestFirst(pieces: readonly Piece[]): Piece[] {
  return pieces.toSorted((a, b) => lengthMs(b) - lengthMs(a));
}
