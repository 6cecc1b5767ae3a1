import { SAMPLE_RATE } from '../recording.ts';
import { FourthOrderFilter } from './fourth-order-filter.ts';

/** The length of a frame whose level counts, ms. */
export const FRAME_MS = 20;
/** Of a frame of digital silence, dB. */
export const SILENCE_DB = -120;
/** Channels are compared at so many samples a second: that holds the voiced sounds, in which nearly all energy of speech lies, Hz. */
export const COMPARED_RATE = 4000;

const FRAME = (SAMPLE_RATE * FRAME_MS) / 1000;
const DECIMATION = SAMPLE_RATE / COMPARED_RATE;
/** Mains hum, rumble and a constant offset lie below, Hz. */
const LOWEST_HZ = 150;
/** What is let through below half of the compared rate, Hz. */
const HIGHEST_HZ = 1700;

/**
 * What is kept of a channel while it streams past: the level of each frame of 20 ms without hum, dB of full scale, and the last
 * few seconds at 4 kHz. It grows by 200 bytes for a second of sound.
 */
export class ChannelSignal {
  #levels = new Float32Array(1024);
  #frames = 0;
  #sum = 0;
  #count = 0;
  #phase = 0;
  readonly #highPass = new FourthOrderFilter('above', LOWEST_HZ / SAMPLE_RATE);
  readonly #lowPass = new FourthOrderFilter('below', HIGHEST_HZ / SAMPLE_RATE);

  /** The level of each whole frame so far, dB of full scale. */
  get levels(): Float32Array {
    return this.#levels.subarray(0, this.#frames);
  }

  /** Takes the next samples and gives them without hum at 4 kHz. */
  add(samples: Float32Array): Float32Array {
    // Not a number in a stranger's file would stay in the filters for ever.
    const filtered = new Float64Array(samples.length);
    for (let n = 0; n < samples.length; n++) filtered[n] = Number.isFinite(samples[n]) ? samples[n]! : 0;
    this.#highPass.run(filtered);
    this.#addLevels(filtered);
    this.#lowPass.run(filtered);
    return this.#decimated(filtered);
  }

  #addLevels(samples: Float64Array): void {
    for (let n = 0; n < samples.length; ) {
      const end = Math.min(samples.length, n + FRAME - this.#count);
      this.#count += end - n;
      let sum = this.#sum;
      for (; n < end; n++) sum += samples[n]! * samples[n]!;
      this.#sum = sum;
      if (this.#count === FRAME) this.#endFrame();
    }
  }

  #decimated(samples: Float64Array): Float32Array {
    const first = (DECIMATION - this.#phase) % DECIMATION;
    this.#phase = (this.#phase + samples.length) % DECIMATION;
    const kept = new Float32Array(Math.ceil(Math.max(0, samples.length - first) / DECIMATION));
    for (let n = 0; n < kept.length; n++) kept[n] = samples[first + n * DECIMATION]!;
    return kept;
  }

  #endFrame(): void {
    if (this.#frames === this.#levels.length) {
      const wider = new Float32Array(2 * this.#frames);
      wider.set(this.#levels);
      this.#levels = wider;
    }
    const power = this.#sum / FRAME;
    this.#levels[this.#frames++] = power === 0 ? SILENCE_DB : Math.max(SILENCE_DB, 10 * Math.log10(power));
    this.#sum = 0;
    this.#count = 0;
  }
}
