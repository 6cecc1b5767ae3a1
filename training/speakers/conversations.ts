import type { Span, Turn } from '../../packages/engine/src/speech/timeline.ts';
import { inCondition, resampled, throughMicrophone } from './conditions.ts';
import type { Random } from './random.ts';
import type { Voice } from './voices.ts';

const RATE = 16_000;

/** A made conversation: the sound, and who really speaks when. */
export interface Conversation {
  readonly samples: Float32Array;
  /** The people in it; a turn's `speaker` counts in this list. */
  readonly people: readonly Person[];
  readonly turns: readonly Turn[];
}

/** A voice, played at its own speed or as another person a little higher or lower. */
export interface Person {
  readonly voice: Voice;
  readonly speed: number;
}

/** How talk goes in a conversation. */
export interface Manner {
  readonly durationMs: number;
  /** Mean length of a turn of each person, ms. */
  readonly turnMs: readonly number[];
  /** Share of turns during which somebody else says a word (0.25-0.8 s). */
  readonly backchannels: number;
  /** Share of turns that begin before the last has ended. */
  readonly interruptions: number;
  /** Longest silence between turns, ms. */
  readonly gapMs: number;
  /** Whether every turn comes through another microphone, so that only the voice tells people apart. */
  readonly changingMicrophones: boolean;
}

/** Makes a conversation between people whose speech is cut out of their recordings. */
export function makeConversation(people: readonly Person[], manner: Manner, random: Random): Conversation {
  const mixture = new Float32Array(Math.round((manner.durationMs * RATE) / 1000));
  const turns: Turn[] = [];
  const gains = people.map(() => 10 ** (random.between(-8, 8) / 20));
  const microphones = people.map(() => Math.floor(random.uniform() * 2 ** 31));
  const say = (speaker: number, atMs: number, lengthMs: number, loud: number): number => {
    const excerpt = excerptOf(people[speaker]!, lengthMs, random);
    const source = manner.changingMicrophones ? random : restart(microphones[speaker]!, random);
    const sound = throughMicrophone(excerpt.samples, source);
    const start = Math.round((atMs * RATE) / 1000);
    const gain = (gains[speaker]! * loud) / level(sound);
    for (let n = 0; n < sound.length && start + n < mixture.length; n++)
      mixture[start + n]! += gain * sound[n]!;
    for (const region of excerpt.regions) {
      const span = {
        startMs: atMs + region.startMs,
        endMs: Math.min(manner.durationMs, atMs + region.endMs),
      };
      if (span.endMs > span.startMs) turns.push({ speaker, ...span });
    }
    return atMs + (sound.length * 1000) / RATE;
  };
  let clockMs = random.between(0, Math.min(1500, manner.gapMs));
  let last = -1;
  while (clockMs < manner.durationMs - 300) {
    const speaker = people.length === 1 ? 0 : random.pick(people.map((_, n) => n).filter((n) => n !== last));
    const lengthMs = manner.turnMs[speaker]! * Math.min(3, Math.max(0.08, -Math.log(1 - random.uniform())));
    const endMs = say(speaker, clockMs, lengthMs, 10 ** (random.between(-2, 2) / 20));
    if (people.length > 1 && random.chance(manner.backchannels)) {
      const other = random.pick(people.map((_, n) => n).filter((n) => n !== speaker));
      say(
        other,
        random.between(clockMs, endMs),
        random.between(250, 800),
        10 ** (random.between(-8, 0) / 20),
      );
    }
    const interrupts = random.chance(manner.interruptions);
    clockMs = Math.max(
      clockMs + 200,
      endMs + (interrupts ? -random.between(100, 1500) : random.between(0, manner.gapMs) ** 2 / manner.gapMs),
    );
    last = speaker;
  }
  return { samples: inCondition(mixture, random), people, turns };
}

function restart(seed: number, random: Random): Random {
  let state = seed;
  const uniform = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  return { ...random, uniform, between: (low, high) => low + (high - low) * uniform() };
}

/** Speech of one person of about the wished length: whole utterances in a row, the last one cut at a random place. */
function excerptOf(
  person: Person,
  lengthMs: number,
  random: Random,
): { samples: Float32Array; regions: Span[] } {
  const pieces: Float32Array[] = [];
  const regions: Span[] = [];
  let totalMs = 0;
  while (totalMs < lengthMs) {
    const utterance = random.pick(person.voice.utterances);
    const sound = resampled(utterance.samples, person.speed);
    const heard = utterance.regions.map(({ startMs, endMs }) => ({
      startMs: startMs / person.speed,
      endMs: endMs / person.speed,
    }));
    const first = heard[0]!.startMs;
    const last = heard.at(-1)!.endMs;
    const wanted = Math.min(lengthMs - totalMs, last - first);
    const from = random.between(first, last - wanted);
    const cut = { startMs: from, endMs: from + wanted };
    for (const region of heard) {
      const startMs = Math.max(region.startMs, cut.startMs);
      const endMs = Math.min(region.endMs, cut.endMs);
      if (endMs > startMs) regions.push({ startMs: totalMs + startMs - from, endMs: totalMs + endMs - from });
    }
    pieces.push(sound.slice(Math.round((from * RATE) / 1000), Math.round((cut.endMs * RATE) / 1000)));
    totalMs += wanted + 1;
    if (lengthMs - totalMs < 200) break;
    const pauseMs = random.between(0, 400);
    pieces.push(new Float32Array(Math.round((pauseMs * RATE) / 1000)));
    totalMs += pauseMs;
  }
  return { samples: joined(pieces), regions: bridged(regions) };
}

function joined(pieces: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(pieces.reduce((total, piece) => total + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** People who write down who speaks go on through silences of up to 250 ms. */
function bridged(regions: readonly Span[]): Span[] {
  const bridges: Span[] = [];
  for (const region of regions) {
    const last = bridges.at(-1);
    if (last && region.startMs - last.endMs < 250)
      bridges[bridges.length - 1] = { ...last, endMs: region.endMs };
    else bridges.push(region);
  }
  return bridges;
}

function level(samples: Float32Array): number {
  let sum = 1e-9;
  for (const value of samples) sum += value * value;
  return Math.sqrt(sum / Math.max(1, samples.length));
}
