/** The channels of a call, each with its own people alone: without the echoes and the crosstalk of the others. */
import { ChannelCorrelation, LEAST_ECHO_MS } from '../../media/channels/channel-correlation.ts';
import { ChannelSignal } from '../../media/channels/channel-signal.ts';
import { cancelEchoes, type EchoPath } from './cancel-echoes.ts';
import { withoutCrosstalk } from './crosstalk.ts';
import { withoutResidualEcho } from './residual-echo.ts';

/** Channels with their own people alone, of one length. */
export interface SeparatedChannels {
  readonly channels: readonly Float32Array[];
  /** On which ways one channel's sound got into another one. */
  readonly paths: readonly EchoPath[];
}

/** Takes out of each channel what it repeats of the others, late or at the same moment. */
export function separateChannels(channels: readonly Float32Array[]): SeparatedChannels {
  const paths = findEchoPaths(channels);
  const withoutEcho = paths.length === 0 ? channels : withoutEchoes(channels, paths);
  return {
    paths,
    channels: withoutEcho.map((own, n) => withoutCrosstalk(own, withoutEcho.toSpliced(n, 1))),
  };
}

function withoutEchoes(channels: readonly Float32Array[], paths: readonly EchoPath[]): Float32Array[] {
  const { channels: left, echoes } = cancelEchoes(channels, paths);
  return left.map((own, n) =>
    paths.some(({ to }) => to === n) ? withoutResidualEcho(own, echoes[n]!) : own,
  );
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
