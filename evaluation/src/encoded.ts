import {
  AV_CHANNEL_LAYOUT_MONO,
  AV_SAMPLE_FMT_FLT,
  AV_SAMPLE_FMT_FLTP,
  type AVSampleFormat,
  FF_ENCODER_LIBMP3LAME,
  FF_ENCODER_LIBOPUS,
  type FFAudioEncoder,
} from 'node-av';
import { Decoder, Demuxer, Encoder, Muxer } from 'node-av/api';

/** How a sound is written with loss. */
interface Encoding {
  readonly codec: FFAudioEncoder;
  readonly sampleRate: number;
  readonly sampleFormat: AVSampleFormat;
  readonly bitrate: string;
}

/** The codecs of recorders and calls at their usual lowest bit rates. */
const ENCODINGS = {
  mp3: { codec: FF_ENCODER_LIBMP3LAME, sampleRate: 44_100, sampleFormat: AV_SAMPLE_FMT_FLTP, bitrate: '64k' },
  opus: { codec: FF_ENCODER_LIBOPUS, sampleRate: 48_000, sampleFormat: AV_SAMPLE_FMT_FLT, bitrate: '16k' },
} satisfies Record<string, Encoding>;

/** A 16 kHz mono sound as a WAV file of 16 bits. */
export function wavOf(samples: Float32Array): Buffer {
  const data = Buffer.alloc(2 * samples.length);
  for (const [at, sample] of samples.entries())
    data.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), 2 * at);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(16_000, 24);
  header.writeUInt32LE(32_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}

/** Writes a WAV file with loss: MP3 of 64 kb/s or Opus of 16 kb/s; the path ends in `.mp3` or `.opus`. */
export function encodeWav(wav: Buffer, path: string, kind: keyof typeof ENCODINGS): void {
  const { codec, bitrate, ...form } = ENCODINGS[kind];
  const source = Demuxer.openSync(wav);
  const stream = source.audio();
  if (!stream) throw new Error('The WAV file has no audio');
  const decoder = Decoder.createSync(stream, {
    resample: { ...form, channelLayout: AV_CHANNEL_LAYOUT_MONO },
  });
  const encoder = Encoder.createSync(codec, { bitrate });
  const target = Muxer.openSync(path);
  const index = target.addStream(encoder);
  for (const packet of encoder.packetsSync(decoder.framesSync(source.packetsSync(stream.index)))) {
    if (packet === null) continue;
    target.writePacketSync(packet, index);
    packet.free();
  }
  target.closeSync();
  encoder.close();
}
