/**
 * The length of a stream without decoding all of it: its first seconds are decoded, as a proof that it is sound, and what follows is
 * counted packet by packet, where packets say how long they are. Times come from the container either way, so a packet that would
 * not decode leaves the length what it is.
 */
import type { CodecSetup, EncodedPacket, PacketDecoder, SoundBlock } from '../encoded-sound.ts';
import { flacFrameSamples, OPUS_RATE, opusPacketSamples, VorbisBlocks } from './packet-lengths.ts';
import { startDecoder } from './start-decoder.ts';

/** How much of a stream is decoded before its packets are believed, s of sound. */
const PROOF_S = 20;
/** Packets in a row that have to be equally long where each of a codec's packets is. */
const EQUAL_PACKETS = 100;

/** How long a packet is. */
interface PacketLength {
  readonly samples: number;
  readonly sampleRate: number;
}

type LengthOf = (packet: Uint8Array) => PacketLength | null;

/** A decoder that gives the right number of samples, all of them silent once it counts; null where none can be started. */
export async function startCounter(setup: CodecSetup): Promise<PacketDecoder | null> {
  const decoder = await startDecoder(setup);
  return decoder === null ? null : new PacketCounter(setup, decoder);
}

class PacketCounter implements PacketDecoder {
  readonly #setup: CodecSetup;
  readonly #decoder: PacketDecoder;
  readonly #stated: LengthOf | null;
  #decodedS = 0;
  /** The length of the packets decoded last, and how many in a row had it. */
  #equal = { samples: 0, sampleRate: 1, count: 0 };
  #isCounting = false;

  constructor(setup: CodecSetup, decoder: PacketDecoder) {
    this.#setup = setup;
    this.#decoder = decoder;
    this.#stated = statedLength(setup);
  }

  async decode(packet: EncodedPacket): Promise<readonly SoundBlock[]> {
    // Lengths that depend on the packet before have to be followed from the first one on.
    const stated = this.#stated?.(packet.data) ?? null;
    if (this.#isCounting) return counted(packet, this.#stated === null ? this.#equal : stated);
    const blocks = await this.#decoder.decode(packet);
    this.#remember(blocks);
    const knowsLengths = this.#stated !== null || this.#hasEqualPackets();
    if (this.#decodedS < PROOF_S || !knowsLengths) return blocks;
    this.#isCounting = true;
    return [...blocks, ...(await this.#decoder.flush())];
  }

  async flush(): Promise<readonly SoundBlock[]> {
    return this.#isCounting ? [] : this.#decoder.flush();
  }

  #remember(blocks: readonly SoundBlock[]): void {
    for (const { channels, sampleRate } of blocks) {
      const samples = channels[0]?.length ?? 0;
      this.#decodedS += samples / sampleRate;
      const isSame = samples === this.#equal.samples && sampleRate === this.#equal.sampleRate;
      this.#equal = { samples, sampleRate, count: isSame ? this.#equal.count + 1 : 1 };
    }
  }

  #hasEqualPackets(): boolean {
    const { codec } = this.#setup;
    const isConstant = codec === 'aac' || codec === 'mpeg-audio' || codec === 'amr-nb' || codec === 'amr-wb';
    return isConstant && this.#equal.count >= EQUAL_PACKETS;
  }
}

/** Silence as long as a packet. */
function counted({ startS }: EncodedPacket, length: PacketLength | null): readonly SoundBlock[] {
  if (length === null || length.samples === 0) return [];
  return [{ channels: [new Float32Array(length.samples)], sampleRate: length.sampleRate, startS }];
}

/** How packets of a codec say their own length; null where they do not. */
function statedLength({ codec, description, sampleRate }: CodecSetup): LengthOf | null {
  if (codec === 'opus') return (packet) => ({ samples: opusPacketSamples(packet), sampleRate: OPUS_RATE });
  if (codec === 'flac') return (packet) => ({ samples: flacFrameSamples(packet), sampleRate });
  if (codec !== 'vorbis' || description === undefined) return null;
  const blocks = new VorbisBlocks(description);
  return (packet) => ({ samples: blocks.samplesOf(packet), sampleRate });
}
