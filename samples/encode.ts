import {
  AV_CHANNEL_LAYOUT_MONO,
  AV_CHANNEL_LAYOUT_STEREO,
  AV_SAMPLE_FMT_FLT,
  AV_SAMPLE_FMT_FLTP,
  AV_SAMPLE_FMT_S16,
  type AVSampleFormat,
  FF_ENCODER_AAC,
  FF_ENCODER_FLAC,
  FF_ENCODER_LIBMP3LAME,
  FF_ENCODER_LIBOPUS,
  FF_ENCODER_PCM_S16LE,
  type FFAudioEncoder,
} from 'node-av';
import { Decoder, Demuxer, Encoder, Muxer } from 'node-av/api';

interface Encoding {
  readonly codec: FFAudioEncoder;
  readonly sampleRate: number;
  readonly sampleFormat: AVSampleFormat;
  readonly bitrate?: string;
}

const OPUS: Encoding = {
  codec: FF_ENCODER_LIBOPUS,
  sampleRate: 48_000,
  sampleFormat: AV_SAMPLE_FMT_FLT,
  bitrate: '24k',
};
const AAC: Encoding = {
  codec: FF_ENCODER_AAC,
  sampleRate: 44_100,
  sampleFormat: AV_SAMPLE_FMT_FLTP,
  bitrate: '48k',
};

/** How each kind of file is encoded, by the end of its name. */
const ENCODINGS: Readonly<Record<string, Encoding>> = {
  mp3: { codec: FF_ENCODER_LIBMP3LAME, sampleRate: 44_100, sampleFormat: AV_SAMPLE_FMT_FLTP, bitrate: '48k' },
  wav: { codec: FF_ENCODER_PCM_S16LE, sampleRate: 16_000, sampleFormat: AV_SAMPLE_FMT_S16 },
  flac: { codec: FF_ENCODER_FLAC, sampleRate: 16_000, sampleFormat: AV_SAMPLE_FMT_S16 },
  m4a: AAC,
  mp4: AAC,
  mov: AAC,
  opus: OPUS,
  ogg: OPUS,
  webm: OPUS,
  mkv: OPUS,
};

/**
 * Encodes a WAV file in memory to a file whose kind is given by the end of its name.
 * @param bitrate such as `64k`; 24 to 48 kb/s by the kind when absent.
 * @throws Error for a name whose end is no kind of file that is known here.
 */
export function encodeFile(wav: Buffer, path: string, bitrate?: string): void {
  const encoding = ENCODINGS[path.slice(path.lastIndexOf('.') + 1)];
  if (!encoding) throw new Error(`No encoding is known for ${path}`);
  const { codec, bitrate: usual, ...form } = encoding;
  const rate = bitrate ?? usual;
  const source = Demuxer.openSync(wav);
  const stream = source.audio();
  if (!stream) throw new Error('The WAV file has no audio');
  const decoder = Decoder.createSync(stream, {
    resample: {
      ...form,
      channelLayout: stream.codecpar.channels === 2 ? AV_CHANNEL_LAYOUT_STEREO : AV_CHANNEL_LAYOUT_MONO,
    },
  });
  const encoder = Encoder.createSync(codec, rate === undefined ? {} : { bitrate: rate });
  const target = Muxer.openSync(path, { options: { fflags: '+bitexact' } });
  const index = target.addStream(encoder);
  for (const packet of encoder.packetsSync(decoder.framesSync(source.packetsSync(stream.index)))) {
    if (packet === null) continue;
    target.writePacketSync(packet, index);
    packet.free();
  }
  target.closeSync();
  encoder.close();
}
