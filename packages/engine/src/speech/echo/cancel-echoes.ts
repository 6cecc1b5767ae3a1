import { BLOCK, EchoCanceller } from './echo-canceller.ts';

/** A way on which one channel's sound gets into another one. */
export interface EchoPath {
  /** Whose sound it is, by the channel's place. */
  readonly from: number;
  /** The channel that repeats it. */
  readonly to: number;
  /** How much later, ms. */
  readonly delayMs: number;
}

/** Channels of one length without their echoes. */
export interface CancelledEchoes {
  readonly left: readonly Float32Array[];
  /** What was taken out of each channel; undefined for those that repeat none. */
  readonly echoes: readonly (Float32Array | undefined)[];
}

/** The first minute is gone through twice: a filter that begins with nothing lets the first sentences through. */
const LEARNED_FIRST = 60 * 16_000;

/**
 * Takes the echoes out of channels. The source of an echo is what was left of its channel: where both repeat each other, nobody's
 * own words come back to them.
 */
export function cancelEchoes(channels: readonly Float32Array[], paths: readonly EchoPath[]): CancelledEchoes {
  const cancellers = paths.map((path) => ({ ...path, canceller: new EchoCanceller(path.delayMs) }));
  cancelUntil(channels, cancellers, LEARNED_FIRST);
  return cancelUntil(channels, cancellers, Number.POSITIVE_INFINITY);
}

function cancelUntil(
  channels: readonly Float32Array[],
  cancellers: readonly (EchoPath & { readonly canceller: EchoCanceller })[],
  end: number,
): CancelledEchoes {
  const left = channels.map((channel) => Float32Array.from(channel));
  const echoes = channels.map((channel, n) =>
    cancellers.some(({ to }) => to === n) ? new Float32Array(channel.length) : undefined,
  );
  const length = Math.min(end, channels[0]?.length ?? 0);
  for (let start = 0; start < length; start += BLOCK) {
    for (const { from, to, canceller } of cancellers) {
      const echo = canceller.echoAt(start, left[from]!);
      const some = Math.min(BLOCK, channels[to]!.length - start);
      for (let n = 0; n < some; n++) {
        echoes[to]![start + n]! += echo[n]!;
        left[to]![start + n]! -= echo[n]!;
      }
    }
    for (const { to, canceller } of cancellers) {
      const block = new Float64Array(BLOCK);
      block.set(left[to]!.subarray(start, start + BLOCK));
      canceller.learn(block);
    }
  }
  return { left, echoes };
}
