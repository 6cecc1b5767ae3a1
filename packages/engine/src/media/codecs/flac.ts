import { FLACDecoder } from '@wasm-audio-decoders/flac';
import type { CodecSetup, PacketDecoder } from '../encoded-sound.ts';

const MARKER_BYTES = 4;
/** The marker, a block header and STREAMINFO (RFC 9639, section 8). */
const STREAM_HEAD_BYTES = MARKER_BYTES + 4 + 34;
const LAST_BLOCK = 0x80;

/** A decoder of FLAC frames. The description begins with the stream's marker and STREAMINFO. */
export async function flacDecoder({ description }: CodecSetup): Promise<PacketDecoder> {
  const decoder = new FLACDecoder();
  await decoder.ready;
  // A frame may leave its sample rate and its bits a sample to STREAMINFO.
  if (description !== undefined && description.length >= STREAM_HEAD_BYTES) {
    const head = description.slice(0, STREAM_HEAD_BYTES);
    // Frames follow at once, whatever other blocks of metadata the file has.
    head[MARKER_BYTES]! |= LAST_BLOCK;
    await decoder.decodeFrames([head]);
  }
  return {
    async decode({ data, startS }) {
      const { channelData, samplesDecoded, sampleRate } = await decoder.decodeFrames([data]);
      return samplesDecoded === 0 ? [] : [{ channels: channelData, sampleRate, startS }];
    },
    flush: () => [],
  };
}
