import { samplesBetween } from '../../media/recording.ts';
import type { TrackRecording } from '../echo/repeated-words.ts';
import type { SpeechPool } from '../pool/speech-pool.ts';
import { lengthMs, totalLengthMs, withinParts } from '../spans.ts';
import type { Span, Turn } from '../timeline.ts';
import { cutPieces, type Piece } from './pieces.ts';
import { quietestMoment } from './quietest-moment.ts';
import type { RecognisedSpeech } from './recogniser.ts';
import type { Transcriber } from './transcriber.ts';

/** A piece of speech of one speaker and what was heard in it. */
export interface RecognisedPiece extends Piece, RecognisedSpeech {}

/** Told of each piece in which anything was heard, as soon as it is recognised. */
export type PieceListener = (piece: Piece & { readonly words: readonly { readonly text: string }[] }) => void;

/** Who is told of the progress and of the words, and who writes the words in the place of the recogniser. */
export interface RecogniseOptions {
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly onPiece?: PieceListener | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly transcriber?: Transcriber | null;
}

/** The turns of a recording or of one of its tracks. */
export interface RecordedTurns {
  readonly recording: TrackRecording;
  /** Of all speakers. */
  readonly turns: readonly Turn[];
  /** Where anyone speaks, in order of time. */
  readonly regions: readonly Span[];
}

/** A piece with the recording that it is cut from. */
export interface RecordedPiece extends Piece {
  readonly recording: TrackRecording;
}

/**
 * Recognises the words of all turns, piece by piece, over the processes of the pool.
 * @returns pieces in order of time; those in which nothing was heard have no words.
 * @throws EngineError TRANSCRIPTION_FAILED when a speech process fails; the signal's reason when aborted.
 */
export async function recogniseWords(
  turns: RecordedTurns,
  pool: SpeechPool,
  options: RecogniseOptions = {},
): Promise<RecognisedPiece[]> {
  return recognisePieces(piecesOf(turns), pool, options);
}

/** Recognises the words of pieces that are cut already, in their order; otherwise as `recogniseWords`. */
export async function recognisePieces(
  pieces: readonly RecordedPiece[],
  pool: SpeechPool,
  { onProgress, onPiece, signal, transcriber = null }: RecogniseOptions = {},
): Promise<RecognisedPiece[]> {
  let done = 0;
  const recognise = async (batch: readonly RecordedPiece[]): Promise<[RecordedPiece, RecognisedPiece][]> => {
    const sounds = batch.map((piece) => samplesBetween(piece.recording, piece));
    const [speech, transcriptions] = await Promise.all([
      pool.recognise(sounds, signal),
      Promise.all(sounds.map((samples) => transcriber?.transcribe(samples, { language: 'en', signal }))),
    ]);
    return batch.map((recorded, at) => {
      const { recording: _, ...piece } = recorded;
      const words = transcriptions[at]?.words ?? speech[at]?.words ?? [];
      const recognised = { ...piece, ...(speech[at] as RecognisedSpeech), words };
      onProgress?.(++done, pieces.length);
      if (words.length > 0) onPiece?.(recognised);
      return [recorded, recognised];
    });
  };
  const batches = await Promise.all(inBatches(inOrderOfWork(pieces), pool.processes).map(recognise));
  const recognised = new Map(batches.flat());
  return pieces.map((piece) => recognised.get(piece) as RecognisedPiece);
}

/** The speech of the turns in pieces for a recogniser, in order of time, cut at the quietest moments where there is no pause. */
export function piecesOf({ recording, turns, regions }: RecordedTurns): RecordedPiece[] {
  const { samples, durationMs, parts = [{ startMs: 0, endMs: durationMs }] } = recording;
  const pieces = parts.flatMap((part) =>
    cutPieces(withinParts(turns, [part]), withinParts(regions, [part]), part, (span) =>
      quietestMoment(samples, span),
    ),
  );
  return pieces.toSorted((a, b) => a.startMs - b.startMs).map((piece) => ({ ...piece, recording }));
}

/**
 * The order in which pieces are handed out: stretch after stretch of the recording, for its words to come in about their order,
 * and the long pieces of a stretch first, for the processes to end at about the same time.
 */
export function inOrderOfWork<P extends Span>(pieces: readonly P[]): P[] {
  const stretchOf = ({ startMs }: P): number => Math.floor(startMs / STRETCH_MS);
  return pieces.toSorted((a, b) => stretchOf(a) - stretchOf(b) || lengthMs(b) - lengthMs(a));
}

/** Some ten pieces: with fewer, the longest of the last stretch would keep one process busy while the others wait. */
const STRETCH_MS = 120_000;

/** Batches of pieces, in their order, each for one process to recognise together. All processes get some, and about the same at the end. */
export function inBatches<P extends Span>(pieces: readonly P[], processes: number): P[][] {
  const longestMs = Math.min(BATCH_MS, totalLengthMs(pieces) / (BATCHES_A_PROCESS * processes));
  const batches: P[][] = [];
  let durationMs = 0;
  for (const piece of pieces) {
    const batch = batches.at(-1);
    durationMs += lengthMs(piece);
    if (batch !== undefined && batch.length < BATCH_PIECES && durationMs <= longestMs) batch.push(piece);
    else {
      batches.push([piece]);
      durationMs = lengthMs(piece);
    }
  }
  return batches;
}

/** Of eight pieces of 5 s a token takes two thirds of the time that it takes of one, and of twelve no less. */
const BATCH_PIECES = 8;
/** What is held of a batch takes a megabyte a second; with less than this, long pieces would be alone (`docs/performance.md`). */
const BATCH_MS = 40_000;
/** At least, where a recording is short. */
const BATCHES_A_PROCESS = 2;
