/** The question about a candidate's speech, as it is put to a language model. */
import { SILENT_PAUSE_MS } from '../measures/fluency.ts';
import type { SpeakingTurn } from '../measures/speaking-turns.ts';
import type { RubricFigures } from './figures.ts';

/** The speech to be rated. */
export interface RubricCase {
  /** ISO 639-1. */
  readonly language: string;
  /** The candidate's turns in order of time. */
  readonly turns: readonly SpeakingTurn[];
  readonly figures: RubricFigures;
}

/** Words that are shown in one question: a context of 8,000 tokens holds them in any language that is written with letters. */
const MAX_WORDS = 2500;

/** The user message: JSON, in which no word of the candidate can pass for anything else. */
export function questionOf({ language, turns, figures }: RubricCase): string {
  return JSON.stringify({ language, figures, turns: shown(turns).map(describe) });
}

/** As many turns as fit, spread evenly over the interview. */
function shown(turns: readonly SpeakingTurn[]): readonly SpeakingTurn[] {
  const words = turns.reduce((sum, turn) => sum + turn.words.length, 0);
  if (words <= MAX_WORDS) return turns;
  const keep = MAX_WORDS / words;
  let passed = 0;
  let kept = 0;
  return turns.filter((turn) => {
    passed += turn.words.length;
    if (kept + turn.words.length > passed * keep) return false;
    kept += turn.words.length;
    return true;
  });
}

function describe({ words, startMs, endMs }: SpeakingTurn) {
  const gaps = words
    .slice(1)
    .map((word, at) => Math.round(word.startMs - (words[at]?.endMs ?? word.startMs)));
  return {
    startMs: Math.round(startMs),
    endMs: Math.round(endMs),
    text: words.map(({ text }) => plain(text)).join(' '),
    pausesMs: gaps.filter((gap) => gap >= SILENT_PAUSE_MS),
  };
}

/** Nobody speaks brackets: what looks like a marker of a model's own conversation is none. */
function plain(text: string): string {
  return text.replaceAll(/[<>|[\]{}`#\\]/g, '');
}
