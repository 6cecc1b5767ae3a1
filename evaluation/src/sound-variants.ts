/** Ways in which a recording reaches us otherwise than it was spoken; samples are 16 kHz mono, full scale at -1 and 1. */
import { filtered, highPass, lowPass } from '@vivavoce/samples/filters';

/** The sound louder or softer, cut off at full scale. */
export function withGain(samples: Float32Array, gainDb: number): Float32Array {
  const gain = 10 ** (gainDb / 20);
  return samples.map((sample) => clamp(gain * sample));
}

/** The sound with white noise so many dB below its own level. */
export function withNoise(samples: Float32Array, snrDb: number, random: () => number): Float32Array {
  const noise = rootMeanSquare(samples) * 10 ** (-snrDb / 20);
  return samples.map((sample) => clamp(sample + noise * gaussian(random)));
}

/** The sound as a telephone lets it through: 300 to 3,400 Hz (ITU-T G.712). */
export function overTelephone(samples: Float32Array): Float32Array {
  return bandPass(samples, 300, 3400).map(clamp);
}

/** Root mean square of the samples. */
export function rootMeanSquare(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function clamp(sample: number): number {
  return Math.max(-1, Math.min(1, sample));
}

/** Two Butterworth sections a side. */
function bandPass(samples: Float32Array, lowHz: number, highHz: number): Float32Array {
  let output = samples;
  for (const quality of [0.5412, 1.3066])
    output = filtered(filtered(output, highPass(lowHz, quality)), lowPass(highHz, quality));
  return output;
}
