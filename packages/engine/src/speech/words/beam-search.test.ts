import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { loadEncoder } from '../encoder.ts';
import type { DecodedSpeech, EncodedPiece } from './decoded-speech.ts';
import { loadShippedDecoders, type ShippedDecoders } from './decoder.ts';
import { idsOf, LOUD_NOISE, noisySpeech } from './noisy-speech.fixture.ts';

/** Clear, and in noise. */
const SAID = ['I have worked in a small software company.', 'They had to cross the river before the night.'];

describe('a beam search of two decoders', () => {
  let decoders: ShippedDecoders;
  let pieces: readonly EncodedPiece[];
  before(async () => {
    const encoder = await loadEncoder();
    decoders = await loadShippedDecoders();
    pieces = await Promise.all(SAID.map((text, n) => noisySpeech(encoder, text, n * LOUD_NOISE)));
  });

  it('gives each text the mean of the probabilities that the two give it', async () => {
    for (const piece of pieces) {
      const found = (await decoders.search(piece))!;
      assert.ok(Math.abs((await together(decoders, piece, found)) - ownSum(found)) < 0.1);
    }
  });

  it('finds a text that is at least as probable as what either writes by itself', async () => {
    for (const piece of pieces) {
      const found = (await decoders.search(piece))!;
      for (const decoder of [decoders.decoder, decoders.adapted]) {
        const [greedy] = await decoder.decode([piece]);
        assert.ok(ownSum(found) > (await together(decoders, piece, greedy!)) - 0.1);
      }
    }
  });

  it('gives the words of clear speech, as the decoder does', async () => {
    const [clear] = pieces as [EncodedPiece];
    const [greedy] = await decoders.decoder.decode([clear]);
    assert.deepEqual(idsOf((await decoders.search(clear))!), idsOf(greedy!));
  });

  it('finds none where no text comes to an end in time', async () => {
    assert.equal(await decoders.search({ ...pieces[0]!, maxTokens: 2 }), null);
  });
});

/** The mean over both decoders of the logarithm of the probability of a text. */
async function together(
  { decoder, adapted }: ShippedDecoders,
  { states }: EncodedPiece,
  speech: DecodedSpeech,
): Promise<number> {
  const ids = idsOf(speech);
  return ((await decoder.logProbabilityOf(states, ids)) + (await adapted.logProbabilityOf(states, ids))) / 2;
}

const ownSum = ({ tokens, endLogProbability }: DecodedSpeech): number =>
  tokens.reduce((sum, { logProbability }) => sum + logProbability, endLogProbability!);
