import { filtered, highPass, lowPass, peaking } from '@vivavoce/samples/filters';
import { SAMPLE_RATE } from '@vivavoce/samples/wav';
import type { Random } from './random.ts';

/** Plays a sound faster or slower by linear interpolation, which moves the pitch as well: a new voice. */
export function resampled(samples: Float32Array, speed: number): Float32Array {
  const out = new Float32Array(Math.floor((samples.length - 1) / speed));
  for (let n = 0; n < out.length; n++) {
    const before = Math.floor(n * speed);
    const share = n * speed - before;
    out[n] = samples[before]! * (1 - share) + samples[before + 1]! * share;
  }
  return out;
}

/** The same sound through another microphone: a random tilt and two random resonances, up to 6 dB each. */
export function throughMicrophone(samples: Float32Array, random: Random): Float32Array {
  let output = samples;
  for (const frequency of [random.between(150, 600), random.between(800, 2500), random.between(3000, 6500)])
    output = filtered(output, peaking(frequency, random.between(-6, 6), 0.7));
  return output;
}

/** Room, line, noise and level of a whole conversation, in place of the clean mixture. */
export function inCondition(mixture: Float32Array, random: Random): Float32Array {
  let output = mixture;
  if (random.chance(0.45)) output = inRoom(output, random);
  if (random.chance(0.85)) addNoise(output, random);
  if (random.chance(0.3)) addBumps(output, random);
  if (random.chance(0.2)) output = overTelephone(output);
  return atLevel(output, random.between(-45, -14));
}

/** What one person's own line makes of their speech, silences included: a room, a band, a noise floor. */
export function onOwnLine(speech: Float32Array, random: Random): Float32Array {
  let output: Float32Array = Float32Array.from(speech);
  if (random.chance(0.3)) output = inRoom(output, random);
  if (random.chance(0.3)) output = overTelephone(output);
  if (random.chance(0.6)) addNoise(output, random);
  return output;
}

function inRoom(samples: Float32Array, random: Random): Float32Array {
  // A synthetic room: sparse early echoes and two feedback combs stand in for the exponential tail (Schroeder 1962).
  const out = Float32Array.from(samples);
  for (let echo = 0; echo < 6; echo++) {
    const delay = Math.round(random.between(40, 700));
    const gain = random.between(-0.3, 0.3);
    for (let n = delay; n < out.length; n++) out[n]! += gain * samples[n - delay]!;
  }
  const decayS = random.between(0.1, 0.5);
  const wet = random.between(0.05, 0.3);
  for (const delay of [random.between(450, 650), random.between(650, 900)].map(Math.round)) {
    const gain = 10 ** ((-3 * delay) / SAMPLE_RATE / decayS);
    const tail = Float32Array.from(out);
    for (let n = delay; n < tail.length; n++) tail[n]! += gain * tail[n - delay]!;
    for (let n = delay; n < out.length; n++) out[n]! += wet * gain * tail[n - delay]!;
  }
  return out;
}

function addNoise(samples: Float32Array, random: Random): void {
  const colour = random.uniform() * 0.98;
  const noise = new Float32Array(samples.length);
  let memory = 0;
  for (let n = 0; n < noise.length; n++) {
    memory = colour * memory + (1 - colour) * (random.uniform() - 0.5);
    noise[n] = memory;
  }
  const gain = (rms(samples) / rms(noise)) * 10 ** (-random.between(8, 40) / 20);
  for (let n = 0; n < samples.length; n++) samples[n]! += gain * noise[n]!;
}

/** Keys, cups and chairs: short bursts of coloured noise, up to as loud as the speech. */
function addBumps(samples: Float32Array, random: Random): void {
  const loudest = 2 * rms(samples);
  const everyS = random.between(1, 8);
  for (let at = 0; at < samples.length; at += Math.round(SAMPLE_RATE * random.between(0.1, 2 * everyS))) {
    const length = Math.round(SAMPLE_RATE * random.between(0.01, 0.15));
    const colour = random.uniform() * 0.95;
    const gain = loudest * random.uniform() ** 2;
    let memory = 0;
    for (let n = 0; n < length && at + n < samples.length; n++) {
      memory = colour * memory + (1 - colour) * 6 * (random.uniform() - 0.5);
      samples[at + n]! += gain * memory * Math.exp((-4 * n) / length);
    }
  }
}

function overTelephone(samples: Float32Array): Float32Array {
  let output = samples;
  for (let pass = 0; pass < 2; pass++) output = filtered(filtered(output, highPass(300)), lowPass(3300));
  const peak = output.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-6);
  return output.map((value) => peak * muLaw(value / peak));
}

function muLaw(value: number): number {
  const MU = 255;
  const squeezed = Math.sign(value) * (Math.log1p(MU * Math.abs(value)) / Math.log1p(MU));
  const coded = Math.round(squeezed * 127) / 127;
  return (Math.sign(coded) * Math.expm1(Math.abs(coded) * Math.log1p(MU))) / MU;
}

/** The sound at a level in dB below full scale, clipped where it goes beyond. */
export function atLevel(samples: Float32Array, levelDb: number): Float32Array {
  const gain = 10 ** (levelDb / 20) / rms(samples);
  return samples.map((value) => Math.max(-1, Math.min(1, gain * value)));
}

function rms(samples: Float32Array): number {
  let sum = 1e-12;
  for (const value of samples) sum += value * value;
  return Math.sqrt(sum / Math.max(1, samples.length));
}
