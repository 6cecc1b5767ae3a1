/** Recordings in which a recogniser may write words that nobody said; 16 kHz mono, full scale at -1 and 1. */
import { speak, type Voice } from '@vivavoce/samples/flite';
import { seededNoise } from '@vivavoce/samples/room';
import { SAMPLE_RATE } from '@vivavoce/samples/wav';
import { WORDLESS_SOUNDS, type WordlessSound } from './wordless-sounds.ts';

/** The kinds of traps. */
export const TRAP_KINDS = [
  'no speech',
  'between sentences',
  'scraps of words',
  'repetitions',
  'two at once',
] as const;

type TrapKind = (typeof TRAP_KINDS)[number];

/** A recording and all that is said in it. */
export interface Trap {
  readonly kind: TrapKind;
  readonly name: string;
  readonly samples: Float32Array;
  /** Empty when nobody speaks. */
  readonly said: string;
}

/** Level of the noise behind everything: silence is never digital in a room. */
const NOISE = 0.0005;
const SOUND_S = 5;
/** A scrap of a word leaves room for one word at most. */
const SCRAPS_MS = [100, 200, 300, 400];
const BEFORE = 'I have worked in a small company for three years.';
const AFTER = 'The people there were very friendly.';
/** What people repeat stays: every copy has a sound of its own. */
const REPEATED = [
  'No, no, no, that was not my idea.',
  'I I I think it is a good plan.',
  'It was very very very good.',
  'Yes, yes, yes, yes, I know.',
  'We had to wait and wait and wait and wait for the answer.',
  'Go on, go on, go on, I am listening.',
];

const MAKERS: Readonly<Record<TrapKind, (seed: number) => Trap[]>> = {
  'no speech': wordless,
  'between sentences': betweenSentences,
  'scraps of words': scraps,
  repetitions: () => [...repetitions(), stuckLine()],
  'two at once': twoAtOnce,
};

/** Every trap, or those of one kind; the same seed makes the same sounds. */
export function traps(seed: number, kind?: TrapKind): Trap[] {
  return (kind === undefined ? TRAP_KINDS : [kind]).flatMap((one) => MAKERS[one](seed));
}

function wordless(seed: number): Trap[] {
  return Object.entries(WORDLESS_SOUNDS).map(([name, sound]) => ({
    kind: 'no speech',
    name,
    samples: sound(SOUND_S, seed),
    said: '',
  }));
}

function betweenSentences(seed: number): Trap[] {
  return Object.entries(WORDLESS_SOUNDS).map(([name, sound]: [string, WordlessSound]) => ({
    kind: 'between sentences',
    name,
    samples: inRoom([say(BEFORE), silence(400), sound(SOUND_S, seed), silence(400), say(AFTER, 'slt')]),
    said: `${BEFORE} ${AFTER}`,
  }));
}

/** The middle of a word alone, before and after silence: only what its speaker says before is certain. */
function scraps(): Trap[] {
  return (['rms', 'slt', 'awb'] as const).flatMap((voice) =>
    SCRAPS_MS.map((ms): Trap => {
      const whole = say('responsibility', voice);
      const from = Math.round(whole.length / 3);
      const scrap = whole.slice(from, from + samplesIn(ms));
      return {
        kind: 'scraps of words',
        name: `${ms} ms, ${voice}`,
        samples: inRoom([say(BEFORE, voice), silence(4000), scrap, silence(1500)]),
        said: BEFORE,
      };
    }),
  );
}

function repetitions(): Trap[] {
  return REPEATED.map((said) => ({
    kind: 'repetitions',
    name: said,
    samples: inRoom([say(said), silence(800)]),
    said,
  }));
}

/** The second speaker begins before the first has ended. */
function twoAtOnce(): Trap[] {
  return [100, 300, 600, 1000].map((ms) => {
    const [first, second] = [say(BEFORE), say(AFTER, 'slt')];
    const startsAt = samplesIn(500) + first.length - samplesIn(ms);
    const samples = inRoom([first, silence(second.length / 16)]);
    second.forEach((sample, at) => {
      samples[startsAt + at]! += sample;
    });
    return { kind: 'two at once', name: `for ${ms} ms`, samples, said: `${BEFORE} ${AFTER}` };
  });
}

/** A bad line gives the same quarter of a second again and again. */
function stuckLine(): Trap {
  const sentence = say(BEFORE);
  const stuck = sentence.slice(sentence.length / 2, sentence.length / 2 + samplesIn(250));
  const half = sentence.slice(0, sentence.length / 2);
  const samples = inRoom([half, ...Array.from({ length: 16 }, () => stuck), silence(800), say(AFTER)]);
  return { kind: 'repetitions', name: 'a line that is stuck', samples, said: `${BEFORE} ${AFTER}` };
}

function say(text: string, voice: Voice = 'rms'): Float32Array {
  return Float32Array.from(speak(text, voice, 1).samples);
}

function silence(ms: number): Float32Array {
  return new Float32Array(samplesIn(ms));
}

function samplesIn(ms: number): number {
  return Math.round((ms * SAMPLE_RATE) / 1000);
}

/** The parts one after another, after half a second, with a little noise all over. */
function inRoom(parts: readonly Float32Array[]): Float32Array {
  const noise = seededNoise(parts.length);
  const whole = [silence(500), ...parts, silence(500)];
  const samples = new Float32Array(whole.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of whole) {
    samples.set(part, at);
    at += part.length;
  }
  return samples.map((sample) => sample + NOISE * noise());
}
