import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis';
import type { CodecSetup, PacketDecoder } from '../encoded-sound.ts';
import { vorbisHeaders } from './packet-lengths.ts';

/** What the library's decoder of pages stands on: it takes packets, which Matroska has and Ogg is taken apart into. */
interface VorbisPackets {
  readonly sendSetupHeader: (header: Uint8Array) => void;
  readonly initDsp: () => void;
  readonly decodePackets: (packets: readonly Uint8Array[]) => {
    readonly channelData: readonly Float32Array[];
    readonly samplesDecoded: number;
    readonly sampleRate: number;
  };
}

/** A decoder of Vorbis packets; null without the three headers. */
export async function vorbisDecoder({ description }: CodecSetup): Promise<PacketDecoder | null> {
  const [identification, , setup] = description === undefined ? [] : vorbisHeaders(description);
  if (identification === undefined || identification.length < 30 || setup === undefined || setup.length === 0)
    return null;
  const library = new OggVorbisDecoder();
  await library.ready;
  const decoder = (library as unknown as { readonly _decoder: VorbisPackets })._decoder;
  decoder.sendSetupHeader(identification);
  // The library puts an empty comment header between the two.
  decoder.sendSetupHeader(setup);
  decoder.initDsp();
  return {
    decode({ data, startS }) {
      const { channelData, samplesDecoded, sampleRate } = decoder.decodePackets([data]);
      return samplesDecoded === 0 ? [] : [{ channels: channelData, sampleRate, startS }];
    },
    flush: () => [],
  };
}
