/** On which ways, and how late, the channels of a call repeat each other: the delay of a call changes as networks do. */
import { ChannelCorrelation, LEAST_ECHO_MS } from '../../media/channels/channel-correlation.ts';
import { ChannelSignal } from '../../media/channels/channel-signal.ts';
import { SAMPLE_RATE } from '../../media/recording.ts';

/** A way on which one channel's sound gets into another one, for as long as its delay is the same. */
export interface EchoPath {
  /** Whose sound it is, by the channel's place. */
  readonly from: number;
  /** The channel that repeats it. */
  readonly to: number;
  /** How much later, ms. */
  readonly delayMs: number;
  /** From this sample on, */
  readonly start: number;
  /** up to and without this one. */
  readonly end: number;
}

/** Delays are measured anew over so much, samples: 16 s, enough to tell an echo from chance. */
const WINDOW = 16 * SAMPLE_RATE;
/** A delay that moves by less is the same one: the canceller follows, ms. */
const SAME_DELAY_MS = 8;

/** The ways on which channels of one length repeat each other late; none where they do not. */
export function findEchoPaths(channels: readonly Float32Array[]): EchoPath[] {
  const length = channels[0]?.length ?? 0;
  const windows = Array.from({ length: Math.max(1, Math.round(length / WINDOW)) }, (_, n) =>
    correlate(channels.map((channel) => channel.subarray(n * WINDOW, (n + 1) * WINDOW))),
  );
  return orderedPairs(channels.length).flatMap(([from, to]) =>
    pathsOf(
      from,
      to,
      windows.map((window) => delayIn(window, from, to)),
      length,
    ),
  );
}

function correlate(channels: readonly Float32Array[]): ChannelCorrelation {
  const correlation = new ChannelCorrelation(channels.length);
  correlation.add(channels.map((channel) => new ChannelSignal().add(channel)));
  correlation.flush();
  return correlation;
}

function orderedPairs(channels: number): [number, number][] {
  const all = [...Array(channels).keys()];
  return all.flatMap((from) => all.filter((to) => to !== from).map((to): [number, number] => [from, to]));
}

/** How late one channel repeats another one, ms; undefined where it does not, or the other one is silent. */
function delayIn(correlation: ChannelCorrelation, from: number, to: number): number | undefined {
  const direction = from < to ? 1 : -1;
  return correlation
    .sharedSounds(Math.min(from, to), Math.max(from, to))
    .map(({ delayMs }) => direction * delayMs)
    .find((delayMs) => delayMs >= LEAST_ECHO_MS);
}

/** Joins the delays of neighbouring windows to paths; a window in which the source is silent has the delay before it. */
function pathsOf(
  from: number,
  to: number,
  delays: readonly (number | undefined)[],
  length: number,
): EchoPath[] {
  const paths: { from: number; to: number; delayMs: number; start: number; end: number }[] = [];
  let known = delays.find((delayMs) => delayMs !== undefined);
  if (known === undefined) return [];
  for (const [window, found] of delays.entries()) {
    known = found ?? known;
    const end = window === delays.length - 1 ? length : (window + 1) * WINDOW;
    const last = paths.at(-1);
    if (last && Math.abs(last.delayMs - known) < SAME_DELAY_MS) last.end = end;
    else paths.push({ from, to, delayMs: known, start: window * WINDOW, end });
  }
  return paths;
}
