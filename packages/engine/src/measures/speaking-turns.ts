/**
 * The stretches in which the candidate holds the floor, from the timeline of everyone.
 *
 * A speaking turn runs from the candidate's first word to the last one before another person speaks. Pieces that the
 * recogniser cut are joined again. A gap in which another person is heard, be it only "mm-hm", ends the turn: what
 * happens there is not the candidate's pause. So does a gap of more than 10 s, where the recording most likely holds
 * something else than an answer. So does the end of a part, where the recording came in several.
 */
import { areInDifferentParts, lengthMs, overlapMs } from '../speech/spans.ts';
import type { Segment, Span, Turn, Word } from '../speech/timeline.ts';

/** A stretch of the candidate's speech without anyone else in its gaps; words in order of time. */
export interface SpeakingTurn extends Span {
  readonly words: readonly Word[];
}

/** What was said by everyone, and who of them is measured. */
export interface Conversation {
  readonly segments: readonly Segment[];
  /** Turns of everyone; those of people whose words were not understood count as speech too. */
  readonly turns: readonly Turn[];
  /** Where the parts of the recording lie, if it came in several. */
  readonly parts?: readonly Span[] | undefined;
  /** The speaker who is measured. */
  readonly candidate: number;
}

/** Longest gap inside a turn, ms. Ours. */
export const MAX_GAP_MS = 10_000;

/** The candidate's speaking turns in order of time. */
export function speakingTurns({ segments, turns, parts, candidate }: Conversation): SpeakingTurn[] {
  const words = segments
    .filter(({ speaker }) => speaker === candidate)
    .flatMap((segment) => segment.words)
    .toSorted((a, b) => a.startMs - b.startMs);
  const others = turns.filter(({ speaker }) => speaker !== candidate);
  const groups: Word[][] = [];
  let endMs = 0;
  for (const word of words) {
    const gap = { startMs: endMs, endMs: word.startMs };
    const group = groups.at(-1);
    if (
      group === undefined ||
      lengthMs(gap) > MAX_GAP_MS ||
      areInDifferentParts(gap.startMs, gap.endMs, parts) ||
      others.some((other) => overlapMs(gap, other) > 0)
    )
      groups.push([word]);
    else group.push(word);
    endMs = Math.max(endMs, word.endMs);
  }
  return groups.map((group) => ({
    words: group,
    startMs: group[0]!.startMs,
    endMs: group.reduce((last, word) => Math.max(last, word.endMs), 0),
  }));
}
