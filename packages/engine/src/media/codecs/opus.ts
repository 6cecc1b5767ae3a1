import { OpusDecoder } from 'opus-decoder';
import type { CodecSetup, PacketDecoder } from '../encoded-sound.ts';

/**
 * libopus gives 16 kHz itself, from the bands below 8 kHz alone: faster than 48 kHz, and nothing is left to filter.
 */
const RATE = 16_000;
const HEAD_BYTES = 19;
const MOST_CHANNELS = 8;

/** A decoder of Opus; the description is an OpusHead (RFC 7845, section 5.1), without which one or two channels are assumed. */
export async function opusDecoder({
  description,
  channels: announced,
}: CodecSetup): Promise<PacketDecoder | null> {
  const head = description !== undefined && description.length >= HEAD_BYTES ? description : null;
  const channels = head?.[9] ?? announced;
  if (channels < 1 || channels > MOST_CHANNELS) return null;
  const family = head?.[18] ?? 0;
  if (family === 0 && channels > 2) return null;
  const hasTable = head !== null && family !== 0;
  if (hasTable && head.length < HEAD_BYTES + 2 + channels) return null;
  const table = hasTable ? [...head.subarray(21, 21 + channels)] : channels === 2 ? [0, 1] : [0];
  const streamCount = hasTable ? head[19]! : 1;
  const coupledStreamCount = hasTable ? head[20]! : channels - 1;
  if (streamCount < 1 || coupledStreamCount > streamCount || streamCount + coupledStreamCount > 255)
    return null;
  const decoder = new OpusDecoder({
    sampleRate: RATE,
    channels,
    streamCount,
    coupledStreamCount,
    channelMappingTable: table,
  });
  await decoder.ready;
  // A gain in the header is part of the sound (Q7.8 dB).
  const gain =
    head === null ? 1 : 10 ** (new DataView(head.buffer, head.byteOffset).getInt16(16, true) / 256 / 20);
  return {
    decode({ data, startS }) {
      if (data.length === 0) return [];
      const { channelData, samplesDecoded } = decoder.decodeFrame(data);
      if (samplesDecoded === 0) return [];
      if (gain !== 1)
        for (const samples of channelData) for (let n = 0; n < samples.length; n++) samples[n]! *= gain;
      return [{ channels: channelData, sampleRate: RATE, startS }];
    },
    flush: () => [],
  };
}
