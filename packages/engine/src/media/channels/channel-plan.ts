/** What becomes of the channels of a recording; they are numbered from 0 over all tracks. */
export type ChannelPlan =
  /** One sound: these channels, each times its gain, added. */
  | { readonly kind: 'mix'; readonly channels: readonly { readonly index: number; readonly gain: number }[] }
  /** These channels, 2 to 8, each on its own, since they hold different people. */
  | { readonly kind: 'separate'; readonly channels: readonly number[] };
