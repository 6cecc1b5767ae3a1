import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { loadEncoder } from '../encoder.ts';
import type { EncodedPiece } from './decoded-speech.ts';
import { loadShippedDecoders, type ShippedDecoders } from './decoder.ts';
import { idsOf, LOUD_NOISE, noisySpeech } from './noisy-speech.fixture.ts';
import { decodeInTwoPasses } from './two-passes.ts';

const CLEAR = 'I have worked in a small software company.';
const NOISY = ['She told us about her last project.', 'They had to cross the river before the night.'];

describe('speech that is decoded in two passes', () => {
  let decoders: ShippedDecoders;
  let clear: EncodedPiece;
  let noisy: readonly EncodedPiece[];
  before(async () => {
    const encoder = await loadEncoder();
    decoders = await loadShippedDecoders();
    clear = await noisySpeech(encoder, CLEAR, 0);
    noisy = await Promise.all(NOISY.map((text) => noisySpeech(encoder, text, LOUD_NOISE)));
  });

  it('stays as it is where the decoder is sure, or where there is no search', async () => {
    const { decoder } = decoders;
    assert.deepEqual(await decodeInTwoPasses([clear], decoders), await decoder.decode([clear]));
    assert.deepEqual(await decodeInTwoPasses(noisy, { decoder, search: null }), await decoder.decode(noisy));
  });

  it('is what the search finds where the decoder is unsure', async () => {
    const { decoder, search } = decoders;
    const chosen = await decodeInTwoPasses(noisy, decoders);
    assert.deepEqual(chosen, await Promise.all(noisy.map(search)));
    assert.notDeepEqual(chosen.map(idsOf), (await decoder.decode(noisy)).map(idsOf));
  });

  it('stays what the decoder wrote where the search finds nothing', async () => {
    const { decoder } = decoders;
    const search = () => Promise.resolve(null);
    assert.deepEqual(await decodeInTwoPasses(noisy, { decoder, search }), await decoder.decode(noisy));
  });

  it('does not depend on what is decoded beside it', async () => {
    const alone = await Promise.all([clear, ...noisy].map((piece) => decodeInTwoPasses([piece], decoders)));
    assert.deepEqual(await decodeInTwoPasses([clear, ...noisy], decoders), alone.flat());
  });

  it('has as a whole the probability that its tokens and its end have one by one', async () => {
    for (const decoder of [decoders.decoder, decoders.adapted]) {
      const [speech] = await decoder.decode([clear]);
      const { tokens, endLogProbability } = speech!;
      const sum = tokens.reduce((all, { logProbability }) => all + logProbability, endLogProbability!);
      const whole = await decoder.logProbabilityOf(clear.states, idsOf(speech!));
      assert.ok(Math.abs(whole - sum) < 0.1, `${whole} and ${sum}`);
    }
  });
});
