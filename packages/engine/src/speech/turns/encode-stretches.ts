import pLimit from 'p-limit';
import { type Recording, samplesBetween } from '../../media/recording.ts';
import { encodeBlocks, type SpeechEncoder } from '../encoder.ts';
import type { Span } from '../timeline.ts';
import { type EncodedStretch, embeddingWindows } from './embedding-windows.ts';
import { ENCODER_BLOCKS, type SpeakerModels } from './speaker-models.ts';
import { stretchesToEncode } from './stretches.ts';

/** A stretch of a recording, with the regions of speech in it; times are those of the recording, ms. */
export interface Stretch extends Span {
  /** 16 kHz mono, 0.1 to 30 s. */
  readonly samples: Float32Array;
  readonly regions: readonly Span[];
}

/** What is kept of a stretch to tell voices apart and to follow them. */
export type EncodeStretch = (stretch: Stretch, signal?: AbortSignal) => Promise<EncodedStretch>;

/** How the work is followed and stopped. */
export interface EncodeListeners {
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Regions miss laughter and quiet talk: what lies this near to them is listened to as well, ms. */
const REACH_MS = 2000;
/** Stretches that are encoded at the same time; more would only wait, and hold memory. */
const AT_ONCE = 8;

/**
 * Encodes every stretch of a recording that holds speech, several at a time: the encoder may run in several processes.
 * @throws whatever `encode` throws, and the signal's reason when aborted.
 */
export async function encodeStretches(
  { samples, durationMs }: Recording,
  regions: readonly Span[],
  encode: EncodeStretch,
  { onProgress, signal }: EncodeListeners = {},
): Promise<EncodedStretch[]> {
  const stretches = stretchesToEncode(surroundings(regions, durationMs), durationMs);
  const limit = pLimit(AT_ONCE);
  let done = 0;
  return Promise.all(
    stretches.map(({ startMs, endMs }) =>
      limit(async () => {
        signal?.throwIfAborted();
        const own = samplesBetween({ samples }, { startMs, endMs });
        const within = regions.filter((region) => region.startMs < endMs && region.endMs > startMs);
        const encoded = await encode({ startMs, endMs, samples: own, regions: within }, signal);
        onProgress?.(++done, stretches.length);
        return encoded;
      }),
    ),
  );
}

/** Encodes a stretch in this process. */
export function stretchEncoder(encoder: SpeechEncoder, speakers: SpeakerModels): EncodeStretch {
  return async ({ startMs, endMs, samples, regions }) => {
    const { blocks, frames } = await encodeBlocks(encoder, samples, ENCODER_BLOCKS);
    const states = blocks[0] ?? new Float32Array(0);
    const windows = embeddingWindows({ startMs, endMs, states, frames }, regions, speakers);
    return { startMs, endMs, windows, ...(await speakers.frameFeatures(blocks)) };
  };
}

/** Regions with what lies around them, joined where they meet. */
function surroundings(regions: readonly Span[], durationMs: number): Span[] {
  const wide: { startMs: number; endMs: number }[] = [];
  for (const region of regions) {
    const startMs = Math.max(0, region.startMs - REACH_MS);
    const endMs = Math.min(durationMs, region.endMs + REACH_MS);
    const last = wide.at(-1);
    if (last !== undefined && startMs <= last.endMs) last.endMs = endMs;
    else wide.push({ startMs, endMs });
  }
  return wide;
}
