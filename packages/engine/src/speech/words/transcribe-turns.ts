/** Writes down the turns of a recording in another language than English, and hears which language it is. */
import { sampleAt } from '../../media/recording.ts';
import type { ReportShare } from '../../progress.ts';
import { isAligned } from '../alignment/aligner.ts';
import { spreadWords } from '../alignment/spread-words.ts';
import { type TrackRecording, withoutRepeatedWords } from '../echo/repeated-words.ts';
import type { SpeechPool } from '../pool/speech-pool.ts';
import { speechSoundOf } from '../speech-sound.ts';
import type { Segment, Span, SpeechSound, Word } from '../timeline.ts';
import type { TrackWithTurns } from '../tracks.ts';
import { isFillerIn } from './fillers.ts';
import type { Piece } from './pieces.ts';
import { piecesOf } from './recognise-turns.ts';
import type { TranscribedWord, Transcriber, Transcription } from './transcriber.ts';

/** A piece of speech with what was written down of it. */
export interface TranscribedPiece extends Piece {
  readonly recording: TrackRecording;
  readonly words: readonly TranscribedWord[];
}

/** What was said on all tracks. */
export interface TranscribedTracks {
  /** In order of time. */
  readonly pieces: readonly TranscribedPiece[];
  /** The language that the transcriber heard in the longest pieces, ISO 639-1; null where it does not say. */
  readonly language: string | null;
}

/** So many of the longest pieces are written down without being told the language: short ones are often mistaken. */
const PROBES = 3;

/**
 * Writes down the turns of all tracks. The longest pieces go first and say which language is spoken; the others are written
 * down as that language, so that a wrong request does not become an invented text.
 * @throws EngineError TRANSCRIPTION_FAILED; the signal's reason when aborted.
 */
export async function transcribeTracks(
  tracks: readonly TrackWithTurns[],
  transcriber: Transcriber,
  report: ReportShare,
  signal?: AbortSignal,
): Promise<TranscribedTracks> {
  const all = tracks
    .flatMap(({ recording, turns, regions }) =>
      piecesOf(recording, turns, regions).map((piece) => ({ ...piece, recording })),
    )
    .toSorted((a, b) => lengthOf(b) - lengthOf(a));
  // Once one piece has failed for good, the others are not worth waiting for.
  const giveUp = new AbortController();
  const until = signal ? AbortSignal.any([signal, giveUp.signal]) : giveUp.signal;
  let done = 0;
  const writeDown = async (piece: (typeof all)[number], language?: string) => {
    const samples = piece.recording.samples.slice(sampleAt(piece.startMs), sampleAt(piece.endMs));
    const transcription = await transcriber.transcribe(samples, { language, signal: until });
    report(++done, all.length);
    return { ...piece, ...transcription };
  };
  try {
    const probed = await Promise.all(all.slice(0, PROBES).map((piece) => writeDown(piece)));
    const language = mostHeard(probed);
    const rest = await Promise.all(all.slice(PROBES).map((piece) => writeDown(piece, language ?? undefined)));
    const pieces = [...probed, ...rest].sort((a, b) => a.startMs - b.startMs);
    return { pieces, language };
  } catch (error) {
    giveUp.abort(error);
    throw error;
  }
}

const lengthOf = ({ startMs, endMs }: Span): number => endMs - startMs;

/** The language of most of the speech. */
function mostHeard(probed: readonly (Piece & Transcription)[]): string | null {
  const lengths = new Map<string, number>();
  for (const piece of probed) {
    if (piece.language === null || piece.words.length === 0) continue;
    lengths.set(piece.language, (lengths.get(piece.language) ?? 0) + lengthOf(piece));
  }
  return [...lengths].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/**
 * Gives the words of each piece times and listens to its sound. Times of the transcriber that lie in order inside the piece are
 * kept; the others are found in the sound where the language has an acoustic model, else they are spread over the speech between
 * their neighbours and marked.
 * @param language that the words are in, ISO 639-1.
 * @throws EngineError TRANSCRIPTION_FAILED when a speech process fails; the signal's reason when aborted.
 */
export async function placeTranscribed(
  pieces: readonly TranscribedPiece[],
  language: string,
  pool: SpeechPool,
  report: ReportShare,
  signal?: AbortSignal,
): Promise<Segment[]> {
  const spoken = pieces.filter(({ words }) => words.length > 0);
  let done = 0;
  const heard = await Promise.all(
    spoken.map(async (piece): Promise<{ recording: TrackRecording; piece: Segment }> => {
      const { recording, words, speaker, startMs, endMs } = piece;
      const sound = speechSoundOf(recording, { startMs, endMs });
      const known = await foundSpans(piece, knownSpans(words, piece), language, pool, signal);
      report(++done, spoken.length);
      const placed = placedWords(words, known, sound, piece, language);
      return { recording, piece: { speaker, startMs, endMs, words: placed, judged: null, sound } };
    }),
  );
  return withoutRepeatedWords(heard);
}

/** Finds the words without times in the sound; one that does not lie between its neighbours stays without. */
async function foundSpans(
  { recording, words, startMs, endMs }: TranscribedPiece,
  known: readonly (Span | null)[],
  language: string,
  pool: SpeechPool,
  signal: AbortSignal | undefined,
): Promise<(Span | null)[]> {
  if (!isAligned(language) || !known.includes(null)) return [...known];
  const samples = recording.samples.slice(sampleAt(startMs), sampleAt(endMs));
  const texts = words.map(({ text }) => text);
  const aligned = await pool.align(samples, texts, signal, language);
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

function placedWords(
  words: readonly TranscribedWord[],
  known: readonly (Span | null)[],
  sound: SpeechSound,
  piece: Span,
  language: string,
): Word[] {
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
    spans.push(...spreadWords(letters, clip(sound.phonation, room), room));
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

function clip(spans: readonly Span[], room: Span): Span[] {
  return spans
    .map(({ startMs, endMs }) => ({
      startMs: Math.max(startMs, room.startMs),
      endMs: Math.min(endMs, room.endMs),
    }))
    .filter(({ startMs, endMs }) => endMs > startMs);
}
