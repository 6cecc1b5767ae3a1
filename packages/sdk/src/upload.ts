import type { SentBytes } from './progress-fetch.ts';

/** A form with any number of files. */
export interface Upload {
  readonly texts: readonly (readonly [name: string, value: string])[];
  /** In their order. */
  readonly files: readonly FilePart[];
  /** Told how much of the form was sent; each attempt starts from 0. */
  readonly onProgress?: ((sent: SentBytes) => void) | undefined;
}

/** A file of a form. */
export interface FilePart {
  readonly field: string;
  readonly content: Blob;
  readonly name: string;
}

/** An attempt to send an upload. */
interface UploadAttempt {
  /** FormData, or a Blob whose type is multipart/form-data. */
  readonly body: FormData | Blob;
  /** To be called with what was sent, by a transport that counts it. */
  readonly onSent: (sent: SentBytes) => void;
  /** Aborted when nothing moved for too long. */
  readonly limit: AbortSignal;
  /** Ends the limit. Call it when the attempt is over. */
  end(): void;
}

/**
 * The slowest uplink that gets its time while nobody can say how much has arrived, 256 kbit/s: before the first report, and
 * when all of it lies in the buffers of the connection or of a proxy.
 */
const SLOWEST_BYTES_PER_MS = 32;
/** How much is read at once, bytes: smaller pieces take more time to cut than to send. */
const PIECE_BYTES = 256 * 1024;

/**
 * Prepares an attempt whose time limit is for silence, not for the whole length: a slow uplink may take as long as it needs.
 * @param silenceMs how long nothing may move, ms.
 */
export function startAttempt(upload: Upload, silenceMs: number): UploadAttempt {
  const control = new AbortController();
  const expire = () => control.abort(new DOMException('Nothing was sent or received', 'TimeoutError'));
  const wholeMs = silenceMs + sizeOf(upload.files) / SLOWEST_BYTES_PER_MS;
  let timer = setTimeout(expire, wholeMs);
  let isOver = false;
  const onSent = (sent: SentBytes) => {
    // A connection that is closed may still read a piece.
    if (isOver || control.signal.aborted) return;
    clearTimeout(timer);
    timer = setTimeout(expire, sent.sentBytes < sent.totalBytes ? silenceMs : wholeMs);
    upload.onProgress?.(sent);
  };
  const end = () => {
    isOver = true;
    clearTimeout(timer);
  };
  // XMLHttpRequest counts what it sends by itself.
  const body = typeof XMLHttpRequest === 'undefined' ? new WatchedForm(upload, onSent) : formDataOf(upload);
  return { body, onSent, limit: control.signal, end };
}

const sizeOf = (files: readonly FilePart[]): number =>
  files.reduce((sum, { content }) => sum + content.size, 0);

function formDataOf({ texts, files }: Upload): FormData {
  const form = new FormData();
  for (const [name, value] of texts) form.append(name, value);
  for (const { field, content, name } of files) form.append(field, content, name);
  return form;
}

/**
 * A form as multipart/form-data (RFC 7578) that tells how much of it was read. Node reads a Blob as fast as the connection takes
 * it, knows its length, and can send it again after a redirect; it reads FormData ahead, and streams only once.
 */
class WatchedForm extends Blob {
  readonly #onRead: (sent: SentBytes) => void;

  constructor({ texts, files }: Upload, onRead: (sent: SentBytes) => void) {
    const boundary = `vivavoce-${randomHex(16)}`;
    const head = (disposition: string) =>
      `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n`;
    const parts = texts.map(
      ([name, value]) =>
        `${head(`name="${escapeName(name)}"`)}\r\n${value.replaceAll(/\r\n?|\n/g, '\r\n')}\r\n`,
    );
    const fileParts = files.flatMap(({ field, content, name }): BlobPart[] => [
      head(`name="${escapeName(field)}"; filename="${escapeName(name)}"`),
      `Content-Type: ${content.type || 'application/octet-stream'}\r\n\r\n`,
      content,
      '\r\n',
    ]);
    super([...parts, ...fileParts, `--${boundary}--\r\n`], {
      type: `multipart/form-data; boundary=${boundary}`,
    });
    this.#onRead = onRead;
  }

  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const totalBytes = this.size;
    let sentBytes = 0;
    const source: UnderlyingDefaultSource<Uint8Array<ArrayBuffer>> = {
      // In pieces of our own: a Blob in memory may come as a single one, whose progress nobody sees.
      pull: async (controller) => {
        const piece = await this.slice(sentBytes, sentBytes + PIECE_BYTES).arrayBuffer();
        if (piece.byteLength === 0) return controller.close();
        sentBytes += piece.byteLength;
        this.#onRead({ sentBytes, totalBytes });
        controller.enqueue(new Uint8Array(piece));
      },
    };
    return new ReadableStream(source, { highWaterMark: 0 });
  }
}

/** Escapes a name as browsers do (WHATWG HTML, multipart/form-data encoding algorithm). */
const escapeName = (name: string): string =>
  name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');

/** Random bytes as text. `crypto.randomUUID` is missing on pages without TLS, such as those of a server in the own network. */
export const randomHex = (bytes: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
