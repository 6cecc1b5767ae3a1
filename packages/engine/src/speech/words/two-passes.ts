/**
 * Speech that the decoder is unsure of is decoded once more, as learners' speech; of two texts the one is kept that both decoders
 * together find more probable. One alone would prefer its own: the adapted one learned from read sentences of one first language, and
 * writes worse than the other what native speakers say on the telephone.
 */
import type { DecodedSpeech, EncodedPiece, SpeechDecoder } from './decoder.ts';

/** A decoder, and the same as it was adapted; null: there is none. */
export interface DecodersOfTwoPasses {
  readonly decoder: SpeechDecoder;
  readonly adapted: SpeechDecoder | null;
}

/**
 * Mean natural log probability a token, the end included, below which a piece is decoded twice. Of what the second pass mends in
 * learners' sentences it keeps nine tenths (docs/validity/words.md).
 */
const UNSURE = -0.2;

/** What was heard in each piece, in their order; what one gives does not depend on the others. */
export async function decodeInTwoPasses(
  pieces: readonly EncodedPiece[],
  decoders: DecodersOfTwoPasses,
): Promise<DecodedSpeech[]> {
  const { decoder, adapted } = decoders;
  const first = await decoder.decode(pieces);
  if (adapted === null) return first;
  const unsure = first.flatMap((speech, at) => (needsSecondPass(speech) ? [at] : []));
  const second = await adapted.decode(unsure.map((at) => pieces[at] as EncodedPiece));
  const chosen = [...first];
  for (const [n, at] of unsure.entries()) {
    const texts = [first[at] as DecodedSpeech, second[n] as DecodedSpeech] as const;
    chosen[at] = await moreProbable(texts, (pieces[at] as EncodedPiece).states, [decoder, adapted]);
  }
  return chosen;
}

/** A text that found no end is as doubtful as one can be. */
function needsSecondPass(speech: DecodedSpeech): boolean {
  const sum = ownLogProbability(speech);
  return sum === null || sum < UNSURE * (speech.tokens.length + 1);
}

/** The natural logarithm of how probable the decoder that wrote it found a text with its end; null where it found none. */
function ownLogProbability({ tokens, endLogProbability }: DecodedSpeech): number | null {
  if (endLogProbability === null) return null;
  return tokens.reduce((sum, { logProbability }) => sum + logProbability, endLogProbability);
}

/** Of two texts the one whose tokens are more probable on the mean, to both decoders; the first where they are the same. */
async function moreProbable(
  texts: readonly [DecodedSpeech, DecodedSpeech],
  states: Float32Array,
  decoders: readonly [SpeechDecoder, SpeechDecoder],
): Promise<DecodedSpeech> {
  const [ids, otherIds] = texts.map(({ tokens }) => tokens.map(({ id }) => id)) as [number[], number[]];
  if (ids.join() === otherIds.join()) return texts[0];
  const means: number[] = [];
  for (const [n, own] of [ids, otherIds].entries()) {
    const written = ownLogProbability(texts[n] as DecodedSpeech);
    let sum = 0;
    for (const [m, decoder] of decoders.entries())
      sum += m === n && written !== null ? written : await decoder.logProbabilityOf(states, own);
    means.push(sum / (own.length + 1));
  }
  const [mean, otherMean] = means as [number, number];
  return otherMean > mean ? texts[1] : texts[0];
}
