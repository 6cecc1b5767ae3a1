import { overlapMs } from '@vivavoce/engine';

/** A recorded dialogue whose stretches people put into classes of fluency, as the Avalinguo audio set has them. */
export interface LabelledDialogue {
  readonly file: string;
  readonly clips: readonly { readonly startMs: number; readonly endMs: number; readonly fluency: string }[];
}

/** Who speaks when. */
export type Turns = readonly {
  readonly speaker: number;
  readonly startMs: number;
  readonly endMs: number;
}[];

/** Share of a speaker's time that must lie in clips of one class: below it two people were taken for one. Ours. */
const MIN_SHARE = 0.75;

/** The class of most of what a speaker says; null where it is less than three quarters. */
export function labelOf({ clips }: LabelledDialogue, turns: Turns, speaker: number): string | null {
  const own = turns.filter((turn) => turn.speaker === speaker);
  const byClass = new Map<string, number>();
  for (const clip of clips) {
    const spoken = own.reduce((sum, turn) => sum + overlapMs(turn, clip), 0);
    byClass.set(clip.fluency, (byClass.get(clip.fluency) ?? 0) + spoken);
  }
  const all = [...byClass.values()].reduce((sum, ms) => sum + ms, 0);
  const [most] = [...byClass].toSorted((a, b) => b[1] - a[1]);
  return most === undefined || all === 0 || most[1] < MIN_SHARE * all ? null : most[0];
}
