import type { ReportLanguage } from '@vivavoce/contract';
import { randomHex, VivavoceError } from '@vivavoce/sdk/console';
import type { SubmitRecording } from '../api/runs.ts';
import { discardKeptRecording } from './kept-recording.ts';
import {
  type CandidateFields,
  isChangeable,
  isSameFile,
  type QueuedRecording,
  type RecordingFile,
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

  /**
   * Adds files, but for those that are there, and looks into them; to a recording in parts as further parts. A file dialog gives
   * several in an order that means nothing: they are sorted by name, numbers by their value.
   */
  add(files: readonly File[]): void {
    const present = this.#recordings.flatMap((one) => one.files);
    const added = files
      .filter((file) => !present.some((one) => isSameFile(one.file, file)))
      .toSorted((one, other) => BY_NUMBERED_NAME.compare(one.name, other.name))
      .map((file): RecordingFile => ({ id: randomHex(16), file, facts: null }));
    this.#include(added);
    void this.#read(added);
  }

  /** Adds what was recorded in this browser. */
  addRecorded({ file, durationMs, keptId }: Recorded): void {
    this.#include([{ id: randomHex(16), file, facts: { durationMs, isForeign: false }, keptId }]);
  }

  /** Makes all recordings the parts of one, in their order. None of them may have been started. */
  join(): void {
    const files = this.#recordings.flatMap((one) => one.files);
    this.#set([{ ...untouched(files), id: randomHex(16), isInParts: true, candidate: NOBODY }]);
  }

  /** Makes the parts of a recording, which is not under way, recordings of their own. */
  split(id: string): void {
    this.#set(
      this.#recordings.flatMap((one) => (one.id === id ? one.files.map((file) => untouched([file])) : [one])),
    );
  }

  /** Moves a part of a recording to another place among the parts, from 0. */
  movePart(id: string, fileId: string, place: number): void {
    this.#changeParts(id, (files) => {
      const others = files.filter((one) => one.id !== fileId);
      return others.toSpliced(place, 0, ...files.filter((one) => one.id === fileId));
    });
  }

  /** Takes a part from a recording; with its last part the recording goes. */
  removePart(id: string, fileId: string): void {
    this.#changeParts(id, (files) => files.filter((one) => one.id !== fileId));
    this.#set(this.#recordings.filter(({ files }) => files.length > 0));
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

  /** Adds files: to a recording in parts that is not under way, or each as a recording of its own. */
  #include(files: readonly RecordingFile[]): void {
    const open = this.#recordings.find((one) => one.isInParts && isChangeable(one));
    if (open) this.#changeParts(open.id, (before) => [...before, ...files]);
    else this.#set([...this.#recordings, ...files.map((file) => untouched([file]))]);
  }

  /** Changes the parts of a recording. What was said of those before is no longer true. */
  #changeParts(id: string, changed: (files: readonly RecordingFile[]) => readonly RecordingFile[]): void {
    this.#change(id, ({ files }) => ({ files: changed(files), state: { name: 'ready' } }));
  }

  async #read(added: readonly RecordingFile[]): Promise<void> {
    for (const { id, file } of added) {
      const facts = await readFileFacts(file);
      const told = (one: RecordingFile) => (one.id === id ? { ...one, facts } : one);
      this.#set(this.#recordings.map((one) => ({ ...one, files: one.files.map(told) })));
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
  async #send({ id, files, request }: QueuedRecording, signal: AbortSignal): Promise<UploadState> {
    if (!request) return { name: 'ready' };
    const progress = (uploadedShare: number) =>
      this.#change(id, () => ({ state: { name: 'uploading', uploadedShare } }));
    progress(0);
    const { form, startedAt, reportLanguage } = request;
    try {
      const audio = files.map(({ file }) => file);
      const run = await this.#submit(audio, toSubmitFields(form, startedAt, reportLanguage), {
        idempotencyKey: id,
        signal,
        onProgress: ({ sentBytes, totalBytes }) => progress(totalBytes > 0 ? sentBytes / totalBytes : 0),
      });
      for (const { keptId } of files) {
        if (keptId === undefined) continue;
        discardKeptRecording(keptId).catch(() => {
          // It goes by itself after a day.
        });
      }
      return { name: 'submitted', runId: run.id };
    } catch (error) {
      if (signal.aborted) return { name: 'cancelled' };
      const refusedId = files[refusedPart(error) - 1]?.id;
      return { name: 'failed', error: error instanceof Error ? error : new Error(String(error)), refusedId };
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

/** A recording that was not started; of a single file it has the id. */
const untouched = (files: readonly RecordingFile[]): QueuedRecording => ({
  id: files[0]?.id ?? randomHex(16),
  files,
  isInParts: false,
  candidate: candidateOf(files[0]),
  request: null,
  state: { name: 'ready' },
});

/** What is said at first of the candidate: without any name, runs could not be told apart. What is recorded here has none. */
const candidateOf = (first: RecordingFile | undefined): CandidateFields =>
  first === undefined || first.keptId !== undefined ? NOBODY : { ...NOBODY, candidate: stem(first.file) };

const BY_NUMBERED_NAME = new Intl.Collator(undefined, { numeric: true });

/** Which part the server refused, from 1; 0 where it did not say. */
function refusedPart(error: unknown): number {
  const part = error instanceof VivavoceError ? error.details.part : null;
  return typeof part === 'number' ? part : 0;
}

/** The name of a file without its ending. */
export const stem = ({ name }: File): string => name.replace(/\.[^.]+$/, '');
