/**
 * The child process that decodes: the only place that loads FFmpeg. It never sees a path: the recording comes as an open
 * file on descriptor 3, samples leave on descriptor 1 as raw 32-bit floats, the report leaves on descriptor 4 as JSON.
 * Started by `decode.ts` under limits of memory and time; arguments: the most samples wanted, and what of them (`Wanted`).
 */
import { readFileSync, writeSync } from 'node:fs';
import { AV_CHANNEL_LAYOUT_MONO, AV_LOG_QUIET, AV_SAMPLE_FMT_FLT, AVDISCARD_ALL, Log } from 'node-av';
import { Decoder, Demuxer } from 'node-av/api';
import { ChannelStatistics } from './channels/channel-statistics.ts';
import { claimedDurationMs } from './claimed-duration.ts';
import type { DecodeReport, Wanted } from './decode-report.ts';
import { SAMPLE_RATE } from './recording.ts';

const INPUT = 3;
const SAMPLES_OUT = 1;
const REPORT_OUT = 4;
/** Containers of sound and of video; playlists and lists of files are not among them. */
const FORMATS = 'mp3,wav,mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,ogg,flac,aac';
/** Recordings with more channels are mixed as FFmpeg does. */
const MOST_CHANNELS = 8;
/** How far FFmpeg looks into a file to understand it, bytes and microseconds. */
const PROBE_LIMIT = 5_000_000;

function openRecording(bytes: Buffer): Demuxer | null {
  try {
    return Demuxer.openSync(bytes, {
      options: {
        protocol_whitelist: 'none',
        format_whitelist: FORMATS,
        probesize: PROBE_LIMIT,
        analyzeduration: PROBE_LIMIT,
      },
    });
  } catch {
    return null;
  }
}

/** Whether a file that FFmpeg cannot open begins as one of the supported containers: then it is damaged. */
function isSupportedContainer(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 12).toString('latin1');
  return (
    /^(OggS|fLaC|ID3)/.test(head) ||
    head.slice(4, 8) === 'ftyp' ||
    (head.startsWith('RIFF') && head.endsWith('WAVE')) ||
    head.startsWith('\x1aE\xdf\xa3')
  );
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  let sent = 0;
  while (sent < bytes.length) sent += writeSync(descriptor, bytes, sent);
}

/** The channels of samples that lie side by side, one after the other. */
function channelsOf(sideBySide: Float32Array, channels: number): Float32Array[] {
  const length = sideBySide.length / channels;
  return Array.from({ length: channels }, (_, channel) =>
    Float32Array.from({ length }, (_, n) => sideBySide[n * channels + channel]!),
  );
}

/** Channels, each times its gain, added. */
function mixOf(channels: readonly Float32Array[], gains: Exclude<Wanted, string>): Float32Array {
  const mix = new Float32Array(channels[0]?.length ?? 0);
  for (const { index, gain } of gains)
    for (let n = 0; n < mix.length; n++) mix[n]! += gain * (channels[index]?.[n] ?? 0);
  return mix;
}

function decode(mostSamples: number, wanted: Wanted): DecodeReport {
  const bytes = readFileSync(INPUT);
  if (bytes.length === 0) return { outcome: 'empty' };
  const media = openRecording(bytes);
  // From here on the limit of all processor time counts alone, which no listener outlives.
  if (process.platform !== 'win32') process.on('SIGXCPU', () => {});
  if (media === null) {
    return isSupportedContainer(bytes)
      ? { outcome: 'damaged', detail: 'no header that FFmpeg can read' }
      : { outcome: 'unknown-format' };
  }
  const stream = media.audio();
  if (stream === undefined) return { outcome: 'no-audio' };
  for (const other of media.streams) if (other.index !== stream.index) other.discard = AVDISCARD_ALL;
  const { channels } = stream.codecpar;
  const isMono = channels < 2 || channels > MOST_CHANNELS;
  const statistics = new ChannelStatistics([{ channels: isMono ? 1 : channels, isDefault: true }]);
  const decoder = Decoder.createSync(stream, {
    threadCount: 1,
    exitOnError: false,
    resample: {
      sampleRate: SAMPLE_RATE,
      sampleFormat: AV_SAMPLE_FMT_FLT,
      ...(isMono && { channelLayout: AV_CHANNEL_LAYOUT_MONO }),
    },
  });
  let samples = 0;
  for (const frame of decoder.framesSync(media.packetsSync(stream.index))) {
    if (frame === null) continue;
    const data = frame.data?.[0];
    // At a sample rate of 1 Hz a single frame is hours long.
    const count = Math.min(frame.nbSamples, mostSamples - samples);
    if (wanted !== 'length' && data) {
      const blocks = channelsOf(samplesIn(data, count * (isMono ? 1 : channels)), isMono ? 1 : channels);
      if (wanted === 'plan') statistics.add(blocks);
      else writeAll(SAMPLES_OUT, new Uint8Array(mixOf(blocks, wanted).buffer));
    }
    samples += frame.nbSamples;
    frame.free();
    if (samples > mostSamples) break;
  }
  const plan = wanted === 'plan' ? statistics.plan() : null;
  return { outcome: 'decoded', samples, claimedMs: claimedDurationMs(media, stream, bytes), plan };
}

/** A copy, because the bytes of a frame need not lie where an array of floats can begin. */
function samplesIn(data: Buffer, count: number): Float32Array {
  return new Float32Array(new Uint8Array(data.subarray(0, count * 4)).buffer);
}

function report(found: DecodeReport): void {
  writeAll(REPORT_OUT, Buffer.from(JSON.stringify(found)));
}

Log.setLevel(AV_LOG_QUIET);
try {
  report(decode(Number(process.argv[2]), JSON.parse(process.argv[3] ?? '') as Wanted));
} catch (error) {
  report({ outcome: 'damaged', detail: error instanceof Error ? error.message : String(error) });
}
// FFmpeg's objects would keep the event loop alive.
process.exit(0);
