import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { loadEncoder } from '../encoder.ts';
import type { DecodedSpeech, EncodedPiece } from './decoded-speech.ts';
import { loadShippedDecoders, type ShippedDecoders } from './decoder.ts';
import { say } from './synthetic-voice.fixture.ts';
import { decodeInTwoPasses } from './two-passes.ts';

const CLEAR = 'I have worked in a small software company.';
const NOISY = ['She told us about her last project.', 'They had to cross the river before the night.'];
/** Peak of the noise; the voices are at about 0.3. */
const LOUD = 0.12;

describe('speech that is decoded in two passes', () => {
  let decoders: ShippedDecoders;
  let clear: EncodedPiece;
  let noisy: readonly EncodedPiece[];
  before(async () => {
    const encoder = await loadEncoder();
    const pieceOf = async (text: string, noise: number): Promise<EncodedPiece> => {
      const random = uniform(7);
      const sound = (await say('rms', text)).map((sample) => sample + noise * (2 * random() - 1));
      return { states: (await encoder.encode(sound)).blocks.at(-1)!, maxTokens: 40 };
    };
    decoders = await loadShippedDecoders();
    clear = await pieceOf(CLEAR, 0);
    noisy = [await pieceOf(NOISY[0]!, LOUD), await pieceOf(NOISY[1]!, LOUD)];
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

const idsOf = ({ tokens }: DecodedSpeech): number[] => tokens.map(({ id }) => id);

/** Numbers from 0 to 1, always the same for a seed. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (1664525 * state + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
