/**
 * Speech that the decoder is unsure of is looked at once more, together with what was learned of learners' speech: a beam search for
 * what the decoder and the adapted one both find probable. One alone would prefer its own: the adapted one learned from read sentences of
 * one first language, and writes worse than the other what native speakers say on the telephone.
 */
import type { BeamSearch } from './beam-search.ts';
import type { DecodedSpeech, EncodedPiece } from './decoded-speech.ts';
import type { SpeechDecoder } from './decoder.ts';

/** A decoder, and a search together with another one; null: there is none. */
export interface DecodersOfTwoPasses {
  readonly decoder: SpeechDecoder;
  readonly search: BeamSearch | null;
}

/**
 * Mean natural log probability a token, the end included, below which a piece is decoded twice. Of what the second pass mends in
 * learners' sentences it keeps nine tenths (docs/validity/words.md).
 */
const UNSURE = -0.2;

/** What was heard in each piece, in their order; what one gives does not depend on the others. */
export async function decodeInTwoPasses(
  pieces: readonly EncodedPiece[],
  { decoder, search }: DecodersOfTwoPasses,
): Promise<DecodedSpeech[]> {
  const first = await decoder.decode(pieces);
  if (search === null) return first;
  const chosen: DecodedSpeech[] = [];
  for (const [at, speech] of first.entries()) {
    const second = isUnsure(speech) ? await search(pieces[at] as EncodedPiece) : null;
    chosen.push(second ?? speech);
  }
  return chosen;
}

/** A text that found no end is as doubtful as one can be; one that went round in a loop is recognised in parts (`recogniser.ts`). */
function isUnsure({ tokens, endLogProbability, cut }: DecodedSpeech): boolean {
  if (endLogProbability === null) return cut !== 'loop';
  const sum = tokens.reduce((all, { logProbability }) => all + logProbability, endLogProbability);
  return sum < UNSURE * (tokens.length + 1);
}
