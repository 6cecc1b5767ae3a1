/** The channels of a call, each with its own people alone: without the echoes and the crosstalk of the others. */
import { cancelEchoes } from './cancel-echoes.ts';
import { withoutCrosstalk } from './crosstalk.ts';
import { findEchoPaths } from './echo-paths.ts';
import type { TrackRecording } from './repeated-words.ts';
import { withoutResidualEcho } from './residual-echo.ts';

/** Takes out of each channel of a recording what it repeats of the others, late or at the same moment. */
export function separateChannels(channels: readonly Float32Array[], durationMs: number): TrackRecording[] {
  const paths = findEchoPaths(channels);
  const { left, echoes } =
    paths.length === 0 ? { left: channels, echoes: [] } : cancelEchoes(channels, paths);
  const quiet = left.map((own, n) => (echoes[n] === undefined ? own : withoutResidualEcho(own, echoes[n])));
  const separated = quiet.map((own, n) => withoutCrosstalk(own, quiet.toSpliced(n, 1)));
  return separated.map((samples, n) => ({
    durationMs,
    samples,
    repeats: paths
      .filter(({ to }) => to === n)
      .map(({ from, delayMs }) => ({ source: separated[from]!, delayMs, echo: echoes[n]! })),
  }));
}
