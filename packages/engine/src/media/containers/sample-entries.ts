/** What ISO base media and QuickTime files say of each track's codec (ISO 14496-12, 8.5.2), where the library keeps it to itself. */
import { type ByteSource, viewOf } from '../byte-source.ts';

/** Bytes of a file, up to but not including `end`. */
interface Extent {
  readonly content: number;
  readonly end: number;
}

interface Box extends Extent {
  readonly name: string;
}

const HEAD_BYTES = 8;
const LONG_HEAD_BYTES = 16;
const MOST_BOXES = 10_000;
const MOST_ENTRY_BYTES = 65_536;

/** The first sample entry of each track, with its codec's own boxes inside, by the track's id. */
export function sampleEntries(source: ByteSource): ReadonlyMap<number, Uint8Array> {
  const entries = new Map<number, Uint8Array>();
  const movie = boxAt(source, { content: 0, end: source.size }, 'moov');
  if (movie === null) return entries;
  for (const track of boxes(source, movie)) {
    if (track.name !== 'trak') continue;
    const header = boxAt(source, track, 'tkhd');
    const table = boxAt(source, track, 'mdia', 'minf', 'stbl', 'stsd');
    if (header === null || table === null) continue;
    const isLong = source.view(header.content, 1)[0] === 1;
    const id = viewOf(source.copy(header.content + (isLong ? 20 : 12), 4));
    const [entry] = boxes(source, { ...table, content: table.content + HEAD_BYTES });
    if (entry === undefined || id.byteLength < 4) continue;
    const bytes = Math.min(MOST_ENTRY_BYTES, entry.end - entry.content);
    entries.set(id.getUint32(0, false), source.copy(entry.content, bytes));
  }
  return entries;
}

/** Where the content of the box at the end of a path of names lies; null where there is none. */
function boxAt(source: ByteSource, parent: Extent, ...path: readonly string[]): Extent | null {
  return path.reduce<Extent | null>((at, name) => at && childOf(source, at, name), parent);
}

function childOf(source: ByteSource, parent: Extent, name: string): Extent | null {
  for (const box of boxes(source, parent)) if (box.name === name) return box;
  return null;
}

function* boxes(source: ByteSource, { content, end }: Extent): Generator<Box> {
  let at = content;
  for (let count = 0; count < MOST_BOXES && at + HEAD_BYTES <= end; count++) {
    const head = viewOf(source.copy(at, LONG_HEAD_BYTES));
    if (head.byteLength < HEAD_BYTES) return;
    const short = head.getUint32(0, false);
    const isLong = short === 1 && head.byteLength === LONG_HEAD_BYTES;
    const size = short === 0 ? end - at : isLong ? Number(head.getBigUint64(8, false)) : short;
    const headBytes = isLong ? LONG_HEAD_BYTES : HEAD_BYTES;
    if (size < headBytes) return;
    yield { name: source.text(at + 4, 4), content: at + headBytes, end: Math.min(end, at + size) };
    at += size;
  }
}
