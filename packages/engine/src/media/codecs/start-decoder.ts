import type { CodecSetup, PacketDecoder } from '../encoded-sound.ts';
import { libraries } from '../libraries.ts';
import { adpcmDecoder } from './adpcm.ts';
import { alacDecoder } from './alac.ts';
import { gsmDecoder } from './gsm.ts';
import { g711Decoder, pcmDecoder } from './pcm.ts';

/** More channels than this are no recording of people. */
const MOST_CHANNELS = 64;

/**
 * Starts the decoder of a stream; null where there is none for it or its headers make no sense.
 */
export async function startDecoder(setup: CodecSetup): Promise<PacketDecoder | null> {
  if (!(setup.sampleRate > 0) || setup.channels < 1 || setup.channels > MOST_CHANNELS) return null;
  switch (setup.codec) {
    case 'pcm':
      return pcmDecoder(setup);
    case 'alaw':
    case 'ulaw':
      return g711Decoder(setup);
    case 'ima-adpcm':
    case 'ima-adpcm-quicktime':
    case 'ms-adpcm':
      return adpcmDecoder(setup);
    case 'gsm':
    case 'gsm-ms':
      return gsmDecoder(setup);
    case 'alac':
      return alacDecoder(setup);
    case 'opus':
      return (await libraries.opus()).opusDecoder(setup);
    case 'vorbis':
      return (await libraries.vorbis()).vorbisDecoder(setup);
    case 'flac':
      return (await libraries.flac()).flacDecoder(setup);
    case 'mpeg-audio':
      return (await libraries.mpegAudio()).mpegAudioDecoder(setup);
    case 'aac':
      return (await libraries.aac()).aacDecoder(setup);
    case 'amr-nb':
    case 'amr-wb':
      return (await libraries.amr()).amrDecoder(setup);
    case 'wma':
      return (await libraries.wma()).wmaDecoder(setup);
    case 'unknown':
      return null;
  }
}
