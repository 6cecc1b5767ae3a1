import { BLOCK, EchoCanceller } from './echo-canceller.ts';
import type { EchoPath } from './echo-paths.ts';

/** Channels of one length without their echoes. */
export interface CancelledEchoes {
  readonly left: readonly Float32Array[];
  /** What was taken out of each channel; undefined for those that repeat none. */
  readonly echoes: readonly (Float32Array | undefined)[];
}

/** So much after a path begins is gone through twice, samples: a filter that knows nothing lets the first sentences through. */
const LEARNED_FIRST = 32 * 16_000;

interface ActivePath extends EchoPath {
  readonly canceller: EchoCanceller;
}

/**
 * Takes the echoes out of channels. The source of an echo is what was left of its channel: where both repeat each other, nobody's
 * own words come back to them.
 */
export function cancelEchoes(channels: readonly Float32Array[], paths: readonly EchoPath[]): CancelledEchoes {
  const left = channels.map((channel) => Float32Array.from(channel));
  const echoes = channels.map((channel, n) =>
    paths.some(({ to }) => to === n) ? new Float32Array(channel.length) : undefined,
  );
  const active = paths.map((path): ActivePath => ({ ...path, canceller: new EchoCanceller(path.delayMs) }));
  const edges = [...new Set(paths.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  for (const [n, start] of edges.entries()) {
    const end = edges[n + 1] ?? start;
    const now = active.filter((path) => path.start <= start && path.end >= end && end > start);
    if (now.some((path) => path.start === start)) {
      const learnedTo = Math.min(end, start + LEARNED_FIRST);
      cancel(left, echoes, now, start, learnedTo);
      for (const [channel, samples] of left.entries())
        samples.set(channels[channel]!.subarray(start, learnedTo), start);
      for (const echo of echoes) echo?.fill(0, start, learnedTo);
    }
    cancel(left, echoes, now, start, end);
  }
  return { left, echoes };
}

/** Takes the echoes out of a stretch, block by block, in place. */
function cancel(
  left: readonly Float32Array[],
  echoes: readonly (Float32Array | undefined)[],
  paths: readonly ActivePath[],
  start: number,
  end: number,
): void {
  const block = new Float64Array(BLOCK);
  for (let at = start; at < end; at += BLOCK) {
    const some = Math.min(BLOCK, end - at);
    for (const { from, to, canceller } of paths) {
      const echo = canceller.echoAt(at, left[from]!);
      for (let n = 0; n < some; n++) {
        echoes[to]![at + n]! += echo[n]!;
        left[to]![at + n]! -= echo[n]!;
      }
    }
    for (const { to, canceller } of paths) {
      block.fill(0);
      block.set(left[to]!.subarray(at, at + some));
      canceller.learn(block);
    }
  }
}
