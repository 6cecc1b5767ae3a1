import type { CodecSetup, PacketDecoder } from '../encoded-sound.ts';
import { adpcmDecoder } from './adpcm.ts';
import { gsmDecoder } from './gsm.ts';
import { g711Decoder, pcmDecoder } from './pcm.ts';

/** More channels than this are no recording of people. */
const MOST_CHANNELS = 64;

/**
 * Starts the decoder of a stream; null where there is none for it or its headers make no sense. A library is loaded when it is
 * needed: most recordings need one of them.
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
    case 'opus':
      return (await import('./opus.ts')).opusDecoder(setup);
    case 'vorbis':
      return (await import('./vorbis.ts')).vorbisDecoder(setup);
    case 'flac':
      return (await import('./flac.ts')).flacDecoder(setup);
    case 'mpeg-audio':
      return (await import('./mpeg-audio.ts')).mpegAudioDecoder(setup);
    case 'aac':
      return (await import('./aac.ts')).aacDecoder(setup);
    case 'amr-nb':
    case 'amr-wb':
      return (await import('./amr.ts')).amrDecoder(setup);
    case 'wma':
      return (await import('./wma.ts')).wmaDecoder(setup);
    case 'unknown':
      return null;
  }
}
