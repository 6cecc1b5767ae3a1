/** The channels of a call, each with its own people alone: without the echoes and the crosstalk of the others. */
import { type Recording, sampleAt } from '../../media/recording.ts';
import { cancelEchoes } from './cancel-echoes.ts';
import { withoutCrosstalk } from './crosstalk.ts';
import { type EchoPath, findEchoPaths } from './echo-paths.ts';
import type { TrackRecording } from './repeated-words.ts';
import { withoutResidualEcho } from './residual-echo.ts';

/** Channels of one length, and what of the others was found in them. */
interface Separated {
  readonly channels: readonly Float32Array[];
  readonly paths: readonly EchoPath[];
  /** What was taken out of each channel as the echo of others; undefined for those that repeat none. */
  readonly echoes: readonly (Float32Array | undefined)[];
}

/**
 * Takes out of each channel of a recording what it repeats of the others, late or at the same moment: part by part, because each
 * part was another call, with delays and levels of its own.
 */
export function separateChannels({ channels = [], durationMs, parts }: Recording): TrackRecording[] {
  const spans = parts?.map(({ startMs, endMs }) => [sampleAt(startMs), sampleAt(endMs)]) ?? [[0]];
  const pieces = spans.map(([start = 0, end]) => {
    return { start, ...separate(channels.map((channel) => channel.subarray(start, end))) };
  });
  const separated = pieces.length === 1 ? pieces[0]! : joined(channels, pieces);
  return separated.channels.map((samples, n) => ({
    durationMs,
    samples,
    parts,
    repeats: separated.paths
      .filter(({ to }) => to === n)
      .map(({ from, delayMs }) => ({
        source: separated.channels[from]!,
        delayMs,
        echo: separated.echoes[n]!,
      })),
  }));
}

/**
 * The track of a recording whose parts have no common channels: those that have some are mixed without what one channel repeats of
 * another, which would be heard twice.
 */
export function mixedTrack({ samples, durationMs, parts, channelsOfParts }: Recording): TrackRecording {
  if (!channelsOfParts?.some((channels) => channels !== undefined)) return { samples, durationMs, parts };
  const mixed = Float32Array.from(samples);
  for (const [part, channels] of channelsOfParts.entries()) {
    if (channels === undefined) continue;
    const separated = separate(channels).channels;
    const mean = separated[0]!.map(
      (_, n) => separated.reduce((sum, own) => sum + own[n]!, 0) / separated.length,
    );
    // Where a part begins is told in whole ms: the last one may seem to reach beyond the end.
    const start = sampleAt(parts![part]!.startMs);
    mixed.set(mean.subarray(0, mixed.length - start), start);
  }
  return { samples: mixed, durationMs, parts };
}

function separate(channels: readonly Float32Array[]): Separated {
  const paths = findEchoPaths(channels);
  const { left, echoes } =
    paths.length === 0 ? { left: channels, echoes: [] } : cancelEchoes(channels, paths);
  const quiet = left.map((own, n) => (echoes[n] === undefined ? own : withoutResidualEcho(own, echoes[n])));
  return { channels: quiet.map((own, n) => withoutCrosstalk(own, quiet.toSpliced(n, 1))), paths, echoes };
}

/** Puts what was separated part by part at its place in the whole; there is nothing between the parts. */
function joined(
  whole: readonly Float32Array[],
  pieces: readonly (Separated & { readonly start: number })[],
): Separated {
  const join = (of: (piece: Separated) => Float32Array | undefined, length: number) => {
    const all = new Float32Array(length);
    for (const piece of pieces) all.set(of(piece) ?? [], piece.start);
    return all;
  };
  return {
    channels: whole.map(({ length }, n) => join(({ channels }) => channels[n], length)),
    paths: pieces.flatMap(({ paths }) => paths),
    echoes: whole.map(({ length }, n) =>
      pieces.some(({ echoes }) => echoes[n] !== undefined)
        ? join(({ echoes }) => echoes[n], length)
        : undefined,
    ),
  };
}
