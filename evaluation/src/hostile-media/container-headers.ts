/** A header inside a container: where it begins, and where it says how long its content is. */
export interface ContainerHeader {
  readonly name: string;
  readonly start: number;
  /** Where its content begins. */
  readonly content: number;
  readonly lengthAt: number;
  readonly lengthBytes: number;
}

/** All headers in the order of the file; of clusters, pages and frames of sound only the first few. */
export function containerHeaders(bytes: Buffer): ContainerHeader[] {
  const head = bytes.toString('latin1', 0, 4);
  if (head === 'RIFF') return riffHeaders(bytes);
  if (head === 'OggS') return oggHeaders(bytes);
  if (head === 'fLaC') return flacHeaders(bytes);
  if (head === '\x1aE\xdf\xa3') return ebmlHeaders(bytes, 0, bytes.length);
  if (bytes.toString('latin1', 4, 8) === 'ftyp') return isoHeaders(bytes, 0, bytes.length);
  return mp3Headers(bytes);
}

const ISO_PARENTS = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'dinf', 'edts', 'udta']);

function isoHeaders(bytes: Buffer, from: number, to: number): ContainerHeader[] {
  const found: ContainerHeader[] = [];
  for (let at = from; at + 8 <= to; ) {
    const name = bytes.toString('latin1', at + 4, at + 8);
    const end = Math.min(to, at + Math.max(8, bytes.readUInt32BE(at)));
    found.push({ name, start: at, content: at + 8, lengthAt: at, lengthBytes: 4 });
    if (ISO_PARENTS.has(name)) found.push(...isoHeaders(bytes, at + 8, end));
    at = end;
  }
  return found;
}

function riffHeaders(bytes: Buffer): ContainerHeader[] {
  const found = [{ name: 'RIFF', start: 0, content: 12, lengthAt: 4, lengthBytes: 4 }];
  for (let at = 12; at + 8 <= bytes.length; at += 8 + bytes.readUInt32LE(at + 4)) {
    const name = bytes.toString('latin1', at, at + 4).trim();
    found.push({ name, start: at, content: at + 8, lengthAt: at + 4, lengthBytes: 4 });
  }
  return found;
}

const OGG_PAGES = 4;

function oggHeaders(bytes: Buffer): ContainerHeader[] {
  return oggPages(bytes)
    .slice(0, OGG_PAGES)
    .map(({ start, content }, index) => ({
      name: `page${index}`,
      start,
      content,
      lengthAt: start + 26,
      lengthBytes: 1,
    }));
}

/** Where each page of an Ogg file begins, where its packets begin, and where it ends. */
export function oggPages(bytes: Buffer): { start: number; content: number; end: number }[] {
  const pages = [];
  for (let start = 0; start + 27 <= bytes.length; ) {
    const content = start + 27 + bytes.readUInt8(start + 26);
    const end = bytes.subarray(start + 27, content).reduce((sum, length) => sum + length, content);
    pages.push({ start, content, end });
    start = end;
  }
  return pages;
}

function flacHeaders(bytes: Buffer): ContainerHeader[] {
  const found: ContainerHeader[] = [];
  for (let at = 4, last = false; !last && at + 4 <= bytes.length; ) {
    const type = bytes.readUInt8(at);
    last = type >= 0x80;
    found.push({
      name: `block${type & 0x7f}`,
      start: at,
      content: at + 4,
      lengthAt: at + 1,
      lengthBytes: 3,
    });
    at += 4 + bytes.readUIntBE(at + 1, 3);
  }
  const first = found.at(-1);
  if (first) {
    const start = first.content + bytes.readUIntBE(first.lengthAt, 3);
    // Two bytes after the beginning of a frame stand the codes of its length and its sample rate.
    found.push({ name: 'frame', start, content: start + 16, lengthAt: start + 2, lengthBytes: 1 });
  }
  return found;
}

const EBML_PARENTS = new Set([
  0x1a45dfa3, 0x18538067, 0x1549a966, 0x1654ae6b, 0xae, 0xe1, 0x1f43b675, 0x1254c367,
]);
const MATROSKA_BLOCK = 0xa3;

function ebmlHeaders(bytes: Buffer, from: number, to: number): ContainerHeader[] {
  const found: ContainerHeader[] = [];
  let blocks = 0;
  for (let at = from; at + 2 <= to; ) {
    const idBytes = Math.clz32(bytes.readUInt8(at)) - 23;
    const lengthAt = at + idBytes;
    if (idBytes > 4 || lengthAt >= to) break;
    const lengthBytes = Math.clz32(bytes.readUInt8(lengthAt)) - 23;
    const content = lengthAt + lengthBytes;
    const id = bytes.readUIntBE(at, idBytes);
    const length = Number(
      BigInt(`0x${bytes.toString('hex', lengthAt, content)}`) & ((1n << BigInt(7 * lengthBytes)) - 1n),
    );
    const end = Math.min(to, content + length);
    if (id === MATROSKA_BLOCK) blocks += 1;
    if (blocks < 2) found.push({ name: id.toString(16), start: at, content, lengthAt, lengthBytes });
    if (EBML_PARENTS.has(id)) found.push(...ebmlHeaders(bytes, content, end));
    at = end;
  }
  return found;
}

function mp3Headers(bytes: Buffer): ContainerHeader[] {
  const tagged = bytes.toString('latin1', 0, 3) === 'ID3';
  const tagBytes = [6, 7, 8, 9].reduce((size, at) => size * 128 + bytes.readUInt8(at), 0);
  const start = tagged ? 10 + tagBytes : 0;
  const found: ContainerHeader[] = [];
  if (tagged) found.push({ name: 'ID3', start: 0, content: 10, lengthAt: 6, lengthBytes: 4 });
  for (let at = start; found.length < 5; ) {
    const next = bytes.indexOf(bytes.subarray(start, start + 2), at + 4);
    found.push({
      name: `frame${found.length}`,
      start: at,
      content: at + 4,
      lengthAt: at + 2,
      lengthBytes: 1,
    });
    if (next < 0) break;
    at = next;
  }
  const information = ['Xing', 'Info'].map((mark) => bytes.indexOf(mark, start)).find((at) => at >= 0);
  if (information !== undefined)
    found.push({
      name: 'Xing',
      start: information,
      content: information + 8,
      lengthAt: information + 8,
      lengthBytes: 4,
    });
  return found;
}
