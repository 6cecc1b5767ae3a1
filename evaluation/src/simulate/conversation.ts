import { SAMPLE_RATE } from '@vivavoce/samples/wav';
import { inCondition, onOwnLine, throughMicrophone } from './conditions.ts';
import type { Random } from './random.ts';
import type { Excerpt, SpokenWord, Talker } from './talkers.ts';
import type { Region } from './voices.ts';

/** Somebody talking, ms from the start of the conversation. */
export interface SpeakingTurn extends Region {
  /** Counts in the list of talkers. */
  readonly speaker: number;
}

/** A made conversation: the sound, and who really says what when. */
export interface Conversation {
  readonly samples: Float32Array;
  readonly turns: readonly SpeakingTurn[];
  /** The words of those talkers whose words are known, in order of their starts. */
  readonly words: readonly (SpokenWord & { readonly speaker: number })[];
  /** The names of the utterances that were used whole, for each talker. */
  readonly excerpts: readonly (Excerpt & { readonly speaker: number })[];
}

/** How talk goes in a conversation. */
export interface Manner {
  readonly durationMs: number;
  /** Mean length of a turn of each person, ms. */
  readonly turnMs: readonly number[];
  /** Share of turns during which another person says a word (0.25-0.8 s). */
  readonly backchannels: number;
  /** Share of turns that begin before the last has ended. */
  readonly interruptions: number;
  /** Share of turns during which another person talks as well, at length (1-5 s). */
  readonly together: number;
  /** The one whom the others let speak after them, as in an interview, and who does not begin; null for free talk. */
  readonly answering: number | null;
  /** Longest silence between turns, ms. */
  readonly gapMs: number;
  /** Whether every turn comes through another microphone, so that only the voice tells people apart. */
  readonly changingMicrophones: boolean;
  /**
   * What everybody is heard through: one microphone in one room, or a line each with its own room, noise and band, mixed
   * at the end, as in calls and meetings with headsets.
   */
  readonly lines: 'shared' | 'own';
  /** By how much people differ in level, up and down, dB. */
  readonly levelsDb: number;
}

/** Makes a conversation; talkers are numbered in their order. */
export function makeConversation(talkers: readonly Talker[], manner: Manner, random: Random): Conversation {
  const stage = new ConversationMixer(talkers, manner, random);
  const others = (speaker: number | null) => talkers.map((_, n) => n).filter((n) => n !== speaker);
  let clockMs = random.between(0, Math.min(1500, manner.gapMs));
  let speaker = talkers.length === 1 ? 0 : random.pick(others(manner.answering));
  while (clockMs < manner.durationMs - 300) {
    const lengthMs = manner.turnMs[speaker]! * Math.min(3, Math.max(0.08, -Math.log(1 - random.uniform())));
    const endMs = stage.place(talkers[speaker]!.talk(lengthMs, random), speaker, clockMs, 2);
    if (talkers.length > 1 && random.chance(manner.backchannels)) {
      const other = random.pick(others(speaker));
      const brief = talkers[other]!.murmur(random.between(250, 800), random);
      if (brief !== null) stage.place(brief, other, random.between(clockMs, endMs), 8);
    }
    if (talkers.length > 1 && random.chance(manner.together)) {
      const other = random.pick(others(speaker));
      const along = talkers[other]!.talk(random.between(1000, 5000), random);
      stage.place(along, other, random.between(clockMs, endMs), 3);
    }
    const gapMs = random.chance(manner.interruptions)
      ? -random.between(100, 1500)
      : random.between(0, manner.gapMs) ** 2 / manner.gapMs;
    clockMs = Math.max(clockMs + 200, endMs + gapMs);
    if (talkers.length > 1) speaker = nextSpeaker(others(speaker), manner, random);
  }
  return stage.conversation();
}

function nextSpeaker(others: readonly number[], { answering }: Manner, random: Random): number {
  if (answering !== null && others.includes(answering) && random.chance(0.85)) return answering;
  return random.pick(others);
}

/** Where talk is put together. */
class ConversationMixer {
  /** What is heard of each talker. */
  private readonly lines: readonly Float32Array[];
  private readonly turns: SpeakingTurn[] = [];
  private readonly words: (SpokenWord & { speaker: number })[] = [];
  private readonly excerpts: (Excerpt & { speaker: number })[] = [];
  private readonly gains: readonly number[];
  /** When each talker has finished what they said last, ms: nobody talks over themselves. */
  private readonly freeMs: number[];
  private readonly microphones: readonly number[];
  private readonly manner: Manner;
  private readonly random: Random;

  constructor(talkers: readonly Talker[], manner: Manner, random: Random) {
    this.manner = manner;
    this.random = random;
    const length = Math.round((manner.durationMs * SAMPLE_RATE) / 1000);
    this.lines = talkers.map(() => new Float32Array(length));
    this.freeMs = talkers.map(() => 0);
    this.gains = talkers.map(() => 10 ** (random.between(-manner.levelsDb, manner.levelsDb) / 20));
    this.microphones = talkers.map(() => Math.floor(random.uniform() * 2 ** 31));
  }

  /**
   * Puts an excerpt into the mixture, quieter by up to some dB, at a time or when the talker has finished what they are
   * saying, and gives its end, ms.
   */
  place(excerpt: Excerpt, speaker: number, wantedMs: number, quieterDb: number): number {
    const { manner, random } = this;
    const atMs = Math.max(wantedMs, this.freeMs[speaker]!);
    const source = manner.changingMicrophones ? random : random.fork(this.microphones[speaker]!);
    const sound = throughMicrophone(excerpt.samples, source);
    const start = Math.round((atMs * SAMPLE_RATE) / 1000);
    const loudness = 10 ** (random.between(-quieterDb, 0) / 20);
    const gain = (this.gains[speaker]! * loudness) / level(sound);
    const line = this.lines[speaker]!;
    for (let n = 0; n < sound.length && start + n < line.length; n++) line[start + n]! += gain * sound[n]!;
    const moved = <T extends Region>(span: T) => ({
      ...span,
      speaker,
      startMs: atMs + span.startMs,
      endMs: Math.min(manner.durationMs, atMs + span.endMs),
    });
    const inside = (span: Region) => span.endMs > span.startMs;
    this.turns.push(...excerpt.regions.map(moved).filter(inside));
    this.words.push(...excerpt.words.map(moved).filter(inside));
    this.excerpts.push({ ...excerpt, speaker });
    const endMs = atMs + (sound.length * 1000) / SAMPLE_RATE;
    this.freeMs[speaker] = endMs;
    return endMs;
  }

  conversation(): Conversation {
    const { random } = this;
    const lines =
      this.manner.lines === 'own' ? this.lines.map((line) => onOwnLine(line, random)) : this.lines;
    return {
      samples: inCondition(mixed(lines), random),
      turns: this.turns,
      words: this.words.sort((a, b) => a.startMs - b.startMs),
      excerpts: this.excerpts,
    };
  }
}

function mixed(lines: readonly Float32Array[]): Float32Array {
  const mixture = new Float32Array(lines[0]?.length ?? 0);
  for (const line of lines) for (let n = 0; n < line.length; n++) mixture[n]! += line[n]!;
  return mixture;
}

function level(samples: Float32Array): number {
  let sum = 1e-9;
  for (const value of samples) sum += value * value;
  return Math.sqrt(sum / Math.max(1, samples.length));
}
