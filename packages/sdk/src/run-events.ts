import type { Passage, RunEvent, TranscriptUpdate } from '@vivavoce/contract';
import type { Connection } from './connection.ts';
import { VivavoceConnectionError, VivavoceError } from './errors.ts';
import { send } from './request.ts';
import { runPath } from './runs.ts';

/** The API sends something every 5 s, ms; a connection that is silent for longer is dead, or a proxy holds the events back. */
const MAX_SILENCE_MS = 30_000;

/**
 * The events of an unfinished run (server-sent events). They end without an `end` where the stream is not available or breaks
 * off: whatever the reason, the next poll of the run names it.
 * @throws the signal's reason when aborted.
 */
export async function* runEvents(
  connection: Connection,
  runId: string,
  signal: AbortSignal,
): AsyncGenerator<RunEvent> {
  const stop = new AbortController();
  let silence = setTimeout(() => stop.abort(), MAX_SILENCE_MS);
  try {
    const response = await send<Response>(
      { ...connection, maxRetries: 0 },
      {
        method: 'GET',
        path: runPath(runId, '/events'),
        signal: AbortSignal.any([signal, stop.signal]),
        file: { accept: 'text/event-stream', read: async (response) => response, isStream: true },
        isRetryable: false,
      },
    );
    if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
      await response.body?.cancel();
      return;
    }
    for await (const block of blocksOf(response.body)) {
      clearTimeout(silence);
      silence = setTimeout(() => stop.abort(), MAX_SILENCE_MS);
      const event = parseEvent(block);
      if (event) yield event;
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const isExpected =
      stop.signal.aborted || error instanceof VivavoceError || error instanceof VivavoceConnectionError;
    // What breaks off in the middle is a TypeError of `fetch`.
    if (!isExpected && !(error instanceof TypeError)) throw error;
  } finally {
    clearTimeout(silence);
    stop.abort();
  }
}

/** The blocks of an event stream, which end with an empty line (WHATWG HTML, 9.2.6). */
async function* blocksOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<string> {
  if (!body) return;
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += decoder.decode(value, { stream: true }).replaceAll('\r', '');
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      yield rest.slice(0, end);
      rest = rest.slice(end + 2);
    }
  }
}

/** The event of a block; null for a comment, or for a type that this version does not know. */
function parseEvent(block: string): RunEvent | null {
  const valuesOf = (field: string): string[] =>
    block.split('\n').flatMap((line) => {
      const colon = line.indexOf(':');
      return line.slice(0, colon) === field ? [line.slice(colon + 1).replace(/^ /, '')] : [];
    });
  const event = valuesOf('event').at(-1);
  if (event !== 'state' && event !== 'transcript' && event !== 'end') return null;
  // The event type says which data it has.
  return { event, data: JSON.parse(valuesOf('data').join('\n')) } as RunEvent;
}

/** The partial transcript after an update. */
export function updatedTranscript(passages: readonly Passage[], update: TranscriptUpdate): Passage[] {
  return [...passages.slice(0, update.from), ...update.passages];
}
