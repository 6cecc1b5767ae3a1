/** Transcribes recordings in languages other than English, and detects the language. */
import { samplesBetween } from '../../media/recording.ts';
import type { ReportShare } from '../../progress.ts';
import type { AlignedWord } from '../alignment/aligned-word.ts';
import { isAligned } from '../alignment/aligner.ts';
import { spreadWords } from '../alignment/spread-words.ts';
import { withoutRepeatedWords } from '../echo/repeated-words.ts';
import type { SpeechPool } from '../pool/speech-pool.ts';
import { clip, lengthMs } from '../spans.ts';
import { detectSyllables } from '../syllable-detection.ts';
import type { Segment, Span, Word } from '../timeline.ts';
import type { TrackWithTurns } from '../tracks.ts';
import { isFillerIn } from './fillers.ts';
import type { Piece } from './pieces.ts';
import { inOrderOfWork, piecesOf, type RecogniseOptions, type RecordedPiece } from './recognise-turns.ts';
import type { TranscribedWord, Transcriber, Transcription } from './transcriber.ts';

/** A piece of speech with its words. */
export interface TranscribedPiece extends RecordedPiece {
  readonly words: readonly TranscribedWord[];
}

/** What was said on all tracks. */
export interface TranscribedTracks {
  /** In order of time. */
  readonly pieces: readonly TranscribedPiece[];
  /** The language detected in the longest pieces, ISO 639-1; null where the transcriber gives none. */
  readonly language: string | null;
}

/** Number of the longest pieces in which the language is detected; in short ones it is often mistaken. */
const PROBES = 3;

/**
 * Transcribes the turns of all tracks. In the longest pieces the language is detected; the others are transcribed in that
 * language, so that a wrong request does not become an invented text.
 * @throws EngineError TRANSCRIPTION_FAILED; the signal's reason when aborted.
 */
export async function transcribeTracks(
  tracks: readonly TrackWithTurns[],
  transcriber: Transcriber,
  report: ReportShare,
  { onPiece, signal }: Pick<RecogniseOptions, 'onPiece' | 'signal'> = {},
): Promise<TranscribedTracks> {
  const all = tracks.flatMap(piecesOf).toSorted((a, b) => lengthMs(b) - lengthMs(a));
  // Once one piece has failed for good, the others are not worth waiting for.
  const giveUp = new AbortController();
  const until = signal ? AbortSignal.any([signal, giveUp.signal]) : giveUp.signal;
  let done = 0;
  const transcribePiece = async (piece: (typeof all)[number], language?: string) => {
    const samples = samplesBetween(piece.recording, piece);
    const transcription = await transcriber.transcribe(samples, { language, signal: until });
    report(++done, all.length);
    if (transcription.words.length > 0) onPiece?.({ ...piece, ...transcription });
    return { ...piece, ...transcription };
  };
  try {
    const probed = await Promise.all(all.slice(0, PROBES).map((piece) => transcribePiece(piece)));
    const language = dominantLanguage(probed);
    const rest = await Promise.all(
      inOrderOfWork(all.slice(PROBES)).map((piece) => transcribePiece(piece, language ?? undefined)),
    );
    const pieces = [...probed, ...rest].sort((a, b) => a.startMs - b.startMs);
    return { pieces, language };
  } catch (error) {
    giveUp.abort(error);
    throw error;
  }
}

/** The language of most of the speech. */
function dominantLanguage(probed: readonly (Piece & Transcription)[]): string | null {
  const lengths = new Map<string, number>();
  for (const piece of probed) {
    if (piece.language === null || piece.words.length === 0) continue;
    lengths.set(piece.language, (lengths.get(piece.language) ?? 0) + lengthMs(piece));
  }
  return [...lengths].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/**
 * Gives the words of each piece their times and detects its syllables. Times of the transcriber that lie in order inside the piece
 * are kept; the others come from forced alignment where the language has an acoustic model, else they are spread over the speech
 * between their neighbours and marked as estimated. Words that only repeat another channel are left out.
 * @param language of the words, ISO 639-1.
 * @throws EngineError TRANSCRIPTION_FAILED when a speech process fails; the signal's reason when aborted.
 */
export async function alignTranscribed(
  { pieces, language }: { readonly pieces: readonly TranscribedPiece[]; readonly language: string },
  pool: SpeechPool,
  report: ReportShare,
  signal?: AbortSignal,
): Promise<Segment[]> {
  const spoken = pieces.filter(({ words }) => words.length > 0);
  let done = 0;
  const placed = await Promise.all(
    spoken.map(async (piece) => {
      const { recording, words, speaker, startMs, endMs } = piece;
      const sound = detectSyllables(recording, { startMs, endMs });
      const known = knownSpans(words, piece);
      const found = await alignUnknown(piece, known, (samples, texts) =>
        isAligned(language) ? pool.align(samples, texts, language, signal) : null,
      );
      report(++done, spoken.length);
      const timed = placedWords(piece, found, sound.phonation, language);
      const segment: Segment = { speaker, startMs, endMs, words: timed, expertScores: null, sound };
      return { recording, piece: segment };
    }),
  );
  return withoutRepeatedWords(placed);
}

/** Aligns words of a piece; null where the language has no acoustic model. */
type Align = (samples: Float32Array, texts: readonly string[]) => Promise<readonly AlignedWord[]> | null;

/** Aligns the words without times; one that would not lie between its neighbours stays without. */
async function alignUnknown(
  { recording, words, startMs, endMs }: TranscribedPiece,
  known: readonly (Span | null)[],
  align: Align,
): Promise<readonly (Span | null)[]> {
  if (!known.includes(null)) return known;
  const samples = samplesBetween(recording, { startMs, endMs });
  const texts = words.map(({ text }) => text);
  const aligned = await align(samples, texts);
  if (aligned === null) return known;
  let last = startMs;
  return known.map((own, at) => {
    const word = aligned[at];
    const next = known.slice(at).find((span) => span !== null)?.startMs ?? endMs;
    const found =
      word && word.phones.length > 0
        ? { startMs: startMs + word.startMs, endMs: startMs + word.endMs }
        : null;
    const span = own ?? (found && found.startMs >= last && found.endMs <= next ? found : null);
    last = span?.endMs ?? last;
    return span;
  });
}

/** Words with the known times; the others are spread over the phonation between their neighbours. */
function placedWords(
  piece: TranscribedPiece,
  known: readonly (Span | null)[],
  phonation: readonly Span[],
  language: string,
): Word[] {
  const { words } = piece;
  const spans: Span[] = [];
  for (let at = 0; at < words.length; at++) {
    const own = known[at];
    if (own) {
      spans.push(own);
      continue;
    }
    let to = at;
    while (to < words.length && !known[to]) to++;
    const room = { startMs: spans.at(-1)?.endMs ?? piece.startMs, endMs: known[to]?.startMs ?? piece.endMs };
    const letters = words.slice(at, to).map(({ text }) => Math.max(1, text.length));
    spans.push(...spreadWords(letters, clip(phonation, room), room));
    at = to - 1;
  }
  return words.map(({ text, confidence }, at): Word => {
    const { startMs, endMs } = spans[at] ?? piece;
    const word = {
      text,
      confidence,
      kind: isFillerIn(language, text) ? 'filler' : 'word',
      startMs,
      endMs,
    } as const;
    return known[at] ? { ...word, phones: [] } : { ...word, phones: [], timing: 'estimated' };
  });
}

/** The times of the transcriber that can be: in order, and inside the piece. */
function knownSpans(words: readonly TranscribedWord[], piece: Span): (Span | null)[] {
  let last = piece.startMs;
  return words.map(({ startMs, endMs }) => {
    if (startMs === null || endMs === null) return null;
    const span = { startMs: piece.startMs + startMs, endMs: Math.min(piece.startMs + endMs, piece.endMs) };
    if (span.startMs < last || span.endMs <= span.startMs) return null;
    last = span.endMs;
    return span;
  });
}
