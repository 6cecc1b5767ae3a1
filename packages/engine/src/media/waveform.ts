import { WAVEFORM_PEAKS_PER_SECOND } from '@vivavoce/contract';
import { type Recording, SAMPLE_RATE } from './recording.ts';

const SAMPLES_PER_PEAK = SAMPLE_RATE / WAVEFORM_PEAKS_PER_SECOND;
const FULL_SCALE = 127;

/** The loudest sample of every 50 ms of a recording, 0 for silence to 127 for full scale; the last may cover less. */
export function waveformPeaks({ samples }: Pick<Recording, 'samples'>): Uint8Array<ArrayBuffer> {
  const peaks = new Uint8Array(Math.ceil(samples.length / SAMPLES_PER_PEAK));
  for (let peak = 0; peak < peaks.length; peak++) {
    const end = Math.min(samples.length, (peak + 1) * SAMPLES_PER_PEAK);
    let loudest = 0;
    for (let at = peak * SAMPLES_PER_PEAK; at < end; at++) {
      const size = Math.abs(samples[at] as number);
      if (size > loudest) loudest = size;
    }
    peaks[peak] = Math.round(Math.min(1, loudest) * FULL_SCALE);
  }
  return peaks;
}
