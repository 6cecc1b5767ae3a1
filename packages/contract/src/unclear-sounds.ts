/** The one rule for which sounds are hard to understand: sentences, panels, marks and documents all follow it. */
import type { AccentAnalysis } from './analysis.ts';

type Sound = AccentAnalysis['costliestPhones'][number];

/** Share of its occurrences from which a sound is called unclear: a rarer slip explains nothing. Ours. */
const OFTEN_UNCLEAR = 0.2;
/** Fewest unclear occurrences that are called so: two may be the recording's. Ours. */
const MIN_UNCLEAR = 3;

/** Whether a sound is often enough unclear to be called hard to understand. */
export function isHardToUnderstand({ unclear, count }: Pick<Sound, 'unclear' | 'count'>): boolean {
  return unclear >= MIN_UNCLEAR && unclear >= OFTEN_UNCLEAR * count;
}

/** The sounds that are hard to understand, costliest first. */
export function hardSounds({ costliestPhones }: Pick<AccentAnalysis, 'costliestPhones'>): Sound[] {
  return costliestPhones.filter(isHardToUnderstand);
}
