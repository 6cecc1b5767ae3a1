/** Longest phrase, in tokens, that is looked for. */
const MAX_PHRASE = 16;
/** As many tokens at the end must repeat what stood before them for an unfinished copy. */
const MIN_COPIED = 4;

/**
 * How many tokens at the end are only the repetition of a phrase: autoregressive decoders fall into such loops
 * (Holtzman et al. 2020). People repeat themselves as well, above all single words, so a loop is a phrase of one or two
 * tokens eight times, of three or four five times, or a longer one four times in a row; one copy is kept.
 * @returns tokens to cut off the end, 0 when there is no loop.
 */
export function loopLength(tokens: readonly number[]): number {
  for (let phrase = 1; phrase <= MAX_PHRASE; phrase++) {
    const copies = phrase <= 2 ? 8 : phrase <= 4 ? 5 : 4;
    if (copiedLength(tokens, phrase) >= phrase * (copies - 1)) return phrase * (copies - 1);
  }
  return 0;
}

/**
 * How many tokens at the end of a text that found no end copy what stands before them, the last copy perhaps unfinished: a loop that
 * the time of the piece did not leave enough room for.
 * @returns tokens to cut off the end, 0 when there is no copy of at least four tokens and half a phrase.
 */
export function unfinishedLoopLength(tokens: readonly number[]): number {
  for (let phrase = 1; phrase < tokens.length; phrase++) {
    const copied = copiedLength(tokens, phrase);
    if (copied >= Math.max(MIN_COPIED, phrase / 2)) return copied;
  }
  return 0;
}

/** How many tokens at the end are the same as those a phrase before them. */
function copiedLength(tokens: readonly number[], phrase: number): number {
  let copied = 0;
  for (let at = tokens.length - 1; at >= phrase && tokens[at] === tokens[at - phrase]; at--) copied++;
  return copied;
}
