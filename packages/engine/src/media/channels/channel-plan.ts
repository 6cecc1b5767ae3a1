/** What becomes of the channels of all tracks: one sound, or sounds of different people that are kept apart. */
export type ChannelPlan =
  | { readonly kind: 'mix'; readonly channels: readonly { readonly index: number; readonly gain: number }[] }
  | { readonly kind: 'separate'; readonly channels: readonly number[] };
