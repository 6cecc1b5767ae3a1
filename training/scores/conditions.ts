import { joinSamples } from '../../evaluation/src/joined-utterances.ts';
import { overTelephone, rootMeanSquare, withGain, withNoise } from '../../evaluation/src/sound-variants.ts';
import { sampleAt } from '../../packages/engine/src/media/recording.ts';

/** A way in which a recording reaches us: what a score must not depend on. */
export type Condition = (samples: Float32Array, random: () => number) => Float32Array;

/**
 * Recording conditions by name. `whole` is the corpus as it is; all others lose the silence at the ends first, as the
 * engine's segments do: `trimmed`; `noisy`, at another level (-12 to +6 dB) with noise 10 to 30 dB below the speech;
 * `telephone`, at another level and within 300 to 3,400 Hz; `paused`, with 600 ms of silence put in every 1.5 s.
 */
export const CONDITIONS: Readonly<Record<string, Condition>> = {
  whole: (samples) => samples,
  trimmed: (samples) => withoutEdges(samples),
  noisy: (samples, random) => {
    const gainDb = randomGainDb(random);
    const snrDb = 10 + 20 * random();
    return withGain(withNoise(withoutEdges(samples), snrDb, random), gainDb);
  },
  telephone: (samples, random) => withGain(overTelephone(withoutEdges(samples)), randomGainDb(random)),
  paused: (samples) => withPauses(withoutEdges(samples), 600, 1500),
};

function randomGainDb(random: () => number): number {
  return -12 + 18 * random();
}

const FRAME_MS = 20;
const KEPT_EDGE_MS = 150;
const SILENCE_BELOW_DB = 35;

/** Cuts leading and trailing frames that lie 35 dB below the loudest tenth, keeping 150 ms before and after the speech. */
export function withoutEdges(samples: Float32Array): Float32Array {
  const frame = sampleAt(FRAME_MS);
  const levels = frameLevels(samples, frame);
  const loud = [...levels].sort((a, b) => b - a)[Math.floor(levels.length / 10)] ?? 0;
  const isSpeech = (level: number) => level > loud * 10 ** (-SILENCE_BELOW_DB / 20);
  const first = levels.findIndex(isSpeech);
  const last = levels.findLastIndex(isSpeech);
  const edge = sampleAt(KEPT_EDGE_MS);
  return samples.slice(Math.max(0, first * frame - edge), (last + 1) * frame + edge);
}

/** Puts silence in at the quietest frame of every stretch of `everyMs`. */
function withPauses(samples: Float32Array, pauseMs: number, everyMs: number): Float32Array {
  const frame = sampleAt(FRAME_MS);
  const levels = frameLevels(samples, frame);
  const stretch = Math.round(everyMs / FRAME_MS);
  const parts: Float32Array[] = [];
  let from = 0;
  for (let start = stretch / 2; start + stretch <= levels.length; start += stretch) {
    const inside = levels.slice(start, start + stretch);
    const cut = (start + inside.indexOf(Math.min(...inside))) * frame;
    parts.push(samples.subarray(from, cut), new Float32Array(sampleAt(pauseMs)));
    from = cut;
  }
  return joinSamples([...parts, samples.subarray(from)]);
}

function frameLevels(samples: Float32Array, frame: number): number[] {
  return Array.from({ length: Math.floor(samples.length / frame) }, (_, at) =>
    rootMeanSquare(samples.subarray(at * frame, (at + 1) * frame)),
  );
}
