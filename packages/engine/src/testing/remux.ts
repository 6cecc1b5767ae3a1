/** Puts the encoded packets of the fixtures into other containers, with `mediabunny` as the writer. */
import {
  AdtsOutputFormat,
  ALL_FORMATS,
  type AudioCodec,
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedPacketSink,
  FlacOutputFormat,
  Input,
  MkvOutputFormat,
  MovOutputFormat,
  Mp3OutputFormat,
  Mp4OutputFormat,
  MpegTsOutputFormat,
  OggOutputFormat,
  Output,
  type OutputFormat,
  WebMOutputFormat,
} from 'mediabunny';

/** The containers that can be written, with the forms that recorders give them. */
export const CONTAINERS = {
  mp4: () => new Mp4OutputFormat({ fastStart: 'in-memory' }),
  /** With its index at the end, as phones write it. */
  'mp4 with its index last': () => new Mp4OutputFormat({ fastStart: false }),
  'fragmented mp4': () => new Mp4OutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: 1 }),
  mov: () => new MovOutputFormat(),
  matroska: () => new MkvOutputFormat(),
  webm: () => new WebMOutputFormat(),
  /** As browsers record it: neither length nor index. */
  'live webm': () => new WebMOutputFormat({ appendOnly: true }),
  ogg: () => new OggOutputFormat(),
  adts: () => new AdtsOutputFormat(),
  mp3: () => new Mp3OutputFormat({ xingHeader: false }),
  flac: () => new FlacOutputFormat(),
  'transport stream': () => new MpegTsOutputFormat(),
} satisfies Record<string, () => OutputFormat>;

/** The encoded sound of a file. */
export interface EncodedSound {
  readonly codec: AudioCodec;
  readonly config: AudioDecoderConfig;
  readonly packets: readonly EncodedPacket[];
}

/** A track to write. */
export interface WrittenTrack {
  readonly sound: EncodedSound;
  /** Moves each packet to another time, s. */
  readonly moved?: (startS: number) => number;
  readonly language?: string;
  readonly isDefault?: boolean;
}

type AudioDecoderConfig = NonNullable<
  Awaited<ReturnType<NonNullable<Awaited<ReturnType<Input['getPrimaryAudioTrack']>>>['getDecoderConfig']>>
>;

/** The packets of a file's first track of sound. */
export async function encodedSound(bytes: Uint8Array): Promise<EncodedSound> {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
  const track = await input.getPrimaryAudioTrack();
  const config = await track?.getDecoderConfig();
  if (!track?.codec || !config) throw new Error('The file has no track of sound');
  const packets: EncodedPacket[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
  return { codec: track.codec, config, packets };
}

/** Writes tracks into a container. */
export async function written(
  container: keyof typeof CONTAINERS,
  tracks: readonly WrittenTrack[],
): Promise<Buffer> {
  const target = new BufferTarget();
  const output = new Output({ format: CONTAINERS[container](), target });
  const sources = tracks.map(({ sound, language, isDefault }) => {
    const source = new EncodedAudioPacketSource(sound.codec);
    output.addAudioTrack(source, {
      ...(language === undefined ? {} : { languageCode: language }),
      ...(isDefault === undefined ? {} : { disposition: { default: isDefault } }),
    });
    return source;
  });
  await output.start();
  await Promise.all(
    tracks.map(async ({ sound, moved = (startS) => startS }, n) => {
      for (const packet of sound.packets) {
        const { data, type, duration } = packet;
        const startS = Math.max(0, moved(packet.timestamp));
        await sources[n]!.add(new EncodedPacket(data, type, startS, duration), {
          decoderConfig: sound.config,
        });
      }
      sources[n]!.close();
    }),
  );
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
}
