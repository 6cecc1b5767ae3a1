import type { ByteSource, SoundExtent } from '../byte-source.ts';
import type { CodecName, CodecSetup, EncodedPacket, EncodedTrack } from '../encoded-sound.ts';
import { mpegAudioTrack } from './mpeg-audio.ts';

/** Bytes of a packet, at most, where a codec has no packets of its own. */
const PACKET_BYTES = 32 * 1024;

/** Samples of one channel in a block of each codec that is cut into blocks; `null` where blocks say it themselves. */
function samplesInBlock(setup: CodecSetup): { readonly bytes: number; readonly samples: number } | null {
  const { codec, channels } = setup;
  const block = setup.blockBytes ?? 0;
  const byCodec: Partial<Record<CodecName, { bytes: number; samples: number }>> = {
    pcm: { bytes: channels * (setup.pcm?.bytes ?? 1), samples: 1 },
    alaw: { bytes: channels, samples: 1 },
    ulaw: { bytes: channels, samples: 1 },
    // IMA ADPCM: 4 bytes of header with a sample, then two samples a byte (Microsoft 1994).
    'ima-adpcm': { bytes: block, samples: 1 + (2 * (block - 4 * channels)) / channels },
    'ima-adpcm-quicktime': { bytes: 34 * channels, samples: 64 },
    // Microsoft ADPCM: 7 bytes of header with two samples.
    'ms-adpcm': { bytes: block, samples: 2 + (2 * (block - 7 * channels)) / channels },
    'gsm-ms': { bytes: 65, samples: 320 },
    gsm: { bytes: 33, samples: 160 },
  };
  const found = byCodec[codec];
  return found !== undefined && found.bytes > 0 && found.samples >= 1 ? found : null;
}

/** A track whose sound lies in one piece, in blocks of one size. */
export function blockTrack(source: ByteSource, setup: CodecSetup, extent: SoundExtent): EncodedTrack {
  if (setup.codec === 'mpeg-audio') return mpegAudioTrack(source, extent);
  const block = samplesInBlock(setup);
  const known = block === null ? { ...setup, codec: 'unknown' as const } : setup;
  const promisedMs =
    block === null || extent.promisedBytes === null
      ? null
      : (1000 * Math.floor(extent.promisedBytes / block.bytes) * block.samples) / setup.sampleRate;
  return {
    setup: known,
    channels: setup.channels,
    isDefault: true,
    endS: null,
    promisedMs,
    packets: () => (block === null ? [] : blockPackets(source, extent, block, setup.sampleRate)),
  };
}

function* blockPackets(
  source: ByteSource,
  { start, end }: SoundExtent,
  block: { readonly bytes: number; readonly samples: number },
  sampleRate: number,
): Generator<EncodedPacket> {
  const step = block.bytes * Math.max(1, Math.floor(PACKET_BYTES / block.bytes));
  for (let at = start; at + block.bytes <= end; at += step) {
    const blocks = Math.floor(Math.min(step, end - at) / block.bytes);
    const before = (at - start) / block.bytes;
    yield { data: source.copy(at, blocks * block.bytes), startS: (before * block.samples) / sampleRate };
  }
}
