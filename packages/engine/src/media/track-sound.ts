/**
 * The sound of one track on the engine's time line: decoded, brought to 16 kHz, each packet where the container says that it
 * puts it. What is missing in between becomes silence.
 */
import { startCounter } from './codecs/packet-counter.ts';
import { startDecoder } from './codecs/start-decoder.ts';
import type { CodecSetup, EncodedPacket, EncodedTrack, PacketDecoder, SoundBlock } from './encoded-sound.ts';
import { SAMPLE_RATE } from './recording.ts';
import { Resampler, SilentResampler } from './resampler.ts';

/**
 * Times that differ by less from where sound has come to leave it where it is: containers round, and clocks jitter. All that is
 * said about words, subtitles and pictures stays within 40 ms.
 */
const TOLERANCE_S = 0.03;
/** A longer jump is believed when the next packet is beyond it too: one wrong time in a file is damage. */
const LEAST_DOUBTED_S = 1;
/** A jump back by more than this is another beginning: sound goes on where it was. */
const RESTART_S = 1;
/** Samples are decoded and resampled in pieces no longer than this when they come out, s. */
const PIECE_S = 1;

/** How a track is decoded. */
export interface TrackSoundOptions {
  /** Where the recording is cut off, samples of 16 kHz: nothing is made beyond it. */
  readonly mostSamples: number;
  /** False where only the length counts: most is not decoded, and the samples are zeros then. */
  readonly isSound?: boolean;
}

/** Gives a track's sound piece by piece. All channels are equally long. */
export class TrackSound {
  readonly channels: number;
  readonly #track: EncodedTrack;
  readonly #mostSamples: number;
  readonly #isSound: boolean;
  readonly #pieces: Float32Array[][];
  /** One a channel; a single one for as long as all channels are the same. */
  #resamplers: (Resampler | SilentResampler)[] = [];
  #rate = 0;
  /** Where the next sample of the decoder falls, samples of 16 kHz; fractions are kept. */
  #position = 0;
  /** Added to the times of packets, after a restart, samples. */
  #shift = 0;
  #ready = 0;
  #given = 0;
  #decoded = 0;
  #source: AsyncGenerator<readonly SoundBlock[]>;
  #hasEnded = false;

  constructor(track: EncodedTrack, { mostSamples, isSound = true }: TrackSoundOptions) {
    this.#track = track;
    this.channels = track.channels;
    this.#mostSamples = mostSamples;
    this.#isSound = isSound;
    this.#pieces = Array.from({ length: this.channels }, () => []);
    this.#source = blocksOf(track, isSound ? startDecoder : startCounter);
  }

  /** Samples that a decoder gave, before silence was put between them. */
  get decodedSamples(): number {
    return this.#decoded;
  }

  /** The next samples, one array a channel; fewer than `wanted` only at the track's end. */
  async take(wanted: number): Promise<readonly Float32Array[]> {
    while (this.#ready < wanted && !this.#hasEnded) await this.#fill();
    const count = Math.min(wanted, this.#ready);
    this.#ready -= count;
    this.#given += count;
    return this.#pieces.map((pieces) => takeFrom(pieces, count));
  }

  async #fill(): Promise<void> {
    const { value, done } = await this.#source.next();
    if (done === true || this.#position > this.#mostSamples) {
      this.#hasEnded = true;
      this.#finishStream();
      await this.#source.return(undefined);
      return;
    }
    for (const block of value) this.#place(block);
  }

  #place(block: SoundBlock): void {
    const length = block.channels[0]?.length ?? 0;
    if (length === 0 || !(block.sampleRate >= 1)) return;
    this.#decoded += length;
    if (block.sampleRate !== this.#rate) this.#startStream(block.sampleRate);
    const ratio = SAMPLE_RATE / this.#rate;
    const dropped = this.#meet(block.startS, length * ratio);
    const from = Math.min(length, Math.round(dropped / ratio));
    const end =
      this.#track.endS === null
        ? length
        : Math.round(this.#track.endS * SAMPLE_RATE - this.#position) / ratio;
    const to = Math.min(length, from + Math.max(0, Math.round(end)));
    const step = Math.max(1, Math.floor(this.#rate * PIECE_S));
    for (let at = from; at < to && this.#position <= this.#mostSamples; at += step) {
      const piece = fitted(block.channels, this.channels).map((samples) =>
        samples.subarray(at, Math.min(to, at + step)),
      );
      this.#append(this.#resampled(piece));
      this.#position += piece[0]!.length * ratio;
    }
  }

  /** One voice on two channels, as most microphones are recorded, is resampled once for as long as both are the same. */
  #resampled(channels: readonly Float32Array[]): readonly Float32Array[] {
    const [first, ...others] = channels;
    if (this.#resamplers.length === 1 && channels.length > 1) {
      if (!this.#isSound || others.every((samples) => areEqual(samples, first!))) {
        const samples = this.#resamplers[0]!.push(first!);
        return channels.map(() => samples);
      }
      const [shared] = this.#resamplers;
      this.#resamplers = channels.map((_, channel) => (channel === 0 ? shared! : shared!.copy()));
    }
    return channels.map((samples, channel) => this.#resamplers[channel]!.push(samples));
  }

  /** Goes to where a block begins, and says how much of it lies before the recording's start, samples of 16 kHz. */
  #meet(startS: number | null, length: number): number {
    if (startS === null || !Number.isFinite(startS)) return 0;
    const tolerance = TOLERANCE_S * SAMPLE_RATE;
    const target = startS * SAMPLE_RATE + this.#shift;
    const gap = target - this.#position;
    if (gap < -RESTART_S * SAMPLE_RATE && this.#position > 0) {
      this.#shift -= gap;
      return 0;
    }
    if (target < 0) return Math.min(length, -target);
    if (gap > tolerance || (this.#position === 0 && gap > 0)) this.#silence(gap);
    return 0;
  }

  /** Silence costs nothing: no more is made than the longest recording has. */
  #silence(samples: number): void {
    this.#finishStream();
    const start = Math.round(this.#position);
    const count = Math.min(Math.round(this.#position + samples), this.#mostSamples + 1) - start;
    const silent = new Float32Array(Math.max(0, count));
    this.#append(Array.from({ length: this.channels }, () => silent));
    this.#position += samples;
    this.#startStream(this.#rate);
  }

  #startStream(rate: number): void {
    this.#finishStream();
    this.#rate = rate;
    this.#resamplers = [this.#isSound ? new Resampler(Math.round(rate)) : new SilentResampler(rate)];
  }

  #finishStream(): void {
    const rest = this.#resamplers.map((resampler) => resampler.flush());
    if (rest.length > 0) this.#append(Array.from({ length: this.channels }, (_, n) => rest[n] ?? rest[0]!));
    this.#resamplers = [];
  }

  #append(channels: readonly Float32Array[]): void {
    const count = channels[0]?.length ?? 0;
    if (count === 0) return;
    this.#ready += count;
    for (const [channel, samples] of channels.entries()) this.#pieces[channel]!.push(samples);
  }
}

function areEqual(a: Float32Array, b: Float32Array): boolean {
  if (a === b) return true;
  for (let n = 0; n < a.length; n++) if (a[n] !== b[n]) return false;
  return true;
}

/** As many channels as the track has: one is given to all of them, too many for one become their mean. */
function fitted(channels: readonly Float32Array[], wanted: number): readonly Float32Array[] {
  if (channels.length === wanted) return channels;
  if (channels.length === 1) return Array.from({ length: wanted }, () => channels[0]!);
  const length = channels[0]!.length;
  if (wanted === 1)
    return [
      Float32Array.from(
        { length },
        (_, n) => channels.reduce((sum, own) => sum + own[n]!, 0) / channels.length,
      ),
    ];
  return Array.from({ length: wanted }, (_, channel) => channels[channel] ?? new Float32Array(length));
}

function takeFrom(pieces: Float32Array[], count: number): Float32Array {
  const taken = new Float32Array(count);
  let at = 0;
  while (at < count) {
    const first = pieces[0]!;
    const part = first.subarray(0, count - at);
    taken.set(part, at);
    at += part.length;
    if (part.length === first.length) pieces.shift();
    else pieces[0] = first.subarray(part.length);
  }
  return taken;
}

/** Decodes packet by packet; where the stream becomes another one, with another decoder. */
async function* blocksOf(
  track: EncodedTrack,
  start: (setup: CodecSetup) => Promise<PacketDecoder | null>,
): AsyncGenerator<readonly SoundBlock[]> {
  let decoder: PacketDecoder | null = null;
  let isFirst = true;
  for await (const packet of steady(track.packets())) {
    if (isFirst || packet.setup !== undefined) {
      if (decoder !== null) yield await decoder.flush();
      decoder = await start(packet.setup ?? track.setup);
      isFirst = false;
    }
    if (decoder !== null) yield await decoded(decoder, packet);
  }
  if (decoder !== null) yield await decoder.flush();
}

/** A packet that breaks its decoder is lost; what comes after it may be whole. */
async function decoded(decoder: PacketDecoder, packet: EncodedPacket): Promise<readonly SoundBlock[]> {
  try {
    return await decoder.decode(packet);
  } catch {
    return [];
  }
}

/** Takes away times that no other packet agrees with. A file whose structure breaks off ends there. */
async function* steady(
  packets: AsyncIterable<EncodedPacket> | Iterable<EncodedPacket>,
): AsyncGenerator<EncodedPacket> {
  let doubted: EncodedPacket | null = null;
  let lastS: number | null = null;
  for await (const packet of withoutEnd(packets)) {
    const { startS } = packet;
    if (doubted !== null) {
      const agrees =
        startS !== null && doubted.startS !== null && Math.abs(startS - doubted.startS) < LEAST_DOUBTED_S;
      yield agrees ? doubted : { ...doubted, startS: null };
      if (agrees) lastS = doubted.startS;
      doubted = null;
    }
    if (startS !== null && lastS !== null && Math.abs(startS - lastS) > LEAST_DOUBTED_S) {
      doubted = packet;
      continue;
    }
    if (startS !== null) lastS = startS;
    yield packet;
  }
  if (doubted !== null) yield { ...doubted, startS: null };
}

async function* withoutEnd(
  packets: AsyncIterable<EncodedPacket> | Iterable<EncodedPacket>,
): AsyncGenerator<EncodedPacket> {
  try {
    yield* packets;
  } catch {
    return;
  }
}
