/** Sound that is stored sample by sample: linear PCM, and the logarithmic codes of telephones (ITU-T G.711). */
import type { CodecSetup, EncodedPacket, PacketDecoder, PcmLayout, SoundBlock } from '../encoded-sound.ts';

/** A decoder of linear PCM. */
export function pcmDecoder({ channels, sampleRate, pcm }: CodecSetup): PacketDecoder | null {
  if (pcm === undefined) return null;
  const read = readerOf(pcm);
  return samplewise(channels, sampleRate, pcm.bytes, read);
}

/** A decoder of A-law or mu-law. */
export function g711Decoder({ codec, channels, sampleRate }: CodecSetup): PacketDecoder {
  const table = Float32Array.from({ length: 256 }, (_, code) =>
    codec === 'alaw' ? aLawSample(code) : muLawSample(code),
  );
  return samplewise(channels, sampleRate, 1, (view, at) => table[view.getUint8(at)]!);
}

function samplewise(
  channels: number,
  sampleRate: number,
  bytes: number,
  read: (view: DataView, at: number) => number,
): PacketDecoder {
  const decode = ({ data, startS }: EncodedPacket): SoundBlock[] => {
    const frames = Math.floor(data.length / (bytes * channels));
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    const sound = Array.from({ length: channels }, (_, channel) => {
      const samples = new Float32Array(frames);
      for (let n = 0; n < frames; n++) samples[n] = read(view, (n * channels + channel) * bytes);
      return samples;
    });
    return [{ channels: sound, sampleRate, startS }];
  };
  return { decode, flush: () => [] };
}

/** Full scale becomes 1; numbers that are none, as damaged files of floats have them, become silence. */
function readerOf({ bytes, kind, bigEndian }: PcmLayout): (view: DataView, at: number) => number {
  const little = !bigEndian;
  if (kind === 'float') {
    const get = bytes === 8 ? 'getFloat64' : 'getFloat32';
    return (view, at) => {
      const value = view[get](at, little);
      return Number.isFinite(value) ? Math.max(-8, Math.min(8, value)) : 0;
    };
  }
  if (kind === 'unsigned') return (view, at) => (view.getUint8(at) - 128) / 128;
  if (bytes === 1) return (view, at) => view.getInt8(at) / 128;
  if (bytes === 2) return (view, at) => view.getInt16(at, little) / 32_768;
  if (bytes === 4) return (view, at) => view.getInt32(at, little) / 2 ** 31;
  const [low, high] = little ? [0, 2] : [2, 0];
  return (view, at) =>
    ((view.getInt8(at + high) << 16) | (view.getUint8(at + 1) << 8) | view.getUint8(at + low)) / 2 ** 23;
}

function aLawSample(code: number): number {
  const flipped = code ^ 0x55;
  const exponent = (flipped >> 4) & 7;
  const mantissa = ((flipped & 15) << 4) + 8;
  const size = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
  return (flipped & 0x80 ? size : -size) / 32_768;
}

function muLawSample(code: number): number {
  const flipped = ~code & 0xff;
  const size = ((((flipped & 15) << 3) + 0x84) << ((flipped >> 4) & 7)) - 0x84;
  return (flipped & 0x80 ? -size : size) / 32_768;
}
