/** Symbols of the corpus in those of the CMU dictionary. */
const SYMBOLS: Readonly<Record<string, readonly string[]>> = {
  AR: ['EH', 'R'],
  IR: ['IH', 'R'],
  UR: ['UH', 'R'],
  OR: ['AO', 'R'],
  AXR: ['ER'],
  AX: ['AH'],
  EE: ['IY'],
  TS: ['T', 'S'],
  DZ: ['D', 'Z'],
  TR: ['T', 'R'],
  DR: ['D', 'R'],
};

/**
 * How well each phone of a word was said, 0 to 2, the mean of the experts whose phones are the given ones: 2 unmarked,
 * 1 with an accent (`{}`), 0 wrong or missing (`()`); null when none has the same phones. Inserted phones (`[]`) are left
 * out (Zhang et al. 2021).
 */
export function expertScores(raters: readonly string[], symbols: readonly string[]): (number | null)[] {
  const agreeing = raters.map(parse).filter((phones) => {
    return phones.length === symbols.length && phones.every((phone, at) => phone.symbol === symbols[at]);
  });
  return symbols.map((_, at) =>
    agreeing.length === 0
      ? null
      : agreeing.reduce((sum, phones) => sum + (phones[at]?.score ?? 0), 0) / agreeing.length,
  );
}

function parse(text: string): { symbol: string; score: number }[] {
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
