/** Files that are plainly no recordings, by how they begin: documents, archives and pictures. */
const SIGNATURES: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x50, 0x4b, 0x03, 0x04], // ZIP, and with it DOCX, XLSX, ODT
  [0xd0, 0xcf, 0x11, 0xe0], // DOC, XLS
  [0x1f, 0x8b], // gzip
  [0x52, 0x61, 0x72, 0x21], // RAR
  [0x37, 0x7a, 0xbc, 0xaf], // 7-Zip
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
];

/** How much of a file is looked at, bytes. */
const LOOKED_AT_BYTES = 4096;

/**
 * Whether a file is certainly no recording: it begins as a document, an archive or a picture, or all of its beginning is text.
 * Anything else is left to the server, which knows more formats than browsers.
 */
export async function isForeignFile(file: Blob): Promise<boolean> {
  const bytes = new Uint8Array(await file.slice(0, LOOKED_AT_BYTES).arrayBuffer());
  return SIGNATURES.some((signature) => signature.every((byte, at) => bytes[at] === byte)) || isText(bytes);
}

/** Whether bytes are UTF-8 without control characters; a character may be cut at the end. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => byte < 0x20 && !WHITE_SPACE.has(byte))) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return bytes.length > 0;
  } catch {
    // Not UTF-8.
    return false;
  }
}

/** Tab, line feed, form feed and carriage return. */
const WHITE_SPACE = new Set([0x09, 0x0a, 0x0c, 0x0d]);
