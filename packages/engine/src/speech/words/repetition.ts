/** Longest phrase, in tokens, that is looked for. */
const MAX_PHRASE = 16;

/**
 * How many tokens at the end are only the repetition of a phrase: autoregressive decoders fall into such loops
 * (Holtzman et al. 2020). People repeat themselves as well, above all single words, so a loop is a phrase of one or two
 * tokens eight times, of three or four five times, or a longer one four times in a row; one copy is kept.
 * @returns tokens to cut off the end, 0 when there is no loop.
 */
export function loopLength(tokens: readonly number[]): number {
  for (let phrase = 1; phrase <= MAX_PHRASE; phrase++) {
    const copies = phrase <= 2 ? 8 : phrase <= 4 ? 5 : 4;
    if (endsInCopies(tokens, phrase, copies)) return phrase * (copies - 1);
  }
  return 0;
}

function endsInCopies(tokens: readonly number[], phrase: number, copies: number): boolean {
  const from = tokens.length - phrase * copies;
  if (from < 0) return false;
  for (let at = tokens.length - 1; at >= from + phrase; at--) {
    if (tokens[at] !== tokens[at - phrase]) return false;
  }
  return true;
}
