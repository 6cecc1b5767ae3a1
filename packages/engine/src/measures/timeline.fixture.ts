import type { Phone, Segment, Turn, Word } from '../speech/timeline.ts';
import type { Conversation } from './speaking-turns.ts';

/** A word of a made-up timeline; its phones are left out. */
export function wordAt(text: string, startMs: number, endMs: number, phones: readonly Phone[] = []): Word {
  const kind = /^(um|er)$/.test(text) ? 'filler' : 'word';
  return { text, startMs, endMs, kind, confidence: 1, phones };
}

/** Words of 300 ms each; a number in the line is a gap of that many ms, else they touch. */
export function wordsOf(line: string, fromMs = 0): Word[] {
  const words: Word[] = [];
  let ms = fromMs;
  for (const part of line.split(' ')) {
    if (/^\d+$/.test(part)) ms += Number(part);
    else {
      words.push(wordAt(part, ms, ms + 300));
      ms += 300;
    }
  }
  return words;
}

/** A piece of speech of one speaker. */
export function segmentOf(speaker: number, words: readonly Word[]): Segment {
  const [first, last] = [words[0], words.at(-1)];
  return {
    speaker,
    words,
    startMs: first?.startMs ?? 0,
    endMs: last?.endMs ?? 0,
    expertScores: { accuracy: 5, fluency: 5, prosodic: 5, total: 5 },
  };
}

/** A conversation in which speaker 1 is the candidate and `others` are the turns of speaker 0. */
export function conversationOf(
  words: readonly Word[],
  others: readonly (readonly [number, number])[] = [],
): Conversation {
  const segment = segmentOf(1, words);
  const turns: Turn[] = others.map(([startMs, endMs]) => ({ speaker: 0, startMs, endMs }));
  return { segments: [segment], turns: [...turns, segment], candidate: 1 };
}
