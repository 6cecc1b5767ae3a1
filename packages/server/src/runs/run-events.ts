import type { RunEvent } from '@vivavoce/contract';
import { listenTo } from '../store/listen.ts';
import type { Store } from '../store/store.ts';
import { newPassages, type ReadPassages } from './partial-transcript.ts';
import { findRun, unfinishedBody } from './poll.ts';
import { CHANGE_CHANNEL } from './queue.ts';
import type { Run } from './run.ts';

/** Tells those who wait for a run that it has changed. */
export interface RunWatcher {
  /** Settles when a run has changed, when so long has passed, or when the watch is closed. */
  changed(runId: string, withinMs: number): Promise<void>;
  readonly isClosed: boolean;
  close(): Promise<void>;
}

/** Places in a queue and percents move without a word about each run: so often they are looked at. */
const RECHECK_MS = { queued: 5000, processing: 1000 } as const;

/** Starts to watch the changes of all runs, whichever process makes them; one connection serves any number of waiters. */
export function startRunWatcher(store: Store): RunWatcher {
  const waiting = new Map<string, Set<() => void>>();
  const wake = (runId: string): void => {
    for (const go of waiting.get(runId) ?? []) go();
  };
  const stop = listenTo(store, { [CHANGE_CHANNEL]: wake });
  let isClosed = false;
  return {
    get isClosed() {
      return isClosed;
    },
    changed(runId, withinMs) {
      if (isClosed) return Promise.resolve();
      return new Promise((done) => {
        const those = waiting.get(runId) ?? new Set();
        const go = (): void => {
          clearTimeout(timer);
          those.delete(go);
          if (those.size === 0) waiting.delete(runId);
          done();
        };
        const timer = setTimeout(go, withinMs);
        waiting.set(runId, those.add(go));
      });
    },
    async close() {
      isClosed = true;
      for (const runId of [...waiting.keys()]) wake(runId);
      await stop();
    },
  };
}

/** How a run stands; null if there is no such run any more. */
async function currentState(
  store: Store,
  tenantId: string,
  runId: string,
  pollIntervalSeconds: number,
): Promise<{ readonly run: Run; readonly event: StateEvent | EndEvent } | null> {
  const run = await findRun(store.db, tenantId, runId);
  if (!run) return null;
  if (run.status === 'queued' || run.status === 'processing') {
    return { run, event: { event: 'state', data: await unfinishedBody(store.db, run, pollIntervalSeconds) } };
  }
  return { run, event: { event: 'end', data: { id: run.id, status: run.status } } };
}

type StateEvent = Extract<RunEvent, { event: 'state' }>;
type EndEvent = Extract<RunEvent, { event: 'end' }>;

/** How a stream of events is read. */
export interface RunEventOptions {
  /** What is said of the pace of polls, s. */
  readonly pollIntervalSeconds: number;
  /** Asked before each further event: whether the reader is still who may read it. */
  readonly mayGoOn: () => Promise<boolean>;
}

/**
 * The states of a client's run from now on, each once, and its words as they are recognised, until it has ended, is erased, the
 * watch is closed, or the reader may not go on. Between two of them null comes now and then, so that the reader can show that it
 * still lives.
 * @returns null if the client has no such run.
 */
export async function runEvents(
  store: Store,
  watcher: RunWatcher,
  tenantId: string,
  runId: string,
  { pollIntervalSeconds, mayGoOn }: RunEventOptions,
): Promise<AsyncGenerator<RunEvent | null> | null> {
  const readState = () => currentState(store, tenantId, runId, pollIntervalSeconds);
  const first = await readState();
  if (!first) return null;
  return (async function* () {
    let lastSent = '';
    let read: ReadPassages | null = null;
    for (let state: typeof first | null = first; state && !watcher.isClosed; state = await readState()) {
      const { run, event } = state;
      const text = JSON.stringify(event);
      yield text === lastSent ? null : event;
      lastSent = text;
      if (event.event === 'end') return;
      const added = await newPassages(store, run, read);
      if (added) yield { event: 'transcript', data: added.update };
      read = added ?? read;
      await watcher.changed(runId, RECHECK_MS[event.data.status]);
      if (!(await mayGoOn())) return;
    }
  })();
}
