import { SAMPLE_RATE } from '@vivavoce/samples/wav';
import { resampled } from './conditions.ts';
import type { Random } from './random.ts';
import type { ExpertScores, Region, Utterance, Voice } from './voices.ts';

/** People who write down who speaks go on through silences of up to this, ms. */
const BRIDGED_MS = 300;

/** A word, ms from the start of what it stands in. */
export interface SpokenWord extends Region {
  readonly text: string;
}

/** Something that is said in one go. */
export interface Excerpt {
  /** 16 kHz mono. */
  readonly samples: Float32Array;
  /** Where speech is in it, ms. */
  readonly regions: readonly Region[];
  /** Empty when they are not known. */
  readonly words: readonly SpokenWord[];
  /** What experts said of the utterances in it. */
  readonly scores: readonly ExpertScores[];
}

/** Somebody who takes part in a conversation. */
export interface Talker {
  /** Says something of about a length, ms. */
  talk(lengthMs: number, random: Random): Excerpt;
  /** Says a word or two while another person has the floor; null from who never does. */
  murmur(lengthMs: number, random: Random): Excerpt | null;
}

/**
 * A person whose speech is cut out of recordings at random places: good for voices, useless for words.
 * @param speed plays the voice higher and faster (above 1) or lower and slower: another person.
 */
export function cutTalker(voice: Voice, speed: number): Talker {
  const talk = (lengthMs: number, random: Random) =>
    strung(lengthMs, random, (restMs) => {
      const { samples, regions } = random.pick(voice.utterances);
      const scaled = regions.map(({ startMs, endMs }) => ({
        startMs: startMs / speed,
        endMs: endMs / speed,
      }));
      const wantedMs = Math.min(restMs, scaled.at(-1)!.endMs - scaled[0]!.startMs);
      const fromMs = random.between(scaled[0]!.startMs, scaled.at(-1)!.endMs - wantedMs);
      return cut(
        { samples: resampled(samples, speed), regions: scaled, words: [], scores: [] },
        fromMs,
        wantedMs,
      );
    });
  return { talk, murmur: talk };
}

/** A person who says whole utterances and nothing else, so that the words are known. */
export function readingTalker(voice: Voice): Talker {
  const whole = new Map<Utterance, Excerpt>();
  const excerptOf = (utterance: Utterance) => {
    const known = whole.get(utterance) ?? wholeExcerpt(utterance);
    whole.set(utterance, known);
    return known;
  };
  let waiting: Utterance[] = [];
  return {
    talk: (lengthMs, random) =>
      strung(lengthMs, random, () => {
        if (waiting.length === 0) waiting = random.shuffled(voice.utterances);
        return excerptOf(waiting.pop()!);
      }),
    murmur: () => null,
  };
}

/** Where no synthesiser tells the times, words share the speech evenly by their letters. */
function wholeExcerpt(utterance: Utterance): Excerpt {
  const { samples, regions, text, scores } = utterance;
  const fromMs = regions[0]!.startMs;
  const lengthMs = regions.at(-1)!.endMs - fromMs;
  const texts = text?.split(' ') ?? [];
  const letters = texts.reduce((sum, word) => sum + word.length + 1, 0);
  let before = 0;
  const words = texts.map((word) => {
    const startMs = fromMs + (before / letters) * lengthMs;
    before += word.length + 1;
    return { text: word, startMs, endMs: fromMs + (before / letters) * lengthMs };
  });
  return cut({ samples, regions, words, scores: scores === null ? [] : [scores] }, fromMs, lengthMs);
}

/** Excerpts in a row with short pauses until there are about enough. */
function strung(lengthMs: number, random: Random, next: (restMs: number) => Excerpt): Excerpt {
  const parts: { at: number; excerpt: Excerpt }[] = [];
  let totalMs = 0;
  while (true) {
    const excerpt = next(lengthMs - totalMs);
    parts.push({ at: totalMs, excerpt });
    totalMs += (excerpt.samples.length * 1000) / SAMPLE_RATE + 1;
    if (lengthMs - totalMs < 200) break;
    totalMs += random.between(0, 400);
  }
  const samples = new Float32Array(Math.ceil((totalMs * SAMPLE_RATE) / 1000));
  for (const { at, excerpt } of parts) samples.set(excerpt.samples, Math.floor((at * SAMPLE_RATE) / 1000));
  const all = <T extends Region>(list: (excerpt: Excerpt) => readonly T[]) =>
    parts.flatMap(({ at, excerpt }) =>
      list(excerpt).map((span) => ({ ...span, startMs: at + span.startMs, endMs: at + span.endMs })),
    );
  return {
    samples,
    regions: bridged(all((excerpt) => excerpt.regions)),
    words: all((excerpt) => excerpt.words),
    scores: parts.flatMap(({ excerpt }) => excerpt.scores),
  };
}

function cut(excerpt: Excerpt, fromMs: number, lengthMs: number): Excerpt {
  const moved = <T extends Region>(spans: readonly T[]) =>
    spans
      .map((span) => ({
        ...span,
        startMs: Math.max(0, span.startMs - fromMs),
        endMs: Math.min(lengthMs, span.endMs - fromMs),
      }))
      .filter((span) => span.endMs > span.startMs);
  const from = Math.round((fromMs * SAMPLE_RATE) / 1000);
  return {
    samples: excerpt.samples.slice(from, from + Math.round((lengthMs * SAMPLE_RATE) / 1000)),
    regions: moved(excerpt.regions),
    words: moved(excerpt.words),
    scores: excerpt.scores,
  };
}

function bridged(regions: readonly Region[]): Region[] {
  const bridges: Region[] = [];
  for (const region of regions) {
    const last = bridges.at(-1);
    if (last && region.startMs - last.endMs < BRIDGED_MS)
      bridges[bridges.length - 1] = { ...last, endMs: region.endMs };
    else bridges.push(region);
  }
  return bridges;
}
