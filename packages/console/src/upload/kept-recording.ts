/**
 * Keeps a recording of this browser while it is made, second by second, so that a reload or a crash loses nothing. It stays on
 * this device, is offered to the same user only, and goes when it was sent or discarded, or after a day.
 */

const DATABASE = 'vivavoce-recordings';
const CHUNKS = 'chunks';
/** How long an unsent recording is kept, ms. */
const KEPT_MS = 24 * 60 * 60_000;

/** A piece of a recording, as the browser delivers it. */
export interface RecordedChunk {
  readonly recordingId: string;
  readonly userId: string;
  /** When the recording began, ms since the epoch. */
  readonly startedAt: number;
  /** Length of the recording up to the end of this piece, ms. */
  readonly elapsedMs: number;
  readonly blob: Blob;
}

/** A recording that was not sent. */
export interface KeptRecording {
  readonly id: string;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly file: File;
}

/** A file of a recording from its pieces. */
export function fileOfChunks(chunks: readonly Blob[]): File {
  const type = chunks[0]?.type.split(';')[0] || 'audio/webm';
  return new File([...chunks], `recording.${type.split('/')[1] ?? 'webm'}`, { type });
}

/** Keeps one more piece. @throws DOMException where the browser keeps nothing, or has no room. */
export async function keepChunk(chunk: RecordedChunk): Promise<void> {
  await inStore('readwrite', (store) => store.add(chunk));
}

/** The newest recording of a user that was not sent; null without one. Those that are too old are deleted, whoever made them. */
export async function findKeptRecording(userId: string, now = Date.now()): Promise<KeptRecording | null> {
  const all = await inStore<RecordedChunk[]>('readonly', (store) => store.getAll());
  const recordings = Map.groupBy(all, ({ recordingId }) => recordingId);
  for (const [id, [first]] of recordings) {
    if (first && now - first.startedAt < KEPT_MS) continue;
    await discardKeptRecording(id);
    recordings.delete(id);
  }
  const [newest] = [...recordings.values()]
    .filter(([first]) => first?.userId === userId)
    .toSorted(([one], [other]) => (other?.startedAt ?? 0) - (one?.startedAt ?? 0));
  const last = newest?.at(-1);
  if (!newest || !last) return null;
  return {
    id: last.recordingId,
    startedAt: last.startedAt,
    durationMs: last.elapsedMs,
    file: fileOfChunks(newest.map(({ blob }) => blob)),
  };
}

/** Deletes a recording: it was sent, or nobody wants it. */
export async function discardKeptRecording(id: string): Promise<void> {
  const database = await openDatabase();
  try {
    const transaction = database.transaction(CHUNKS, 'readwrite');
    const request = transaction.objectStore(CHUNKS).index('recordingId').openKeyCursor(IDBKeyRange.only(id));
    request.onsuccess = () => {
      const { result: cursor } = request;
      if (cursor === null) return;
      transaction.objectStore(CHUNKS).delete(cursor.primaryKey);
      cursor.continue();
    };
    await endOf(transaction);
  } finally {
    database.close();
  }
}

async function inStore<Result>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest,
): Promise<Result> {
  const database = await openDatabase();
  try {
    const transaction = database.transaction(CHUNKS, mode);
    const request = ask(transaction.objectStore(CHUNKS));
    await endOf(transaction);
    return request.result as Result;
  } finally {
    database.close();
  }
}

function openDatabase(): Promise<IDBDatabase> {
  const { promise, resolve, reject } = Promise.withResolvers<IDBDatabase>();
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    const store = request.result.createObjectStore(CHUNKS, { autoIncrement: true });
    store.createIndex('recordingId', 'recordingId');
  };
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
  return promise;
}

function endOf(transaction: IDBTransaction): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  transaction.oncomplete = () => resolve();
  transaction.onerror = () => reject(transaction.error);
  transaction.onabort = () => reject(transaction.error);
  return promise;
}
