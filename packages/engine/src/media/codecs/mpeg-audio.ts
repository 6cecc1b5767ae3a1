import { MPEGDecoder } from 'mpg123-decoder';
import type { CodecSetup, PacketDecoder } from '../encoded-sound.ts';

/**
 * A decoder of MPEG audio, layers I to III, frame by frame. The first frame of a stream gives nothing: the library takes it to
 * find out what the stream is. What encoders put in front is said by the packets' times.
 */
export async function mpegAudioDecoder({ channels }: CodecSetup): Promise<PacketDecoder> {
  const decoder = new MPEGDecoder({ enableGapless: false });
  await decoder.ready;
  return {
    decode({ data, startS }) {
      const { channelData, samplesDecoded, sampleRate } = decoder.decode(data);
      // A frame of one channel is given on two.
      return samplesDecoded === 0 ? [] : [{ channels: channelData.slice(0, channels), sampleRate, startS }];
    },
    flush: () => [],
  };
}
