import { SAMPLE_RATE } from '../recording.ts';
import { FOURTH_ORDER_QUALITIES, SecondOrderFilter } from './second-order-filter.ts';

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
  readonly #highPass = FOURTH_ORDER_QUALITIES.map(
    (quality) => new SecondOrderFilter('above', LOWEST_HZ / SAMPLE_RATE, quality),
  );
  readonly #lowPass = FOURTH_ORDER_QUALITIES.map(
    (quality) => new SecondOrderFilter('below', HIGHEST_HZ / SAMPLE_RATE, quality),
  );

  /** The level of each whole frame so far, dB of full scale. */
  get levels(): Float32Array {
    return this.#levels.subarray(0, this.#frames);
  }

  /** Takes the next samples and gives them without hum at 4 kHz. */
  add(samples: Float32Array): Float32Array {
    const compared = new Float32Array(Math.ceil((samples.length + DECIMATION) / DECIMATION));
    let written = 0;
    const [firstHigh, secondHigh] = this.#highPass as [SecondOrderFilter, SecondOrderFilter];
    const [firstLow, secondLow] = this.#lowPass as [SecondOrderFilter, SecondOrderFilter];
    for (const sample of samples) {
      // Not a number in a stranger's file would stay in the filters for ever.
      const clean = secondHigh.next(firstHigh.next(Number.isFinite(sample) ? sample : 0));
      this.#sum += clean * clean;
      if (++this.#count === FRAME) this.#endFrame();
      const low = secondLow.next(firstLow.next(clean));
      if (this.#phase === 0) compared[written++] = low;
      this.#phase = (this.#phase + 1) % DECIMATION;
    }
    return compared.subarray(0, written);
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
