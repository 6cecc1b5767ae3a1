/** Interviews as calls on two channels, and what loudspeakers do to them; samples are 16 kHz, full scale at -1 and 1. */
import { seededUniform } from '@vivavoce/samples/random';
import { SAMPLE_RATE } from '@vivavoce/samples/wav';
import { overTelephone } from '../sound-variants.ts';

/** The two channels of a call, of one length: the interviewer's and the candidate's. */
export type CallChannels = readonly [interviewer: Float32Array, candidate: Float32Array];

/** What one party's microphone picks up of the other party. */
export interface EchoForm {
  readonly delayMs: number;
  /** How much softer than what was said, dB. */
  readonly softerDb: number;
  /** Whether the interviewer's microphone picks up the candidate too, rather than the candidate's the interviewer alone. */
  readonly bothWays: boolean;
  /** The echo goes through a furnished room and, where `telephone` is set, through a telephone. */
  readonly room?: boolean;
  readonly telephone?: boolean;
  /** The file that the call is written to; a WAV file when absent. */
  readonly codec?: 'opus' | 'mp3';
}

interface SpokenTurn {
  readonly speaker: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** A turn is cut with a little around it, ms, and faded there. */
const AROUND_MS = 30;
/** An echo the other way is not equally late. */
const OTHER_WAY = 0.8;
/** Reflections of the room: how many, over what time, ms, and their power against the direct sound, dB. */
const ROOM = { reflections: 60, lengthMs: 200, softerDb: 6 };

/** Puts the turns of the candidate on the right channel and all others on the left one. */
export function callFromTurns(
  samples: Float32Array,
  turns: readonly SpokenTurn[],
  candidate: string,
): CallChannels {
  const channelOf = (isCandidate: boolean) => {
    const gains = new Float32Array(samples.length);
    const fade = (AROUND_MS * SAMPLE_RATE) / 1000;
    for (const { speaker, startMs, endMs } of turns) {
      if ((speaker === candidate) !== isCandidate) continue;
      const start = Math.max(0, Math.round((startMs * SAMPLE_RATE) / 1000) - fade);
      const end = Math.min(samples.length, Math.round((endMs * SAMPLE_RATE) / 1000) + fade);
      for (let n = start; n < end; n++)
        gains[n] = Math.max(gains[n]!, Math.min(1, (n - start) / fade, (end - n) / fade));
    }
    return samples.map((sample, n) => sample * gains[n]!);
  };
  return [channelOf(false), channelOf(true)];
}

/** The call as it is recorded where people sit before loudspeakers. */
export function withEcho([interviewer, candidate]: CallChannels, form: EchoForm): CallChannels {
  const right = added(candidate, echoOf(interviewer, form, form.delayMs, 1));
  if (!form.bothWays) return [interviewer, right];
  return [added(interviewer, echoOf(candidate, form, OTHER_WAY * form.delayMs, 2)), right];
}

function echoOf(
  samples: Float32Array,
  { softerDb, room, telephone }: EchoForm,
  delayMs: number,
  seed: number,
) {
  const gain = 10 ** (-softerDb / 20);
  const late = delayed(samples, Math.round((delayMs * SAMPLE_RATE) / 1000), gain);
  const reflected = room ? inRoom(late, seed) : late;
  return telephone ? overTelephone(reflected) : reflected;
}

function inRoom(samples: Float32Array, seed: number): Float32Array {
  const random = seededUniform(seed);
  const length = (ROOM.lengthMs * SAMPLE_RATE) / 1000;
  const reflections = Array.from({ length: ROOM.reflections }, () => {
    const delay = Math.ceil(random() * length);
    // They fade by 60 dB over the length of the room's response.
    return { delay, gain: (2 * random() - 1) * 10 ** ((-3 * delay) / length) };
  });
  const power = reflections.reduce((sum, { gain }) => sum + gain * gain, 0);
  const scale = Math.sqrt(10 ** (-ROOM.softerDb / 10) / power);
  return reflections.reduce(
    (sum, { delay, gain }) => added(sum, delayed(samples, delay, scale * gain)),
    samples,
  );
}

function delayed(samples: Float32Array, delay: number, gain: number): Float32Array {
  return samples.map((_, n) => gain * (samples[n - delay] ?? 0));
}

function added(first: Float32Array, second: Float32Array): Float32Array {
  return first.map((sample, n) => sample + second[n]!);
}
