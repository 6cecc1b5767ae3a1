import type { ReportLanguage } from '@vivavoce/contract';
import { randomHex } from '@vivavoce/sdk/console';
import type { SubmitRecording } from '../api/runs.ts';
import { discardKeptRecording } from './kept-recording.ts';
import {
  type CandidateFields,
  isSameFile,
  type QueuedRecording,
  readFileFacts,
  type UploadState,
} from './queued-recording.ts';
import type { Recorded } from './recorder.ts';
import { type SubmissionForm, toSubmitFields } from './submission.ts';

/**
 * The recordings of the upload page. Uploads go one after the other: an uplink is the bottleneck, and two that share it both arrive
 * later than the first would alone; the first reports come sooner, and a broken connection interrupts one upload only.
 */
export class UploadQueue {
  readonly #submit: SubmitRecording;
  readonly #listeners = new Set<() => void>();
  #recordings: readonly QueuedRecording[] = [];
  #current: { readonly id: string; readonly abort: AbortController } | null = null;

  constructor(submit: SubmitRecording) {
    this.#submit = submit;
  }

  /** The recordings, in the order that they were added. A new list with every change. */
  readonly recordings = (): readonly QueuedRecording[] => this.#recordings;

  /** Subscribes to changes. @returns a function that unsubscribes. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Adds files, but for those that are there, and looks into them. */
  add(files: readonly File[]): void {
    const added = files
      .filter((file) => !this.#recordings.some((one) => isSameFile(one.file, file)))
      .map(
        (file): QueuedRecording => ({ ...untouched(file), candidate: { ...NOBODY, candidate: stem(file) } }),
      );
    this.#set([...this.#recordings, ...added]);
    void this.#read(added);
  }

  /** Adds what was recorded in this browser. */
  addRecorded({ file, durationMs, keptId }: Recorded): void {
    const facts = { durationMs, isForeign: false };
    this.#set([...this.#recordings, { ...untouched(file), facts, keptId }]);
  }

  /** Changes what a recording says of its candidate. */
  describe(id: string, changes: Partial<CandidateFields>): void {
    this.#change(id, ({ candidate }) => ({ candidate: { ...candidate, ...changes } }));
  }

  /** Starts an upload as soon as those before it have ended. */
  start(id: string, form: SubmissionForm, reportLanguage: ReportLanguage): void {
    this.#change(id, ({ request }) => ({
      request: { form, reportLanguage, startedAt: request?.startedAt ?? new Date() },
      state: { name: 'waiting' },
    }));
    void this.#sendNext();
  }

  /** Starts an upload anew that failed or was cancelled, with what is said of its candidate now. */
  retry({ id, request, candidate }: QueuedRecording): void {
    if (request) this.start(id, { ...request.form, ...candidate }, request.reportLanguage);
  }

  /** Takes a recording from the list. */
  remove(id: string): void {
    this.#set(this.#recordings.filter((one) => one.id !== id));
    if (this.#current?.id === id) this.#current.abort.abort();
  }

  /** Takes those from the list that have become runs. */
  removeSubmitted(): void {
    this.#set(this.#recordings.filter(({ state }) => state.name !== 'submitted'));
  }

  /** Interrupts an upload that is under way. */
  cancel(id: string): void {
    if (this.#current?.id === id) this.#current.abort.abort();
  }

  /** Interrupts everything: the page is left. */
  stop(): void {
    this.#set([]);
    this.#current?.abort.abort();
  }

  async #read(recordings: readonly QueuedRecording[]): Promise<void> {
    for (const { id, file } of recordings) {
      const facts = await readFileFacts(file);
      this.#change(id, () => ({ facts }));
    }
  }

  async #sendNext(): Promise<void> {
    if (this.#current !== null) return;
    const next = this.#recordings.find(({ state }) => state.name === 'waiting');
    if (!next) return;
    const abort = new AbortController();
    this.#current = { id: next.id, abort };
    const state = await this.#send(next, abort.signal);
    this.#current = null;
    this.#change(next.id, () => ({ state }));
    void this.#sendNext();
  }

  /** Sends a recording. @returns its state afterwards. */
  async #send({ id, file, keptId, request }: QueuedRecording, signal: AbortSignal): Promise<UploadState> {
    if (!request) return { name: 'ready' };
    const progress = (uploadedShare: number) =>
      this.#change(id, () => ({ state: { name: 'uploading', uploadedShare } }));
    progress(0);
    const { form, startedAt, reportLanguage } = request;
    try {
      const run = await this.#submit(file, toSubmitFields(form, startedAt, reportLanguage), {
        idempotencyKey: id,
        signal,
        onProgress: ({ sentBytes, totalBytes }) => progress(totalBytes > 0 ? sentBytes / totalBytes : 0),
      });
      if (keptId !== undefined) {
        discardKeptRecording(keptId).catch(() => {
          // It goes by itself after a day.
        });
      }
      return { name: 'submitted', runId: run.id };
    } catch (error) {
      if (signal.aborted) return { name: 'cancelled' };
      return { name: 'failed', error: error instanceof Error ? error : new Error(String(error)) };
    }
  }

  #change(id: string, changes: (recording: QueuedRecording) => Partial<QueuedRecording>): void {
    this.#set(this.#recordings.map((one) => (one.id === id ? { ...one, ...changes(one) } : one)));
  }

  #set(recordings: readonly QueuedRecording[]): void {
    this.#recordings = recordings;
    for (const listener of this.#listeners) listener();
  }
}

const NOBODY: CandidateFields = { candidate: '', externalId: '' };

const untouched = (file: File): QueuedRecording => ({
  id: randomHex(16),
  file,
  facts: null,
  candidate: NOBODY,
  request: null,
  state: { name: 'ready' },
});

/** The name of a file without its ending: without any name, runs could not be told apart. */
const stem = ({ name }: File): string => name.replace(/\.[^.]+$/, '');
