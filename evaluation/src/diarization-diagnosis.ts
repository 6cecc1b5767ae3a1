/**
 * Where diarization loses: what kind of error it is, and what remains when one stage after the other is given the truth.
 */
import {
  encodeStretches,
  type findTracks,
  findVoices,
  type loadSpeakerModels,
  tightenTurns,
  turnsOfVoices,
} from '@vivavoce/engine';
import { countDiarizationErrors, type DiarizationCounts, optimalMapping } from './diarization-error.ts';
import type { SpokenTurn } from './rttm.ts';

/** Speech found this near to true speech lies at its edge, ms: more than people who mark it differ by (NIST RT-09). */
const EDGE_MS = 250;

/** False alarm by where it lies, ms of speaker time. */
export interface FalseAlarms {
  /** Where nobody speaks, within 0.25 s of where somebody does. */
  readonly edgesMs: number;
  /** Where nobody speaks, further away than that. */
  readonly pausesMs: number;
  /** Where fewer people speak than were found, but somebody does. */
  readonly overlapMs: number;
}

/** The errors of one recording with one stage after the other given the truth. */
export interface Remaining {
  /** As the engine finds it. */
  readonly found: DiarizationCounts;
  /** With the number of people given. */
  readonly trueNumber: DiarizationCounts;
  /** With the regions of speech given: heard there alone, and nothing kept elsewhere. */
  readonly trueRegions: DiarizationCounts;
  /** With the regions and the number given. */
  readonly trueRegionsAndNumber: DiarizationCounts;
  /** With the mean embedding of each person given, made of the windows in which they speak nearly alone. */
  readonly trueVoices: DiarizationCounts;
  /** With every turn found given to the person who speaks most in it. */
  readonly trueNames: DiarizationCounts;
}

/** One recording, taken apart. */
export interface Diagnosis {
  readonly found: readonly SpokenTurn[];
  readonly falseAlarms: FalseAlarms;
  readonly remaining: Remaining;
}

type Track = Awaited<ReturnType<typeof findTracks>>[number];
type Encoded = Awaited<ReturnType<typeof encodeStretches>>;
type Embedding = ReturnType<typeof findVoices>['voices'][number];
type FoundTurn = Awaited<ReturnType<typeof turnsOfVoices>>['turns'][number];

/** What is needed to find who speaks when. */
export interface DiarizationModels {
  readonly speakers: Awaited<ReturnType<typeof loadSpeakerModels>>;
  readonly encodeStretch: Parameters<typeof encodeStretches>[2];
}

/** A stretch of time, ms. */
type Span = Pick<SpokenTurn, 'startMs' | 'endMs'>;

/** What was encoded, and where words clearly are: around the regions that the engine found, and around those in which somebody speaks. */
export interface EncodedTwice {
  readonly found: Encoded;
  readonly spoken: Encoded;
  readonly clear: Track['clear'];
}

/** Encodes a track once as the engine does and once where the reference has speech. Throws as the encoder does. */
export async function encodeTwice(
  { recording, regions, clear }: Track,
  reference: readonly SpokenTurn[],
  { encodeStretch }: Pick<DiarizationModels, 'encodeStretch'>,
): Promise<EncodedTwice> {
  return {
    found: await encodeStretches(recording, regions, encodeStretch),
    spoken: await encodeStretches(recording, unionOf(reference), encodeStretch),
    clear,
  };
}

/** Takes the errors of one track apart. */
export async function diagnose(
  encoded: EncodedTwice,
  reference: readonly SpokenTurn[],
  speakers: DiarizationModels['speakers'],
): Promise<Diagnosis> {
  const people = new Set(reference.map((turn) => turn.speaker)).size;
  const spoken = unionOf(reference);
  const turnsWith = async (stretches: Encoded, expectedSpeakers?: number) => {
    const options = { expectedSpeakers };
    const { voices } = findVoices(stretches, options);
    return (await turnsOfVoices(stretches, voices, speakers, options)).turns;
  };
  const tight = (turns: readonly FoundTurn[]) => named(tightenTurns(turns, encoded.clear));
  const found = tight(await turnsWith(encoded.found));
  const voices = trueVoices(encoded.found, reference);
  const followed = await turnsOfVoices(encoded.found, voices, speakers, { knownVoicesOnly: true });
  const count = (turns: readonly SpokenTurn[]) => countDiarizationErrors(reference, turns);
  return {
    found,
    falseAlarms: falseAlarmsOf(reference, found),
    remaining: {
      found: count(found),
      trueNumber: count(tight(await turnsWith(encoded.found, people))),
      trueRegions: count(within(named(await turnsWith(encoded.spoken)), spoken)),
      trueRegionsAndNumber: count(within(named(await turnsWith(encoded.spoken, people)), spoken)),
      trueVoices: count(tight(followed.turns)),
      trueNames: count(withTrueNames(found, reference)),
    },
  };
}

/** Turns with their speakers named as on the wire. */
export function named(turns: readonly FoundTurn[]): SpokenTurn[] {
  return turns.map((turn) => ({ ...turn, speaker: `speaker_${turn.speaker}` }));
}

/** Where speech was found that nobody speaks, by how near it lies to speech. */
export function falseAlarmsOf(
  reference: readonly SpokenTurn[],
  hypothesis: readonly SpokenTurn[],
): FalseAlarms {
  const spoken = unionOf(reference);
  const around = unionOf(
    spoken.map(({ startMs, endMs }) => ({ startMs: startMs - EDGE_MS, endMs: endMs + EDGE_MS })),
  );
  const invented = (turns: readonly SpokenTurn[]) => countDiarizationErrors(reference, turns).falseAlarmMs;
  const overlapMs = invented(within(hypothesis, spoken));
  const nearMs = invented(within(hypothesis, around));
  return { overlapMs, edgesMs: nearMs - overlapMs, pausesMs: invented(hypothesis) - nearMs };
}

/** Where anybody speaks, in order of time. */
export function unionOf(spans: readonly Span[]): Span[] {
  const union: { startMs: number; endMs: number }[] = [];
  for (const { startMs, endMs } of spans.toSorted((a, b) => a.startMs - b.startMs)) {
    const last = union.at(-1);
    if (last !== undefined && startMs <= last.endMs) last.endMs = Math.max(last.endMs, endMs);
    else union.push({ startMs, endMs });
  }
  return union;
}

/** What of the turns lies within some spans that do not overlap. */
function within(turns: readonly SpokenTurn[], spans: readonly Span[]): SpokenTurn[] {
  return turns.flatMap((turn) =>
    spans
      .map((span) => ({
        speaker: turn.speaker,
        startMs: Math.max(turn.startMs, span.startMs),
        endMs: Math.min(turn.endMs, span.endMs),
      }))
      .filter((part) => part.endMs > part.startMs),
  );
}

function sharedMs(span: Span, turns: readonly Span[]): number {
  return unionOf(turns).reduce(
    (sum, turn) => sum + Math.max(0, Math.min(span.endMs, turn.endMs) - Math.max(span.startMs, turn.startMs)),
    0,
  );
}

/** The mean embedding of each person whom some window holds nearly alone. */
function trueVoices(encoded: Encoded, reference: readonly SpokenTurn[]): Embedding[] {
  const [ALONE, OTHERS] = [0.7, 0.1];
  const windows = encoded.flatMap((stretch) => stretch.windows);
  const people = [...new Set(reference.map((turn) => turn.speaker))];
  return people.flatMap((person) => {
    const [own, others] = [true, false].map((is) =>
      reference.filter((turn) => (turn.speaker === person) === is),
    );
    const alone = windows.filter((window) => {
      const lengthMs = window.endMs - window.startMs;
      return (
        sharedMs(window, own ?? []) > ALONE * lengthMs && sharedMs(window, others ?? []) < OTHERS * lengthMs
      );
    });
    return alone.length === 0 ? [] : [meanOf(alone.map((window) => window.embedding))];
  });
}

function meanOf(embeddings: readonly Embedding[]): Embedding {
  const mean = new Float32Array(embeddings[0]?.length ?? 0);
  for (const one of embeddings) for (const [n, value] of one.entries()) mean[n]! += value;
  const length = Math.hypot(...mean) || 1;
  return mean.map((value) => value / length);
}

/** Turns under the names of those who speak most in them; those in which nobody speaks keep theirs. */
function withTrueNames(turns: readonly SpokenTurn[], reference: readonly SpokenTurn[]): SpokenTurn[] {
  const people = [...new Set(reference.map((turn) => turn.speaker))];
  return turns.map((turn) => {
    const shares = people.map((person) =>
      sharedMs(
        turn,
        reference.filter(({ speaker }) => speaker === person),
      ),
    );
    const most = Math.max(0, ...shares);
    return most === 0 ? turn : { ...turn, speaker: people[shares.indexOf(most)] ?? turn.speaker };
  });
}

/** A clip of a recording in which one person speaks most. */
export interface LabelledClip extends Span {
  readonly speaker: string;
}

/** How many clips go to the person who speaks in them: by who was found to speak longest, speakers mapped one to one. */
export function clipsGivenRight(clips: readonly LabelledClip[], found: readonly SpokenTurn[]): number {
  const heard = clips.flatMap((clip) => {
    const inside = within(found, [clip]);
    const speakers = [...new Set(inside.map((turn) => turn.speaker))];
    const shares = speakers.map((one) =>
      sharedMs(
        clip,
        inside.filter(({ speaker }) => speaker === one),
      ),
    );
    const longest = speakers[shares.indexOf(Math.max(...shares))];
    return longest === undefined ? [] : [{ clip, longest }];
  });
  const partner = optimalMapping(
    heard.map(({ clip }) => ({ ...clip })),
    heard.map(({ clip, longest }) => ({ ...clip, speaker: longest })),
  );
  return heard.filter(({ clip, longest }) => partner.get(clip.speaker) === longest).length;
}
