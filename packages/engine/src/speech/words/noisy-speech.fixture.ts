import type { SpeechEncoder } from '../encoder.ts';
import type { DecodedSpeech, EncodedPiece } from './decoded-speech.ts';
import { say } from './synthetic-voice.fixture.ts';

/** From here on of noise, the decoder is unsure of what a voice with a peak of about 0.3 says. */
export const LOUD_NOISE = 0.12;

/**
 * A text that a synthetic voice says in even noise, always the same.
 * @param noise peak of the noise.
 */
export async function noisySpeech(
  encoder: SpeechEncoder,
  text: string,
  noise: number,
): Promise<EncodedPiece> {
  const random = uniform(7);
  const sound = (await say('rms', text)).map((sample) => sample + noise * (2 * random() - 1));
  return { states: (await encoder.encode(sound)).blocks.at(-1)!, maxTokens: 40 };
}

/** The tokens alone. */
export const idsOf = ({ tokens }: DecodedSpeech): number[] => tokens.map(({ id }) => id);

/** Numbers from 0 to 1, always the same for a seed. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (1664525 * state + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
