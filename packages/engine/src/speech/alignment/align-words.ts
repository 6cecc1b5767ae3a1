import { setImmediate } from 'node:timers/promises';
import { lengthMs } from '../spans.ts';
import type { AlignedPiece, Span, Word } from '../timeline.ts';
import { isFiller } from '../words/fillers.ts';
import type { RecognisedPiece } from '../words/recognise-turns.ts';
import { alignToPhones } from './align-to-phones.ts';
import { goodnessOf } from './goodness.ts';
import { type Hesitation, hesitationsIn } from './hesitations.ts';

/** An `a` with a nasal of this length was aligned with an `um`, ms: in read speech none is. */
const MIN_NASAL_MS = 72;
/** Usual length of the article, ms. */
const ARTICLE_MS = 80;
/** With less room before the next word there was no article, the `um` was written as one. */
const MIN_ARTICLE_MS = 20;

/** How the work on many pieces is followed and stopped. */
export interface TaskListeners {
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Gives the recognised words their times and phones, and each phone how well it fits what was heard; adds filled pauses that
 * the recogniser left out.
 * @returns one aligned piece for each that holds words, in the order of the pieces.
 * @throws the signal's reason when aborted.
 */
export async function alignWords(
  pieces: readonly RecognisedPiece[],
  { onProgress, signal }: TaskListeners = {},
): Promise<AlignedPiece[]> {
  const spoken = pieces.filter((piece) => piece.words.length > 0);
  const aligned: AlignedPiece[] = [];
  for (const piece of spoken) {
    // A piece takes some ms: whoever waits meanwhile gets a turn.
    await setImmediate();
    signal?.throwIfAborted();
    aligned.push(alignPiece(piece));
    onProgress?.(aligned.length, spoken.length);
  }
  return aligned;
}

function alignPiece(piece: RecognisedPiece): AlignedPiece {
  const texts = piece.words.map((word) => word.text);
  const aligned = alignToPhones(texts, piece.phonePosteriors, Math.floor(lengthMs(piece)));
  const written = piece.words.map((word, at): Word => {
    const { startMs, endMs, phones } = aligned[at] ?? { startMs: 0, endMs: 0, phones: [] };
    return {
      text: word.text,
      confidence: word.confidence,
      kind: isFiller(word.text) ? 'filler' : 'word',
      startMs,
      endMs,
      phones: phones.map((phone) => ({
        ...phone,
        goodness: goodnessOf(phone, phone.symbol, piece.phonePosteriors),
      })),
    };
  });
  const { speaker, startMs, endMs, acoustics } = piece;
  const words = withFillers(written, piece).map((word) => later(word, startMs));
  return { speaker, startMs, endMs, words, acoustics };
}

/** Hears filled pauses between the words, and those that an article was aligned with; times from the start of the piece. */
function withFillers(words: readonly Word[], piece: RecognisedPiece): Word[] {
  const hesitationsWithin = (span: Span) => hesitationsIn(span, piece.phonePosteriors);
  const pieceEndMs = lengthMs(piece);
  const parted = words.flatMap((word, at) => {
    const um =
      word.text.toLowerCase() === 'a'
        ? hesitationsWithin(word).find((one) => one.nasalMs >= MIN_NASAL_MS)
        : undefined;
    if (um === undefined) return [word];
    const endMs = words[at + 1]?.startMs ?? pieceEndMs;
    const startMs = Math.max(um.endMs, endMs - ARTICLE_MS);
    const article = { ...word, startMs, endMs, phones: [] };
    return endMs - startMs < MIN_ARTICLE_MS ? [fillerOf(um)] : [fillerOf(um), article];
  });
  const pauseBefore = (at: number): Word[] => {
    const span = { startMs: parted[at - 1]?.endMs ?? 0, endMs: parted[at]?.startMs ?? pieceEndMs };
    return hesitationsWithin(span).map(fillerOf);
  };
  return [...parted.flatMap((word, at) => [...pauseBefore(at), word]), ...pauseBefore(parted.length)];
}

function fillerOf({ text, startMs, endMs, confidence }: Hesitation): Word {
  return { text, confidence, kind: 'filler', startMs, endMs, phones: [] };
}

function later(word: Word, ms: number): Word {
  const moved = <Timed extends Span>(one: Timed): Timed => ({
    ...one,
    startMs: one.startMs + ms,
    endMs: one.endMs + ms,
  });
  return { ...moved(word), phones: word.phones.map(moved) };
}
