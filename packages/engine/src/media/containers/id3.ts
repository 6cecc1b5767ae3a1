import type { ByteSource } from '../byte-source.ts';

const HEADER_BYTES = 10;
/** A file that begins with more tags than this is no recording. */
const MOST_TAGS = 100;

/**
 * Where the sound begins after ID3v2 tags. A tag's size is four bytes of seven bits each (ID3v2.4, section 6.2); what is in
 * it is not read.
 */
export function soundStart(source: ByteSource): number {
  let at = 0;
  for (let count = 0; count < MOST_TAGS && source.text(at, 3) === 'ID3'; count++) {
    const head = source.view(at, HEADER_BYTES);
    if (head.length < HEADER_BYTES) break;
    let size = 0;
    for (const byte of head.subarray(6, HEADER_BYTES)) size = size * 128 + (byte & 0x7f);
    const footer = head[5]! & 0x10 ? HEADER_BYTES : 0;
    at += HEADER_BYTES + size + footer;
  }
  return at;
}
