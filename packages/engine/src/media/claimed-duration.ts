import type { Stream } from 'node-av';
import type { Demuxer } from 'node-av/api';

/** FFmpeg's mark for a duration that the container does not give (`AV_NOPTS_VALUE`). */
const UNKNOWN = -9223372036854775808n;
const RIFF_HEADER_BYTES = 12;
/** Programs that write WAV to a pipe put 0xffffffff or something just below 0x80000000 for the size they do not know. */
const WAVE_UNKNOWN_SIZE = 0x7fff0000;
const ID3_HEADER_BYTES = 10;
/** An MP3's first frame, which holds the header with the number of frames, ends within this, bytes. */
const FIRST_FRAME_BYTES = 4096;

/**
 * The length of the audio that the container promises, ms, to notice a missing tail; null where there is no promise:
 * WebM as browsers record it says 0, Matroska with video gives the length of the whole, and an MP3 without a Xing, Info or
 * VBRI header or a raw AAC stream is only estimated from its bit rate.
 */
export function claimedDurationMs(media: Demuxer, stream: Stream, bytes: Buffer): number | null {
  const format = media.formatName;
  if (format === 'aac' || (format === 'mp3' && !hasFrameCount(bytes))) return null;
  if (format === 'wav') return positive(waveDurationMs(bytes));
  if (stream.duration !== UNKNOWN) {
    return positive((Number(stream.duration) * 1000 * stream.timeBase.num) / stream.timeBase.den);
  }
  return media.streams.length === 1 ? positive(media.duration * 1000) : null;
}

/** What the header of a WAV file promises, ms; FFmpeg gives what is there. 0 when written to a pipe, without knowing the size. */
function waveDurationMs(bytes: Buffer): number {
  let bytesPerSecond = 0;
  for (let at = RIFF_HEADER_BYTES; at + 8 <= bytes.length; ) {
    const name = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    if (name === 'fmt ' && at + 20 <= bytes.length) bytesPerSecond = bytes.readUInt32LE(at + 16);
    if (name === 'data') return size < WAVE_UNKNOWN_SIZE ? (size * 1000) / bytesPerSecond : 0;
    at += 8 + size + (size % 2);
  }
  return 0;
}

function positive(ms: number): number | null {
  return Number.isFinite(ms) && ms > 0 ? Math.round(ms) : null;
}

/** Whether an MP3 says how many frames it has; the header stands in the first frame, after an ID3v2 tag if there is one. */
function hasFrameCount(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 3).toString('latin1') === 'ID3' ? ID3_HEADER_BYTES + id3Bytes(bytes) : 0;
  const frame = bytes.subarray(start, start + FIRST_FRAME_BYTES);
  return ['Xing', 'Info', 'VBRI'].some((mark) => frame.includes(mark));
}

/** The size of an ID3v2 tag without its header: four bytes of seven bits each (ID3v2.4, section 6.2). */
function id3Bytes(bytes: Buffer): number {
  let size = 0;
  for (const byte of bytes.subarray(6, ID3_HEADER_BYTES)) size = size * 128 + (byte & 0x7f);
  return size;
}
