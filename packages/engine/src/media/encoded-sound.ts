/** What containers give and codecs take: tracks of encoded packets with their place in time. */

/** The codecs that are distinguished; a container's tag that is not among them is `unknown`. */
export type CodecName =
  | 'pcm'
  | 'alaw'
  | 'ulaw'
  | 'ima-adpcm'
  | 'ima-adpcm-quicktime'
  | 'ms-adpcm'
  | 'gsm'
  | 'gsm-ms'
  | 'opus'
  | 'vorbis'
  | 'flac'
  | 'alac'
  | 'mpeg-audio'
  | 'aac'
  | 'amr-nb'
  | 'amr-wb'
  | 'wma'
  | 'unknown';

/** How a sample of PCM is stored. */
export interface PcmLayout {
  readonly bytes: 1 | 2 | 3 | 4 | 8;
  readonly kind: 'signed' | 'unsigned' | 'float';
  readonly bigEndian: boolean;
}

/** What a decoder must know before the first packet. */
export interface CodecSetup {
  readonly codec: CodecName;
  /** The container's own name of the codec, for messages. */
  readonly tag: string;
  /** Hz, as the header says; the decoder's word counts where both differ. */
  readonly sampleRate: number;
  readonly channels: number;
  /** Codec-specific: OpusHead, the three Vorbis headers, STREAMINFO, ALACSpecificConfig, AudioSpecificConfig, WMA's extra data. */
  readonly description?: Uint8Array | undefined;
  readonly pcm?: PcmLayout | undefined;
  /** Bytes of a block that is decoded at once (ADPCM, GSM, WMA). */
  readonly blockBytes?: number | undefined;
  /** Bits a second on average, of WMA. */
  readonly bitsPerSecond?: number | undefined;
  /** The format tag of WAVEFORMATEX, of WMA. */
  readonly formatTag?: number | undefined;
}

/** A stretch of encoded sound. */
export interface EncodedPacket {
  readonly data: Uint8Array;
  /** When it begins on the time line of the container, s; negative for what decoders need but nobody hears; null where it follows the packet before. */
  readonly startS: number | null;
  /** From this packet on the stream is another one: chained Ogg, joined MP3 or ADTS. */
  readonly setup?: CodecSetup | undefined;
}

/** A track of sound in a container. */
export interface EncodedTrack {
  readonly setup: CodecSetup;
  /** The most channels that any of its packets has. */
  readonly channels: number;
  readonly language?: string | undefined;
  readonly isDefault: boolean;
  /** When it ends as the container says, s, where something beyond that is only padding; null where it ends with its packets. */
  readonly endS: number | null;
  /** The length that the container promises so that a missing tail is noticed, ms; null where there is no promise. */
  readonly promisedMs: number | null;
  readonly packets: () => AsyncIterable<EncodedPacket> | Iterable<EncodedPacket>;
}

/** A recording that was opened: its tracks of sound in the order of the file, none for a video without sound. */
export interface OpenedContainer {
  readonly tracks: readonly EncodedTrack[];
}

/** Decoded sound; channels are equally long. */
export interface SoundBlock {
  readonly channels: readonly Float32Array[];
  readonly sampleRate: number;
  /** When it begins, s; null where it follows the block before. */
  readonly startS: number | null;
}

/** Decodes the packets of one stream, in their order. A packet that cannot be decoded gives nothing and is no error. */
export interface PacketDecoder {
  decode(packet: EncodedPacket): readonly SoundBlock[] | Promise<readonly SoundBlock[]>;
  /** What is still inside at the end. */
  flush(): readonly SoundBlock[] | Promise<readonly SoundBlock[]>;
}
