/** The channels of a call, each with its own people alone: without the echoes and the crosstalk of the others. */
import { ChannelCorrelation, LEAST_ECHO_MS } from '../../media/channels/channel-correlation.ts';
import { ChannelSignal } from '../../media/channels/channel-signal.ts';
import { cancelEchoes, type EchoPath } from './cancel-echoes.ts';
import { withoutCrosstalk } from './crosstalk.ts';
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

/** The ways on which channels repeat each other late. */
export function findEchoPaths(channels: readonly Float32Array[]): EchoPath[] {
  const correlation = new ChannelCorrelation(channels.length);
  correlation.add(channels.map((channel) => new ChannelSignal().add(channel)));
  correlation.flush();
  const paths: EchoPath[] = [];
  for (let first = 0; first < channels.length; first++)
    for (let second = first + 1; second < channels.length; second++) {
      const shared = correlation.sharedSounds(first, second);
      const later = shared.find(({ delayMs }) => delayMs >= LEAST_ECHO_MS);
      const earlier = shared.find(({ delayMs }) => delayMs <= -LEAST_ECHO_MS);
      if (later) paths.push({ from: first, to: second, delayMs: later.delayMs });
      if (earlier) paths.push({ from: second, to: first, delayMs: -earlier.delayMs });
    }
  return paths;
}
