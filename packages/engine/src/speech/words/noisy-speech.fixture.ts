import { seededUniform } from '../../testing/seeded-uniform.ts';
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
  const random = seededUniform(7);
  const sound = (await say('rms', text)).map((sample) => sample + noise * (2 * random() - 1));
  return { states: (await encoder.encode(sound)).blocks.at(-1)!, maxTokens: 40 };
}

/** The tokens alone. */
export const idsOf = ({ tokens }: DecodedSpeech): number[] => tokens.map(({ id }) => id);
