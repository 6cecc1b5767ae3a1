import { FLACDecoder } from '@wasm-audio-decoders/flac';
import type { CodecSetup, PacketDecoder } from '../encoded-sound.ts';

/** A decoder of FLAC frames. The description is the stream's marker with STREAMINFO, or STREAMINFO alone. */
export async function flacDecoder({ description }: CodecSetup): Promise<PacketDecoder> {
  const decoder = new FLACDecoder();
  await decoder.ready;
  // A frame may leave its sample rate and its bits a sample to STREAMINFO.
  if (description !== undefined && description.length >= 42)
    await decoder.decodeFrames([description.slice(0, 42)]);
  return {
    async decode({ data, startS }) {
      const { channelData, samplesDecoded, sampleRate } = await decoder.decodeFrames([data]);
      return samplesDecoded === 0 ? [] : [{ channels: channelData, sampleRate, startS }];
    },
    flush: () => [],
  };
}
