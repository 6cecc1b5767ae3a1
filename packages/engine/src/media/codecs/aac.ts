import { AAC_SAMPLE_RATES } from '../containers/adts.ts';
import type { CodecSetup, EncodedPacket, PacketDecoder, SoundBlock } from '../encoded-sound.ts';
import { BitReader } from './bit-reader.ts';
import { FfmpegModule } from './ffmpeg-module.ts';
import { mp4Of } from './mp4-in-memory.ts';

/** Packets that are decoded at once: 11 s at 44.1 kHz. The module decodes files; so each is a file of its own. */
const PACKETS_AT_ONCE = 480;
/**
 * Packets before them that are decoded again and thrown away: AAC overlaps with one packet before, and what HE-AAC adds needs a
 * header that comes about every half second.
 */
const WARM_UP = 24;
/** A run of packets that fails is halved until what is left to lose is at most this many. */
const LEAST_PACKETS = 4;
/** Samples of a packet: of AAC, with half the sample rate extended (SBR), and of the short forms. */
const LENGTHS = [1024, 2048, 960, 1920, 512, 480];

/** A decoder of AAC (LC, Main, LTP, HE, HE v2); null without an AudioSpecificConfig. */
export async function aacDecoder(setup: CodecSetup): Promise<PacketDecoder | null> {
  const { description } = setup;
  if (description === undefined || description.length < 2 || description.length > 512) return null;
  const { sampleRate, channels } = coreOf(description);
  const core = { ...setup, sampleRate: sampleRate ?? setup.sampleRate, channels: channels ?? setup.channels };
  return new AacDecoder(core, description, await FfmpegModule.start());
}

class AacDecoder implements PacketDecoder {
  readonly #setup: CodecSetup;
  readonly #config: Uint8Array;
  #module: FfmpegModule;
  #before: readonly EncodedPacket[] = [];
  #waiting: EncodedPacket[] = [];

  constructor(setup: CodecSetup, config: Uint8Array, module: FfmpegModule) {
    this.#setup = setup;
    this.#config = config;
    this.#module = module;
  }

  async decode(packet: EncodedPacket): Promise<readonly SoundBlock[]> {
    if (packet.data.length > 0) this.#waiting.push(packet);
    return this.#waiting.length < PACKETS_AT_ONCE ? [] : this.flush();
  }

  async flush(): Promise<readonly SoundBlock[]> {
    const packets = this.#waiting;
    if (packets.length === 0) return [];
    const blocks = await this.#decodeRun(this.#before, packets);
    this.#before = packets.slice(-WARM_UP);
    this.#waiting = [];
    return blocks;
  }

  async #decodeRun(
    before: readonly EncodedPacket[],
    packets: readonly EncodedPacket[],
  ): Promise<SoundBlock[]> {
    const samples = await this.#samplesOf([...before, ...packets].map(({ data }) => data));
    const count = before.length + packets.length;
    const form = samples === null ? null : this.#formOf(samples.length, count);
    if (samples !== null && form !== null) return this.#blocks(samples, form, before.length, packets);
    if (packets.length <= LEAST_PACKETS) return [];
    const half = Math.ceil(packets.length / 2);
    const first = packets.slice(0, half);
    return [
      ...(await this.#decodeRun(before, first)),
      ...(await this.#decodeRun(first.slice(-WARM_UP), packets.slice(half))),
    ];
  }

  /** A module that broke is thrown away: what it did to its memory ends with it. */
  async #samplesOf(packets: readonly Uint8Array[]): Promise<Float32Array | null> {
    try {
      return this.#module.decode(mp4Of(this.#config, packets, this.#setup.channels));
    } catch {
      this.#module = await FfmpegModule.start();
      return null;
    }
  }

  /** How many samples a packet has and on how many channels; null where not all packets gave sound. */
  #formOf(samples: number, packets: number): { readonly length: number; readonly channels: number } | null {
    const announced = this.#setup.channels;
    for (const channels of [announced, 2, 1, 6, 8])
      for (const length of LENGTHS) if (samples === packets * length * channels) return { length, channels };
    return null;
  }

  #blocks(
    samples: Float32Array,
    { length, channels }: { readonly length: number; readonly channels: number },
    skipped: number,
    packets: readonly EncodedPacket[],
  ): SoundBlock[] {
    // With SBR twice as many samples come out of a packet, at twice the rate.
    const sampleRate = (length === 2048 || length === 1920 ? 2 : 1) * this.#setup.sampleRate;
    return packets.map(({ startS }, index) => {
      const from = (skipped + index) * length * channels;
      const own = samples.subarray(from, from + length * channels);
      return { channels: apart(own, channels), sampleRate, startS };
    });
  }
}

/** Channels that lie side by side, each by itself. */
function apart(samples: Float32Array, channels: number): Float32Array[] {
  return Array.from({ length: channels }, (_, channel) => {
    const own = new Float32Array(samples.length / channels);
    for (let n = 0, at = channel; n < own.length; n++, at += channels) own[n] = samples[at]!;
    return own;
  });
}

/** Sample rate and channels of the core, as the decoder reads them (AudioSpecificConfig; ISO 14496-3, 1.6.2.1); null where it does not say. */
function coreOf(config: Uint8Array): {
  readonly sampleRate: number | null;
  readonly channels: number | null;
} {
  const reader = new BitReader(config);
  const bits = (count: number) => reader.read(count);
  if (bits(5) === 31) bits(6);
  const index = bits(4);
  const sampleRate = index === 15 ? bits(24) : (AAC_SAMPLE_RATES[index] ?? null);
  const configuration = bits(4);
  const channels = configuration === 0 || configuration > 7 ? null : configuration === 7 ? 8 : configuration;
  return { sampleRate: sampleRate === 0 ? null : sampleRate, channels };
}
