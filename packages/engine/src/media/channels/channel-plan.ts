/** What becomes of the channels of a recording; they are numbered from 0 over all tracks. */
export type ChannelPlan =
  /** One sound: these channels, each times its gain, added. */
  | { readonly kind: 'mix'; readonly channels: readonly { readonly index: number; readonly gain: number }[] }
  /** These channels, 2 to 8, each on its own, since they hold different people. */
  | { readonly kind: 'separate'; readonly channels: readonly number[] };

/** The sound of a plan that mixes: channels of one length, each times its gain, added. */
export function mixOf(
  channels: readonly Float32Array[],
  gains: Extract<ChannelPlan, { readonly kind: 'mix' }>['channels'],
): Float32Array {
  const mix = new Float32Array(channels[0]!.length);
  for (const { index, gain } of gains)
    for (let n = 0; n < mix.length; n++) mix[n]! += gain * channels[index]![n]!;
  return mix;
}
