/**
 * Who speaks when (diarization): the recording passes through the first blocks of the speech encoder; speaker embeddings of
 * short windows are clustered, which gives the voices; then one network says frame by frame how many people speak, and
 * another, which knows the speaker embeddings, who does (target-speaker voice activity, Medennikov et al. 2020).
 */
import type { Span, Turn } from '../timeline.ts';
import { chooseSpeakers } from './choose-speakers.ts';
import { type FoundVoices, findVoicesIn } from './clustering.ts';
import type { EncodedStretch } from './embedding-windows.ts';
import { numbered, overlapsOf, placeTurns, type StretchSpeakers, type TurnOptions } from './place-turns.ts';
import type { SpeakerEmbedding } from './speaker-embedding.ts';
import type { VoiceFollower } from './speaker-models.ts';

/** What the caller knows or wants. */
export interface SpeakerTurnOptions {
  /** The number of speakers, 1 to 6, when it is known; found otherwise, 1 to 4. */
  readonly expectedSpeakers?: number | undefined;
  /** Whether only people of whom a speaker embedding could be made count, as where others may be what a channel catches of another one. */
  readonly knownVoicesOnly?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Who speaks when. */
export interface SpeakerTurns {
  /** In order of time; turns of different speakers overlap where both talk. */
  readonly turns: readonly Turn[];
  readonly speakerCount: number;
  /** Where at least two speakers talk. */
  readonly overlaps: readonly Span[];
}

/** Who speaks when, and whether that many people are sure. */
export interface FoundSpeakerTurns extends SpeakerTurns {
  /** Whether the voices could as well be one person more or less. */
  readonly isCountDoubtful: boolean;
}

/**
 * Evidence for several voices that is this near to what is needed is doubtful: it moves by that much when a short recording begins some
 * ms later, and both conversations that come out as one person lie within it (`docs/validity/speakers.md`).
 */
const DOUBTFUL_MARGIN = 8;

/** The networks learned to go on through pauses by themselves, so few are bridged. */
const TURN_DEFAULTS: TurnOptions = { minSilenceMs: 100, minTurnMs: 150 };

/**
 * How much less often several people speak at once than in what the networks learned from, as odds: they invented overlap in
 * calls (`docs/validity/speakers.md`).
 */
const TOGETHER = 0.5;

/** How well somebody fits of whom no speaker embedding could be made: better than a known voice that clearly does not speak. */
const UNKNOWN_SPEAKER_ACTIVITY = 0.03;
/** They are believed to be there when they speak for so long, and for this share of all turns. */
const MIN_UNKNOWN_SPEAKER_MS = 1500;
const MIN_UNKNOWN_SPEAKER_SHARE = 0.04;

/**
 * Finds who speaks when in what was encoded of a recording. Speaker embeddings live only as long as that.
 * @throws the signal's reason when aborted.
 */
export async function findSpeakerTurns(
  stretches: readonly EncodedStretch[],
  speakers: VoiceFollower,
  options: SpeakerTurnOptions = {},
): Promise<FoundSpeakerTurns> {
  options.signal?.throwIfAborted();
  const { voices, margin } = findVoices(stretches, options);
  const turns = await turnsOfVoices(stretches, voices, speakers, options);
  return { ...turns, isCountDoubtful: Math.abs(margin) < DOUBTFUL_MARGIN };
}

/** The voices in what was encoded, and how clearly there are several. */
export function findVoices(
  stretches: readonly EncodedStretch[],
  { expectedSpeakers, knownVoicesOnly }: SpeakerTurnOptions = {},
): FoundVoices {
  return findVoicesIn(
    stretches.flatMap(({ windows }) => windows),
    expectedSpeakers,
    knownVoicesOnly,
  );
}

/** When each of the voices speaks, and last those of whom no embedding could be made. */
export async function turnsOfVoices(
  stretches: readonly EncodedStretch[],
  voices: readonly SpeakerEmbedding[],
  speakers: VoiceFollower,
  { expectedSpeakers, knownVoicesOnly }: SpeakerTurnOptions = {},
): Promise<SpeakerTurns> {
  const people = Math.max(1, voices.length);
  const followed = await followVoices(stretches, voices, speakers);
  const placed = placeTurns(followed, people + 1, TURN_DEFAULTS);
  const isClosed = expectedSpeakers !== undefined || knownVoicesOnly === true;
  const isUnknownSpeakerPresent = !isClosed && hasUnknownSpeaker(placed, people);
  const turns = numbered(isUnknownSpeakerPresent ? placed : placed.filter(({ speaker }) => speaker < people));
  return {
    turns,
    speakerCount: new Set(turns.map((turn) => turn.speaker)).size,
    overlaps: overlapsOf(turns),
  };
}

/** Whether those of whom no speaker embedding could be made, numbered after the known voices, speak long enough to be believed. */
function hasUnknownSpeaker(turns: readonly Turn[], number: number): boolean {
  const lengthOf = (some: readonly Turn[]) =>
    some.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const own = lengthOf(turns.filter(({ speaker }) => speaker === number));
  return own >= Math.max(MIN_UNKNOWN_SPEAKER_MS, MIN_UNKNOWN_SPEAKER_SHARE * lengthOf(turns));
}

/**
 * Follows each voice through the recording, and last an unknown speaker, for whom there is no speaker embedding: they speak where more
 * people are heard than known voices fit. Of one voice, or too little to tell, all other speech is its own.
 */
async function followVoices(
  stretches: readonly EncodedStretch[],
  voices: readonly SpeakerEmbedding[],
  speakers: VoiceFollower,
): Promise<StretchSpeakers[]> {
  const people = Math.max(1, voices.length);
  const followed: StretchSpeakers[] = [];
  for (const stretch of stretches) {
    const { startMs, endMs, frames } = stretch;
    const speakerCounts = lessTogether(stretch);
    const activity = new Float32Array((people + 1) * frames).fill(UNKNOWN_SPEAKER_ACTIVITY);
    activity.set(
      voices.length > 1 ? await speakers.activity(stretch, voices) : new Float32Array(frames).fill(1),
    );
    followed.push({
      startMs,
      endMs,
      frames,
      speaking: chooseSpeakers({ frames, activity, speakerCounts }, people + 1),
    });
  }
  return followed;
}

/** The probabilities of each number of people, `4 x frames`, with several at once less likely beforehand. */
function lessTogether({ frames, speakerCounts }: EncodedStretch): Float32Array {
  const weighted = speakerCounts.map((value, at) => (at >= 2 * frames ? TOGETHER * value : value));
  for (let frame = 0; frame < frames; frame++) {
    let sum = 0;
    for (let at = frame; at < weighted.length; at += frames) sum += weighted[at]!;
    for (let at = frame; at < weighted.length; at += frames) weighted[at]! /= sum;
  }
  return weighted;
}
