/**
 * Streams of frames that begin with eleven set bits and say their own length, without a container around them: MPEG audio and
 * AAC in ADTS. What is no frame is skipped.
 */
import type { ByteSource, SoundExtent } from '../byte-source.ts';

/** What every such header says. */
interface FrameLength {
  /** The whole frame with its header. */
  readonly bytes: number;
}

/** How the frames of a format are told. */
export interface FrameFormat<Header extends FrameLength> {
  /** The shortest header, bytes. */
  readonly headerBytes: number;
  /** Reads the header of a frame; null where there is none. */
  readonly headerAt: (source: ByteSource, at: number) => Header | null;
  /** Whether a frame can follow another one of the same stream. */
  readonly follows: (header: Header, previous: Header) => boolean;
}

/** A frame where it was found. */
export interface FoundFrame<Header> {
  /** Where its header begins, bytes from the start of the file. */
  readonly at: number;
  readonly header: Header;
}

/** So many bytes are searched at a time for the first of a header. */
const SEARCHED_AT_ONCE = 4096;

/** All whole frames in order. After bytes that are no frame, two in a row are asked for: bytes of sound look like a header now and then. */
export function* framesIn<Header extends FrameLength>(
  source: ByteSource,
  { start, end }: Pick<SoundExtent, 'start' | 'end'>,
  format: FrameFormat<Header>,
): Generator<FoundFrame<Header>> {
  let at = start;
  while (at + format.headerBytes <= end) {
    const header = format.headerAt(source, at);
    if (header !== null && at + header.bytes <= end) {
      yield { at, header };
      at += header.bytes;
      continue;
    }
    const found = findFrames(source, { start: at + 1, end }, format, 2);
    if (found === null) return;
    at = found;
  }
}

/** Where the next frames begin of which so many stand in a row; null where there are none. */
export function findFrames<Header extends FrameLength>(
  source: ByteSource,
  { start, end }: Pick<SoundExtent, 'start' | 'end'>,
  format: FrameFormat<Header>,
  wanted: number,
): number | null {
  for (let at = start; at + format.headerBytes <= end; at++) {
    const step = source.view(at, SEARCHED_AT_ONCE).indexOf(0xff);
    if (step < 0) {
      at += SEARCHED_AT_ONCE - 1;
      continue;
    }
    at += step;
    if (standInARow(source, at, format, wanted)) return at;
  }
  return null;
}

function standInARow<Header extends FrameLength>(
  source: ByteSource,
  start: number,
  { headerAt, follows }: FrameFormat<Header>,
  wanted: number,
): boolean {
  let at = start;
  let previous: Header | null = null;
  for (let count = 0; count < wanted; count++) {
    const header = headerAt(source, at);
    // The last frame of a file has none after it.
    if (header === null) return count > 1 && at >= source.size;
    if (previous !== null && !follows(header, previous)) return false;
    previous = header;
    at += header.bytes;
  }
  return true;
}
