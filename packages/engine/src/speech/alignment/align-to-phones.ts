/**
 * Finds when known English words and their phones are said, by how likely each phone is in each frame of the speech encoder: the likeliest
 * way through what may be heard (Viterbi 1967; as forced alignment in Rabiner 1989, section VI). The frames are there anyway, so it takes
 * less than a thousandth of the time that the words took.
 */
import { spokenForm } from '../../models/spoken-form.ts';
import { spanOfFrames } from '../encoder.ts';
import type { PhonePosteriors } from '../phone-classifier.ts';
import type { Span } from '../timeline.ts';
import { type AlignedPhone, type AlignedWord, placeAligned } from './aligned-word.ts';
import { HESITATION_SOUNDS } from './hesitations.ts';
import {
  type LatticeState,
  type LatticeStep,
  type PhoneLattice,
  phoneLattice,
  START,
} from './phone-lattice.ts';
import { type Pronunciation, pronunciationsOf } from './pronunciation.ts';

/** What each frame of a hesitation costs, natural logarithm: the same sounds are rather those of a filler that was written down. */
const HESITATION_FRAME = 0.3;

/** How likely each sound is in each frame. */
interface Frames {
  readonly count: number;
  /** Natural logarithms, `count x width`: the phones, and last the hesitations. */
  readonly logProbabilities: Float32Array;
  readonly width: number;
}

/**
 * @param texts words as they are written, in the order in which they are said.
 * @param posteriors of the piece of speech that holds them.
 * @param durationMs of the piece, ms.
 * @returns a time for every word, in order, without overlap, inside the piece.
 */
export function alignToPhones(
  texts: readonly string[],
  posteriors: PhonePosteriors,
  durationMs: number,
): AlignedWord[] {
  const spoken = texts.flatMap((text, written) =>
    spokenForm(text)
      .map(pronunciationsOf)
      .filter((pronunciations) => pronunciations.length > 0)
      .map((pronunciations) => ({ written, pronunciations })),
  );
  const found = phonesOf(
    spoken.map(({ pronunciations }) => pronunciations),
    posteriors,
  );
  const fitted = texts.map((_, written) => {
    const own = found.filter((_, at) => spoken[at]?.written === written);
    const isFound = own.length > 0 && own.every((phones) => phones.length > 0);
    return isFound ? own.flat().map((phone) => within(phone, durationMs)) : null;
  });
  return placeAligned(texts, fitted, durationMs);
}

/** The last frame may reach over the end, and silence that a short piece was filled up with. */
function within(phone: AlignedPhone, durationMs: number): AlignedPhone {
  return { ...phone, startMs: Math.min(phone.startMs, durationMs), endMs: Math.min(phone.endMs, durationMs) };
}

/** The phones of each word; none where it was not said, or where the words do not fit at all. */
function phonesOf(
  words: readonly (readonly Pronunciation[])[],
  posteriors: PhonePosteriors,
): readonly AlignedPhone[][] {
  const phones: AlignedPhone[][] = words.map(() => []);
  const frames = withHesitations(posteriors);
  const lattice = phoneLattice(words, posteriors.symbols);
  const path = likeliestPath(lattice, frames);
  for (let start = 0; start < path.length; ) {
    const state = path[start] as number;
    const end = endOfState(path, start);
    const { phone, word } = lattice.states[state] as LatticeState;
    if (phone !== null) phones[word]?.push({ ...phone, ...spanBetween(start, end, path, lattice, frames) });
    start = end;
  }
  return phones;
}

function endOfState(path: Int32Array, start: number): number {
  let end = start + 1;
  while (end < path.length && path[end] === path[start]) end++;
  return end;
}

/** The probabilities of the phones, and that of the likeliest sound of which filled pauses are made. */
function withHesitations({ symbols, frames, logProbabilities }: PhonePosteriors): Frames {
  const width = symbols.length + 1;
  const columns = HESITATION_SOUNDS.map((symbol) => symbols.indexOf(symbol));
  const wider = new Float32Array(frames * width);
  for (let frame = 0; frame < frames; frame++) {
    const row = logProbabilities.subarray(frame * symbols.length, (frame + 1) * symbols.length);
    wider.set(row, frame * width);
    wider[frame * width + symbols.length] =
      Math.max(...columns.map((column) => row[column] as number)) - HESITATION_FRAME;
  }
  return { count: frames, logProbabilities: wider, width };
}

/** The state of each frame on the likeliest way through all words; empty where there are too few frames for them. */
function likeliestPath(
  { states, ends }: PhoneLattice,
  { count, logProbabilities, width }: Frames,
): Int32Array {
  const size = states.length;
  let scores = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  let next = new Float64Array(size);
  const cameFrom = new Int32Array(size * count);
  for (let frame = 0; frame < count; frame++) {
    // Plain loops: every state of every frame passes here.
    for (let at = 0; at < size; at++) {
      const { column, before } = states[at] as LatticeState;
      let best = scores[at] as number;
      let from = at;
      for (let n = 0; n < before.length; n++) {
        const step = before[n] as LatticeStep;
        const score = (step.from === START ? beginning(frame) : (scores[step.from] as number)) - step.cost;
        if (score > best) {
          best = score;
          from = step.from;
        }
      }
      next[at] = best + (logProbabilities[frame * width + column] as number);
      cameFrom[frame * size + at] = from;
    }
    [scores, next] = [next, scores];
  }
  const last = ends.reduce((best, one) =>
    (scores[one] ?? -Infinity) > (scores[best] ?? -Infinity) ? one : best,
  );
  if (count === 0 || !((scores[last] ?? -Infinity) > -Infinity)) return new Int32Array(0);
  const path = new Int32Array(count);
  for (let frame = count - 1, at = last; frame >= 0; frame--) {
    path[frame] = at;
    at = cameFrom[frame * size + at] as number;
  }
  return path;
}

/** Nothing was heard before the first frame alone. */
const beginning = (frame: number): number => (frame === 0 ? 0 : Number.NEGATIVE_INFINITY);

/** From where a sound takes over to where the next one does, whole ms. */
function spanBetween(
  start: number,
  end: number,
  path: Int32Array,
  lattice: PhoneLattice,
  frames: Frames,
): Span {
  const columnAt = (frame: number) => lattice.states[path[frame] as number]?.column ?? 0;
  const edge = (frame: number) =>
    frame === 0 || frame === path.length
      ? frame
      : frame - 0.5 + takenOver(frame, columnAt(frame - 1), columnAt(frame), frames);
  const { startMs, endMs } = spanOfFrames(edge(start), edge(end));
  return { startMs: Math.round(startMs), endMs: Math.round(endMs) };
}

/**
 * Where between the middles of two frames a sound becomes as likely as the one before it, 0 to 1, taking the logarithm of their ratio as a
 * straight line; half way where it has no zero there.
 */
function takenOver(
  frame: number,
  before: number,
  after: number,
  { logProbabilities, width }: Frames,
): number {
  const lead = (at: number) =>
    (logProbabilities[at * width + before] as number) - (logProbabilities[at * width + after] as number);
  const [first, second] = [lead(frame - 1), lead(frame)];
  return first > 0 && second < 0 ? first / (first - second) : 0.5;
}
