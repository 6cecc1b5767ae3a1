import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestEncrypted } from 'node:https';
import { Readable } from 'node:stream';
import { ForbiddenAddressError, type GuardedConnection, guardedConnection } from '../client-addresses.ts';
import { ServiceError } from '../service-error.ts';
import type { Scratch, Upload } from '../store/scratch.ts';
import { recordingTooLarge, type SizeLimit } from './recording-size.ts';

/** What a recording may take that is fetched from an address. */
export interface FetchLimits extends SizeLimit {
  /** From the first request to the last byte, redirects included, ms; for all parts of a recording together. */
  readonly totalMs: number;
  /** How much of that the parts before took. */
  readonly spentMs: number;
  /** How long nothing may arrive, ms. */
  readonly silenceMs: number;
}

/** Where a recording is fetched to, and how. */
export interface FetchOptions {
  readonly scratch: Scratch;
  readonly limits: FetchLimits;
  /** The operator's own networks that recordings may be fetched from, in CIDR notation; clients learn no details of them. */
  readonly networks: readonly string[];
  /** Ends it, with its reason. */
  readonly signal: AbortSignal;
}

/** A recording that was fetched. */
export interface FetchedRecording {
  readonly upload: Upload;
  /** Whether the host called it a web page, as links to a player or a sign-in lead to one. */
  readonly isWebPage: boolean;
}

/** Why nothing was fetched: `details.reason` of AUDIO_DOWNLOAD_FAILED. */
type Reason = 'status' | 'unreachable' | 'timeout' | 'interrupted' | 'redirects' | 'encoding';

const MAX_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const FIELD = 'audioUrl';

const failed = (reason: Reason, message: string, details: Readonly<Record<string, unknown>> = {}) =>
  new ServiceError('AUDIO_DOWNLOAD_FAILED', message, { details: { field: FIELD, reason, ...details } });

/** One download: its limits of time, and where it has led. */
class Download {
  readonly #options: FetchOptions;
  readonly #silence = new AbortController();
  readonly #total: AbortSignal;
  readonly #signal: AbortSignal;
  #timer: NodeJS.Timeout | undefined;
  /** One for each address on the way. */
  readonly #connections: GuardedConnection[] = [];

  constructor(options: FetchOptions) {
    this.#options = options;
    this.#total = AbortSignal.timeout(Math.max(0, options.limits.totalMs - options.limits.spentMs));
    this.#signal = AbortSignal.any([options.signal, this.#total, this.#silence.signal]);
  }

  /** The answer that holds the recording. @throws ServiceError; the caller's reason to end it. */
  async open(link: string): Promise<IncomingMessage> {
    let url = link;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const response = await this.#request(url);
      const { statusCode = 0, headers } = response;
      if (!REDIRECTS.has(statusCode) || headers.location === undefined) return this.#requireBody(response);
      response.destroy();
      // An address that is none is refused as one.
      url = URL.parse(headers.location, url)?.href ?? '';
    }
    throw this.#failed('redirects', `audioUrl leads on more than ${MAX_REDIRECTS} times`);
  }

  /** The bytes of an answer, within the limits. */
  async *bytesOf(response: IncomingMessage): AsyncGenerator<Buffer> {
    const { limits } = this.#options;
    let received = limits.receivedBytes;
    try {
      for await (const chunk of response as AsyncIterable<Buffer>) {
        this.#awaken();
        received += chunk.length;
        if (received > limits.maxBytes) throw recordingTooLarge(limits);
        yield chunk;
      }
    } catch (error) {
      throw this.#failureOf(error, 'interrupted', 'The download of audioUrl broke off');
    }
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  async #request(url: string): Promise<IncomingMessage> {
    this.#awaken();
    const connection = this.#connectionOf(url);
    const request = url.startsWith('https:') ? requestEncrypted : requestPlain;
    const headers = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'vivavoce' };
    try {
      return await new Promise<IncomingMessage>((done, fail) => {
        const asked = request(url, { ...connection.options, headers, signal: this.#signal }, done);
        asked.on('error', fail).end();
      });
    } catch (error) {
      if (error instanceof ForbiddenAddressError) throw invalidLink(error.message);
      throw this.#failureOf(error, 'unreachable', 'The host of audioUrl cannot be reached');
    }
  }

  #connectionOf(url: string): GuardedConnection {
    try {
      const connection = guardedConnection(url, this.#options.networks);
      this.#connections.push(connection);
      return connection;
    } catch (error) {
      if (error instanceof ForbiddenAddressError) throw invalidLink(error.message);
      throw error;
    }
  }

  #requireBody(response: IncomingMessage): IncomingMessage {
    const { statusCode: status, headers } = response;
    const refuse = (error: ServiceError): never => {
      response.destroy();
      throw error;
    };
    if (status !== 200) {
      refuse(this.#failed('status', `The host of audioUrl answered with status ${status}`, { status }));
    }
    const encoding = headers['content-encoding'] ?? 'identity';
    if (encoding !== 'identity') refuse(this.#failed('encoding', 'The host of audioUrl sends it compressed'));
    const { limits } = this.#options;
    const claimedBytes = limits.receivedBytes + Number(headers['content-length'] ?? 0);
    if (claimedBytes > limits.maxBytes) refuse(recordingTooLarge(limits));
    return response;
  }

  /** Starts to count the silence anew. */
  #awaken(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#silence.abort(), this.#options.limits.silenceMs);
  }

  #failureOf(error: unknown, reason: Reason, message: string): unknown {
    if (error instanceof ServiceError) return error;
    if (this.#options.signal.aborted) return this.#options.signal.reason;
    const { totalMs, silenceMs } = this.#options.limits;
    if (this.#silence.signal.aborted) {
      return this.#failed('timeout', `The host of audioUrl sent nothing for ${silenceMs / 1000} s`);
    }
    if (this.#total.aborted) {
      return this.#failed('timeout', `The download of audioUrl took longer than ${totalMs / 1000} s`);
    }
    return this.#failed(reason, message);
  }

  /** From the operator's own networks clients learn no more than that there is no recording; the cause says why. */
  #failed(...[reason, message, details]: Parameters<typeof failed>): ServiceError {
    const failure = failed(reason, message, details);
    if (!this.#connections.some((connection) => connection.isInside())) return failure;
    const text = 'audioUrl leads to no recording that can be fetched';
    return new ServiceError('AUDIO_DOWNLOAD_FAILED', text, { details: { field: FIELD } }, { cause: failure });
  }
}

const invalidLink = (fault: string) =>
  new ServiceError('INVALID_AUDIO_URL', `audioUrl cannot be used. ${fault}`, { details: { field: FIELD } });

/**
 * Fetches a recording from an address that a client gave us: from public hosts over HTTPS, each redirect checked like the
 * address itself, without credentials of any kind. The caller must discard the upload; after an error nothing of it is left.
 * @throws ServiceError INVALID_AUDIO_URL if the address, or one that it leads to, is not allowed; AUDIO_DOWNLOAD_FAILED if
 * nothing can be fetched there, with a cause for the log where clients learn nothing; FILE_TOO_LARGE; the signal's reason; the file system's errors.
 */
export async function fetchRecording(link: string, options: FetchOptions): Promise<FetchedRecording> {
  const download = new Download(options);
  try {
    const response = await download.open(link);
    const bytes = Readable.from(download.bytesOf(response), { objectMode: false });
    const upload = await options.scratch.receive(bytes);
    return { upload, isWebPage: /^text\/html\b/i.test(response.headers['content-type'] ?? '') };
  } finally {
    download.end();
  }
}
