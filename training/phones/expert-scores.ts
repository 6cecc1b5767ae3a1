/** Symbols of the corpus in those of the CMU dictionary. */
const SYMBOLS: Readonly<Record<string, readonly string[]>> = {
  AR: ['EH', 'R'],
  IR: ['IH', 'R'],
  UR: ['UH', 'R'],
  OR: ['AO', 'R'],
  AXR: ['ER'],
  AX: ['AH'],
  EE: ['ER'],
  OO: ['AA'],
  TS: ['T', 'S'],
  DZ: ['D', 'Z'],
  TR: ['T', 'R'],
  DR: ['D', 'R'],
};
const VOWEL = /^[AEIOU]/;

interface MarkedPhone {
  readonly symbol: string;
  readonly score: number;
}

/**
 * How well each phone of a word was said, 0 to 2, the mean of the experts: 2 unmarked, 1 with an accent (`{}`), 0 wrong or
 * missing (`()`). Inserted phones (`[]`) are left out (Zhang et al. 2021). The corpus transcribes other variants than ours,
 * so both are aligned with the fewest differences; a phone that has no partner is null.
 */
export function expertScores(raters: readonly string[], symbols: readonly string[]): (number | null)[] {
  const given = raters.map((text) => pair(symbols, parse(text)));
  return symbols.map((_, at) => {
    const scores = given.flatMap((scored) => scored[at] ?? []);
    return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length;
  });
}

function parse(text: string): MarkedPhone[] {
  return text
    .replace(/\[[^\]]*\]/g, ' ')
    .trim()
    .split(/\s+/)
    .flatMap((marked) => {
      const symbol = marked.replace(/[^A-Z]/g, '');
      const score = /[()]/.test(marked) ? 0 : /[{}]/.test(marked) ? 1 : 2;
      return (SYMBOLS[symbol] ?? [symbol]).map((one) => ({ symbol: one, score }));
    });
}

/** The score of each symbol's partner; vowels may be exchanged for vowels, consonants for nothing (Levenshtein 1966). */
function pair(symbols: readonly string[], phones: readonly MarkedPhone[]): (number | null)[] {
  type Path = { readonly cost: number; readonly scores: readonly (number | null)[] };
  let row: Path[] = [0, ...phones].map((_, at) => ({ cost: at, scores: [] }));
  for (const symbol of symbols) {
    const skip = (path: Path): Path => ({ cost: path.cost + 1, scores: [...path.scores, null] });
    const next: Path[] = [skip(row[0] as Path)];
    for (const [at, phone] of phones.entries()) {
      const before = row[at] as Path;
      const paired = {
        cost: before.cost + difference(symbol, phone.symbol),
        scores: [...before.scores, phone.score],
      };
      const left = next[at] as Path;
      const options = [paired, skip(row[at + 1] as Path), { ...left, cost: left.cost + 1 }];
      next.push(options.reduce((best, path) => (path.cost < best.cost ? path : best)));
    }
    row = next;
  }
  return [...(row.at(-1)?.scores ?? [])];
}

function difference(one: string, other: string): number {
  if (one === other) return 0;
  return VOWEL.test(one) && VOWEL.test(other) ? 0.5 : 3;
}
