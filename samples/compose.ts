import type { SpokenPhrase, SpokenWord } from './flite.ts';
import type { ScriptTurn } from './interview-script.ts';
import { seededNoise } from './room.ts';
import { SAMPLE_RATE } from './wav.ts';

/** How a speaker of the script sounds. */
export interface Speaker {
  /** Speaks a phrase, so much slower than the speaker usually does. */
  readonly speak: (text: string, slower: number) => SpokenPhrase;
  /** Loudness; 1 leaves the voice's own. */
  readonly gain: number;
}

/** A word of the recording with who says it; times in ms from its start. */
export interface PlacedWord extends SpokenWord {
  readonly speaker: string;
}

/** What one speaker says until the other begins; times in ms from the start of the recording. */
export interface PlacedTurn {
  readonly speaker: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
}

/** A conversation with its truth. */
export interface Conversation {
  readonly samples: Float32Array;
  readonly turns: readonly PlacedTurn[];
  readonly words: readonly PlacedWord[];
}

/** Tempo and loudness of a phrase differ by up to this share from the speaker's usual. */
const VARIATION = 0.06;
const TAIL_MS = 600;

/** Speaks a script, turn after turn, the same every time. */
export function compose(
  script: readonly ScriptTurn[],
  speakers: Readonly<Record<string, Speaker>>,
): Conversation {
  const vary = seededNoise(20_261_124);
  const pieces: { readonly startMs: number; readonly samples: Float32Array; readonly gain: number }[] = [];
  const turns: PlacedTurn[] = [];
  const words: PlacedWord[] = [];
  let nowMs = 0;
  for (const { speaker, gapMs, phrases } of script) {
    const sound = speakers[speaker];
    if (!sound) throw new Error(`The script names an unknown speaker: ${speaker}`);
    nowMs += gapMs;
    const turnStartMs = nowMs;
    for (const { pauseMs, text } of phrases) {
      nowMs += pauseMs;
      const spoken = sound.speak(text, 1 + VARIATION * vary());
      pieces.push({ startMs: nowMs, samples: spoken.samples, gain: sound.gain * (1 + VARIATION * vary()) });
      for (const word of spoken.words) {
        words.push({ speaker, text: word.text, startMs: nowMs + word.startMs, endMs: nowMs + word.endMs });
      }
      nowMs += Math.round((spoken.samples.length * 1000) / SAMPLE_RATE);
    }
    turns.push({
      speaker,
      startMs: turnStartMs,
      endMs: nowMs,
      text: phrases.map((phrase) => phrase.text).join(' '),
    });
  }
  const samples = new Float32Array(((nowMs + TAIL_MS) * SAMPLE_RATE) / 1000);
  for (const piece of pieces) {
    const start = (piece.startMs * SAMPLE_RATE) / 1000;
    piece.samples.forEach((value, n) => {
      samples[start + n] = (samples[start + n] ?? 0) + value * piece.gain;
    });
  }
  return { samples, turns, words: words.sort((a, b) => a.startMs - b.startMs) };
}
