/** A stretch of words that is spoken without a marked pause. */
export interface ScriptPhrase {
  /** Silence before it inside the turn, ms. */
  readonly pauseMs: number;
  readonly text: string;
}

/** What one speaker says until the other begins. */
export interface ScriptTurn {
  readonly speaker: string;
  /** Silence before the turn, ms; negative when it begins while the other still speaks. */
  readonly gapMs: number;
  readonly phrases: readonly ScriptPhrase[];
}

/** Reads a script; its form is described at the top of `interview-script.txt`. */
export function parseScript(text: string): ScriptTurn[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, speaker, gap, words] = /^(\w+) (-?\d+): (.+)$/.exec(line) ?? [];
      if (!speaker || !words) throw new Error(`Not a turn of the script: ${line}`);
      return { speaker, gapMs: Number(gap), phrases: parsePhrases(words) };
    });
}

function parsePhrases(words: string): ScriptPhrase[] {
  const parts = `[0] ${words}`.split(/\[(\d+)\]/).slice(1);
  return Array.from({ length: parts.length / 2 }, (_, n) => ({
    pauseMs: Number(parts[2 * n]),
    text: (parts[2 * n + 1] ?? '').trim(),
  }));
}
