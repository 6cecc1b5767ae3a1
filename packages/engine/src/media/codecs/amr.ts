import { decoder as startAmr } from '@audio/decode-amr';
import type { CodecSetup, PacketDecoder } from '../encoded-sound.ts';

/** A decoder of AMR frames (opencore-amr), narrow or wide band. */
export async function amrDecoder({ codec }: CodecSetup): Promise<PacketDecoder> {
  const decoder = await startAmr();
  decoder.decode(Buffer.from(codec === 'amr-wb' ? '#!AMR-WB\n' : '#!AMR\n', 'latin1'));
  return {
    decode({ data, startS }) {
      const { channelData, sampleRate } = decoder.decode(data);
      const [samples] = channelData;
      return samples === undefined || samples.length === 0
        ? []
        : [{ channels: [samples], sampleRate, startS }];
    },
    flush: () => [],
  };
}
