/** Sounds of interviews and calls in which nobody says a word, synthesised; 16 kHz mono, full scale at -1 and 1. */
import { filtered, highPass, lowPass, peaking } from '@vivavoce/samples/filters';
import { SAMPLE_RATE } from '@vivavoce/samples/wav';
import { seededRandom } from '../simulate/random.ts';
import { rootMeanSquare } from '../sound-variants.ts';

/** Makes so many seconds of a sound; the same seed makes the same sound. */
export type WordlessSound = (seconds: number, seed: number) => Float32Array;

/** Level of every sound but silence and the quiet room: that of ordinary speech, 26 dB below full scale. */
const SPEECH_RMS = 0.05;
const QUIET_RMS = 0.001;

/** The sounds by name. */
export const WORDLESS_SOUNDS: Readonly<Record<string, WordlessSound>> = {
  'digital silence': (seconds) => new Float32Array(seconds * SAMPLE_RATE),
  'quiet room': (seconds, seed) => atLevel(filtered(hiss(seconds, seed), lowPass(600)), QUIET_RMS),
  'room noise': atSpeechLevel((seconds, seed) => filtered(hiss(seconds, seed), lowPass(400, 0.5))),
  'white noise': atSpeechLevel(hiss),
  'mains hum': atSpeechLevel(tones(() => [50, 150, 250])),
  'dial tone': atSpeechLevel(tones(() => [350, 440])),
  'ringing tone': atSpeechLevel(
    gated(
      tones(() => [440, 480]),
      6,
      2,
    ),
  ),
  'hold tone': atSpeechLevel(
    gated(
      tones(() => [1000]),
      1.5,
      0.3,
    ),
  ),
  'dialled digits (DTMF)': atSpeechLevel(gated(tones(dialledDigit), 0.25, 0.12)),
  siren: atSpeechLevel(tones((s) => [800 + 300 * Math.sin(Math.PI * s)])),
  'chords of an organ': atSpeechLevel(tones((s) => chordAt(s).flatMap((hz) => [hz, 2 * hz, 3 * hz]))),
  'plucked melody': atSpeechLevel(pluckedMelody),
  'violin with vibrato': atSpeechLevel(violin),
  drums: atSpeechLevel(drums),
  'keyboard clicks': atSpeechLevel(bursts({ everyS: 0.14, lengthS: 0.008, low: 2500, high: 6000 })),
  'knocks on a table': atSpeechLevel(bursts({ everyS: 0.5, lengthS: 0.05, low: 80, high: 500 })),
  applause: atSpeechLevel(bursts({ everyS: 0.004, lengthS: 0.01, low: 800, high: 4000 })),
  breaths: atSpeechLevel(bursts({ everyS: 1.6, lengthS: 0.7, low: 700, high: 5000 })),
  coughs: atSpeechLevel(coughs),
  laughter: atSpeechLevel(laughter),
  humming: atSpeechLevel((seconds) => voice(seconds, { pitch: hummedPitch, formants: [280, 1100, 2300] })),
  'sung vowels': atSpeechLevel((seconds) =>
    voice(seconds, { pitch: sungPitch, formants: [700, 1150, 2600] }),
  ),
  'a whimpering child': atSpeechLevel((seconds) =>
    voice(seconds, { pitch: childPitch, formants: [900, 1800, 3500], loudness: pulse(0.8, 0.55) }),
  ),
  'a barking dog': atSpeechLevel((seconds) =>
    voice(seconds, { pitch: barkPitch, formants: [600, 1500, 2600], loudness: pulse(0.6, 0.15) }),
  ),
};

type Pitch = (second: number) => number;

function atSpeechLevel(sound: WordlessSound): WordlessSound {
  return (seconds, seed) => atLevel(sound(seconds, seed), SPEECH_RMS);
}

function atLevel(samples: Float32Array, level: number): Float32Array {
  const gain = level / rootMeanSquare(samples);
  return samples.map((sample) => Math.max(-1, Math.min(1, gain * sample)));
}

function signal(seconds: number, value: (second: number, at: number) => number): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * SAMPLE_RATE) }, (_, at) =>
    value(at / SAMPLE_RATE, at),
  );
}

function hiss(seconds: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return signal(seconds, () => random.between(-1, 1));
}

/** Sines whose frequencies, Hz, may change from moment to moment without a jump of phase. */
function tones(frequenciesAt: (second: number) => readonly number[]): WordlessSound {
  return (seconds) => {
    const phases: number[] = [];
    return signal(seconds, (second) =>
      frequenciesAt(second).reduce((sum, hz, voiceNumber) => {
        const phase = (phases[voiceNumber] ?? 0) + (2 * Math.PI * hz) / SAMPLE_RATE;
        phases[voiceNumber] = phase;
        return sum + Math.sin(phase) / (1 + voiceNumber);
      }, 0),
    );
  };
}

/** A sound that is on for so long at the beginning of every period, s. */
function gated(sound: WordlessSound, periodS: number, onS: number): WordlessSound {
  return (seconds, seed) =>
    sound(seconds, seed).map((sample, at) => ((at / SAMPLE_RATE) % periodS < onS ? sample : 0));
}

function pulse(periodS: number, onS: number): (second: number) => number {
  return (second) => (second % periodS < onS ? Math.sin((Math.PI * (second % periodS)) / onS) : 0);
}

/** Row and column of each key of a telephone, Hz (ITU-T Q.23). */
function dialledDigit(second: number): number[] {
  const key = [4, 9, 1, 7, 6, 0, 3, 8, 2, 5][Math.floor(second / 0.25) % 10] as number;
  const row = key === 0 ? 3 : Math.floor((key - 1) / 3);
  const column = key === 0 ? 1 : (key - 1) % 3;
  return [[697, 770, 852, 941][row] as number, [1209, 1336, 1477][column] as number];
}

const CHORDS = [
  [262, 330, 392],
  [220, 262, 330],
  [175, 220, 262],
  [196, 247, 294],
];

function chordAt(second: number): readonly number[] {
  return CHORDS[Math.floor(second / 1.2) % CHORDS.length] as readonly number[];
}

/** A plucked string (Karplus & Strong 1983), a note every 0.3 s. */
function pluckedMelody(seconds: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  const samples = new Float32Array(seconds * SAMPLE_RATE);
  for (let start = 0; start < samples.length; start += 0.3 * SAMPLE_RATE) {
    const period = Math.round(SAMPLE_RATE / random.pick([196, 247, 294, 330, 392, 494]));
    const string = Array.from({ length: period }, () => random.between(-1, 1));
    for (let at = 0; start + at < samples.length && at < SAMPLE_RATE; at++) {
      const now = string[at % period] as number;
      string[at % period] = 0.498 * (now + (string[(at + 1) % period] as number));
      samples[start + at]! += now;
    }
  }
  return samples;
}

function violin(seconds: number): Float32Array {
  const note = (second: number) => [440, 494, 523, 587, 659, 587][Math.floor(second / 0.7) % 6] as number;
  const pitch: Pitch = (second) => note(second) * (1 + 0.012 * Math.sin(2 * Math.PI * 5.5 * second));
  return voice(seconds, { pitch, formants: [500, 1600, 3000] });
}

function drums(seconds: number, seed: number): Float32Array {
  const snare = bursts({ everyS: 0.5, lengthS: 0.09, low: 300, high: 5000 })(seconds, seed);
  const kick = signal(seconds, (s) => Math.exp(-18 * (s % 0.25)) * Math.sin(2 * Math.PI * 70 * (s % 0.25)));
  return kick.map((sample, at) => sample + (snare[at] as number));
}

/** Bursts of noise between two frequencies, Hz, that fade. */
function bursts(form: { everyS: number; lengthS: number; low: number; high: number }): WordlessSound {
  return (seconds, seed) => {
    const random = seededRandom(seed);
    const noise = filtered(filtered(hiss(seconds, seed), highPass(form.low)), lowPass(form.high));
    const loudness = new Float32Array(noise.length);
    for (let s = 0; s < seconds; s += form.everyS * random.between(0.7, 1.3)) {
      const [start, level] = [Math.round(s * SAMPLE_RATE), random.between(0.4, 1)];
      for (let at = 0; at < form.lengthS * SAMPLE_RATE && start + at < loudness.length; at++)
        loudness[start + at]! += level * Math.exp((-3 * at) / (form.lengthS * SAMPLE_RATE));
    }
    return noise.map((sample, at) => sample * (loudness[at] as number));
  };
}

interface VoiceForm {
  /** Hz at a moment. */
  readonly pitch: Pitch;
  /** Resonances of the tract, Hz. */
  readonly formants: readonly number[];
  /** 0 to 1 at a moment; 1 unless given. */
  readonly loudness?: (second: number) => number;
}

/** A voice without consonants: a saw through the resonances of a tract (Fant 1960). */
function voice(seconds: number, { pitch, formants, loudness = () => 1 }: VoiceForm): Float32Array {
  let phase = 0;
  const source = signal(seconds, (second) => {
    phase = (phase + pitch(second) / SAMPLE_RATE) % 1;
    return (2 * phase - 1) * loudness(second);
  });
  return formants.reduce(
    (sound, hz) => filtered(sound, peaking(hz, 18, 5)),
    filtered(source, lowPass(1200, 0.5)),
  );
}

function hummedPitch(second: number): number {
  return ([131, 147, 165, 147, 131, 110][Math.floor(second / 0.6) % 6] as number) * vibrato(second);
}

function sungPitch(second: number): number {
  return ([220, 247, 262, 294, 262][Math.floor(second / 0.8) % 5] as number) * vibrato(second);
}

function vibrato(second: number): number {
  return 1 + 0.02 * Math.sin(2 * Math.PI * 5 * second);
}

function childPitch(second: number): number {
  return 420 + 120 * Math.sin((2 * Math.PI * second) / 0.8);
}

function barkPitch(second: number): number {
  return 500 - 900 * (second % 0.6);
}

/** Runs of breathy syllables of an open vowel, five a second, falling in pitch (Bachorowski et al. 2001). */
function laughter(seconds: number, seed: number): Float32Array {
  const inRun = (second: number) => second % 2.2;
  const syllable = (second: number) => (inRun(second) < 1.4 ? pulse(0.2, 0.11)(second) : 0);
  const pitch: Pitch = (second) => 270 - 60 * inRun(second);
  const vowels = voice(seconds, { pitch, formants: [850, 1350, 2600], loudness: syllable });
  const breath = filtered(hiss(seconds, seed), peaking(1500, 12, 1));
  return vowels.map(
    (sample, at) => sample + 0.05 * (inRun(at / SAMPLE_RATE) < 1.4 ? (breath[at] as number) : 0),
  );
}

function coughs(seconds: number, seed: number): Float32Array {
  const burst = bursts({ everyS: 0.9, lengthS: 0.25, low: 300, high: 4500 })(seconds, seed);
  return filtered(filtered(burst, peaking(700, 12, 2)), peaking(1400, 9, 2));
}
