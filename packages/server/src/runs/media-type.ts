/** How many bytes of a file's start tell what it is. */
export const SNIFFED_BYTES = 64;

/** A kind of recording: how a browser calls it, and how its files are called. */
export interface MediaType {
  readonly name: string;
  /** Of a file name, without the dot. */
  readonly extension: string;
}

const UNKNOWN: MediaType = { name: 'application/octet-stream', extension: 'bin' };
const AUDIO_BRANDS = ['M4A ', 'M4B '];

/** An ISO base media file by its major brand (ISO/IEC 14496-12, section 4.3). */
function isoType(brand: string): MediaType {
  if (AUDIO_BRANDS.includes(brand)) return { name: 'audio/mp4', extension: 'm4a' };
  if (brand === 'qt  ') return { name: 'video/quicktime', extension: 'mov' };
  return { name: 'video/mp4', extension: 'mp4' };
}

/** A frame of MPEG audio or of AAC in ADTS begins with twelve ones; AAC has no layer. */
function frameType(first: number, second: number): MediaType | null {
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return null;
  const layer = second & 0x06;
  return layer === 0 ? { name: 'audio/aac', extension: 'aac' } : { name: 'audio/mpeg', extension: 'mp3' };
}

/**
 * What a recording is by its first bytes, never by its name. Only what {@link SNIFFED_BYTES} show is read: the file may be
 * hostile. What is not recognised is told as plain bytes; browsers then look for themselves.
 */
export function mediaTypeOf(start: Buffer): MediaType {
  const text = start.toString('latin1');
  if (text.startsWith('RIFF') && text.startsWith('WAVE', 8)) return { name: 'audio/wav', extension: 'wav' };
  if (text.startsWith('RIFF') && text.startsWith('AVI ', 8)) {
    return { name: 'video/x-msvideo', extension: 'avi' };
  }
  if (text.startsWith('fLaC')) return { name: 'audio/flac', extension: 'flac' };
  if (text.startsWith('OggS')) return { name: 'audio/ogg', extension: 'ogg' };
  if (text.startsWith('ID3')) return { name: 'audio/mpeg', extension: 'mp3' };
  if (text.startsWith('ftyp', 4)) return isoType(text.slice(8, 12));
  if (text.startsWith('\x1aE\xdf\xa3')) {
    return text.includes('webm')
      ? { name: 'video/webm', extension: 'webm' }
      : { name: 'video/x-matroska', extension: 'mkv' };
  }
  return frameType(start[0] ?? 0, start[1] ?? 0) ?? UNKNOWN;
}
