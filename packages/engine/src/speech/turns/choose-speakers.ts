/**
 * Who speaks in each frame, so that the diarization error to be expected is least. One network says how many people speak,
 * another how well each voice fits; together they give the probability of every set of voices. The error of choosing
 * a set is the size of the larger set, chosen or true, less what they share: one more voice costs 1 when fewer than that
 * many speak, and saves 1 when it is one of those who do. So voices are taken, the likeliest first, as long as each is
 * likelier to speak than so few people are.
 */
import { SPEAKER_COUNT_CLASSES } from './speaker-models.ts';

/** The probabilities that the networks give for the frames of a stretch. */
export interface FrameProbabilities {
  readonly frames: number;
  /** That each voice speaks: `voices x frames`. */
  readonly activity: Float32Array;
  /** That 0, 1, 2, 3 or more people speak: `4 x frames`. */
  readonly speakerCounts: Float32Array;
}

/** Probabilities of a voice are kept this far from 0 and 1: no network is surer than that. */
const LEAST = 1e-4;
/** A voice that spoke in the frame before goes on at this much less: turns do not flicker. */
const INERTIA = 0.1;

/** Whether each voice speaks in each frame, 1 or 0: `voices x frames`. */
export function chooseSpeakers(stretch: FrameProbabilities, voices: number): Uint8Array {
  const { frames, activity, speakerCounts } = stretch;
  const chosen = new Uint8Array(voices * frames);
  const odds = new Float64Array(voices);
  const sizes = new Float64Array(SPEAKER_COUNT_CLASSES);
  for (let frame = 0; frame < frames; frame++) {
    for (let voice = 0; voice < voices; voice++) {
      const probability = Math.min(1 - LEAST, Math.max(LEAST, activity[voice * frames + frame]!));
      odds[voice] = probability / (1 - probability);
    }
    for (let size = 0; size < SPEAKER_COUNT_CLASSES; size++)
      sizes[size] = speakerCounts[size * frames + frame]!;
    const speaks = speakingProbabilities(odds, sizes);
    let fewer = 0;
    for (const [rank, voice] of [...odds.keys()].sort((a, b) => speaks[b]! - speaks[a]!).entries()) {
      fewer += sizes[rank] ?? 0;
      const bonus = frame > 0 && chosen[voice * frames + frame - 1] === 1 ? INERTIA : 0;
      if (speaks[voice]! + bonus <= fewer) break;
      chosen[voice * frames + frame] = 1;
    }
  }
  return chosen;
}

/**
 * The probability of each voice to speak. Given how many speak, sets of voices are as likely as the products of their odds;
 * people beyond the known voices are left out.
 */
function speakingProbabilities(odds: Float64Array, sizes: Float64Array): Float64Array {
  const most = Math.min(odds.length, SPEAKER_COUNT_CLASSES - 1);
  const all = symmetricSums(odds, most);
  return odds.map((own, voice) => {
    const others = symmetricSums(
      odds.filter((_, n) => n !== voice),
      most,
    );
    let probability = 0;
    for (let size = 1; size < SPEAKER_COUNT_CLASSES; size++) {
      const among = Math.min(size, most);
      probability += (sizes[size]! * own * others[among - 1]!) / all[among]!;
    }
    return probability;
  });
}

/** The elementary symmetric polynomials of degrees 0 to `most`: sums of the products of that many values. */
function symmetricSums(values: Float64Array, most: number): Float64Array {
  const sums = new Float64Array(most + 1);
  sums[0] = 1;
  for (const value of values)
    for (let degree = most; degree >= 1; degree--) sums[degree]! += value * sums[degree - 1]!;
  return sums;
}
