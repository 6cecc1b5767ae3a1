/**
 * Diarization error (NIST RT-09 evaluation plan, section 6): of the time that people spoke, each speaker counted, how much
 * was missed, invented or given to the wrong person. We leave no collar around turns and score overlapping speech, so figures
 * are higher than with the collar of 250 ms that older papers use.
 */
import { bestAssignment } from './assignment.ts';
import type { SpokenTurn } from './rttm.ts';

/** Counted ms of speaker time; counts of several recordings may be added up. */
export interface DiarizationCounts {
  /** Reference speech: time of two speakers at once counts twice. */
  readonly spokenMs: number;
  /** Speech of a reference speaker while too few speakers were found. */
  readonly missedMs: number;
  /** Speech found beyond the number of reference speakers. */
  readonly falseAlarmMs: number;
  /** Speech found for the wrong speaker, under the mapping of speakers that is best for the whole recording. */
  readonly confusedMs: number;
}

interface TimeSlice {
  readonly lengthMs: number;
  readonly spoken: ReadonlySet<string>;
  readonly found: ReadonlySet<string>;
}

/** The counts of one recording. Turns of one speaker that overlap each other count once. */
export function countDiarizationErrors(
  reference: readonly SpokenTurn[],
  hypothesis: readonly SpokenTurn[],
): DiarizationCounts {
  const slices = timeSlicesOf(reference, hypothesis);
  const mapping = mappingOf(slices);
  let [spokenMs, missedMs, falseAlarmMs, confusedMs] = [0, 0, 0, 0];
  for (const { lengthMs, spoken, found } of slices) {
    const right = [...spoken].filter((speaker) => found.has(mapping.get(speaker) ?? '')).length;
    spokenMs += lengthMs * spoken.size;
    missedMs += lengthMs * Math.max(0, spoken.size - found.size);
    falseAlarmMs += lengthMs * Math.max(0, found.size - spoken.size);
    confusedMs += lengthMs * (Math.min(spoken.size, found.size) - right);
  }
  return { spokenMs, missedMs, falseAlarmMs, confusedMs };
}

/** The sum of the counts of several recordings. */
export function addCounts(all: readonly DiarizationCounts[]): DiarizationCounts {
  const sum = (count: keyof DiarizationCounts) => all.reduce((total, one) => total + one[count], 0);
  return {
    spokenMs: sum('spokenMs'),
    missedMs: sum('missedMs'),
    falseAlarmMs: sum('falseAlarmMs'),
    confusedMs: sum('confusedMs'),
  };
}

/** The diarization error rate, 0 and up; null when nobody spoke. */
export function diarizationErrorRate(counts: DiarizationCounts): number | null {
  if (counts.spokenMs === 0) return null;
  return (counts.missedMs + counts.falseAlarmMs + counts.confusedMs) / counts.spokenMs;
}

/** Stretches of time during which the same people speak, in reference and hypothesis. */
function timeSlicesOf(reference: readonly SpokenTurn[], hypothesis: readonly SpokenTurn[]): TimeSlice[] {
  const edges = [...reference, ...hypothesis].flatMap(({ startMs, endMs }) => [startMs, endMs]);
  const times = [...new Set(edges)].sort((a, b) => a - b);
  return times.slice(1).map((endMs, index) => {
    const startMs = times[index]!;
    return {
      lengthMs: endMs - startMs,
      spoken: speaking(reference, startMs, endMs),
      found: speaking(hypothesis, startMs, endMs),
    };
  });
}

function speaking(turns: readonly SpokenTurn[], startMs: number, endMs: number): Set<string> {
  const during = turns.filter((turn) => turn.startMs < endMs && turn.endMs > startMs);
  return new Set(during.map((turn) => turn.speaker));
}

/** For each reference speaker who has one: the speaker found that stands for it, one to one, best in shared time. */
export function optimalMapping(
  reference: readonly SpokenTurn[],
  hypothesis: readonly SpokenTurn[],
): Map<string, string> {
  return mappingOf(timeSlicesOf(reference, hypothesis));
}

function mappingOf(slices: readonly TimeSlice[]): Map<string, string> {
  const reference = [...new Set(slices.flatMap(({ spoken }) => [...spoken]))];
  const hypothesis = [...new Set(slices.flatMap(({ found }) => [...found]))];
  const shared = reference.map((one) =>
    hypothesis.map((other) =>
      slices.reduce(
        (total, { lengthMs, spoken, found }) => total + (spoken.has(one) && found.has(other) ? lengthMs : 0),
        0,
      ),
    ),
  );
  const partners = bestAssignment(shared);
  return new Map(
    reference.flatMap((one, row): [string, string][] => {
      const other = hypothesis[partners[row] ?? -1];
      return other === undefined ? [] : [[one, other]];
    }),
  );
}
