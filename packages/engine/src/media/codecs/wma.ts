import { decoder as startWma } from '@audio/decode-wma';
import type { CodecSetup, EncodedPacket, PacketDecoder, SoundBlock } from '../encoded-sound.ts';

/**
 * A decoder of Windows Media Audio 1 and 2 (FFmpeg's, in WebAssembly). The library takes files apart itself: it is given the
 * header as a packet of its own first, then the file's packets.
 */
export async function wmaDecoder({ description }: CodecSetup): Promise<PacketDecoder | null> {
  if (description === undefined) return null;
  const decoder = await startWma();
  decoder.decode(description);
  const decode = ({ data, startS }: EncodedPacket): SoundBlock[] => blocksOf(decoder.decode(data), startS);
  return { decode, flush: () => blocksOf(decoder.flush(), null) };
}

function blocksOf(
  { channelData, sampleRate }: { readonly channelData: readonly Float32Array[]; readonly sampleRate: number },
  startS: number | null,
): SoundBlock[] {
  return channelData.length === 0 || channelData[0]!.length === 0
    ? []
    : [{ channels: channelData, sampleRate, startS }];
}
