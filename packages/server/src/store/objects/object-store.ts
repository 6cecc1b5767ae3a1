import type { Readable } from 'node:stream';
import { partName } from '@vivavoce/contract';

/** Bytes of an object, counted from 0. */
export interface ByteRange {
  readonly start: number;
  /** The first byte that is not wanted any more; what lies beyond the object is left out. */
  readonly end: number;
}

/** An object that is being read. */
export interface StoredObject {
  /** Of the whole object, bytes, whatever range was asked for. */
  readonly size: number;
  /** Fails with {@link DamagedObjectError} when the bytes turn out not to be those that were stored. */
  readonly body: Readable;
}

/** An object in a list. */
export interface ObjectEntry {
  readonly key: string;
  readonly changedAt: Date;
}

/**
 * Where recordings and what is made of them are kept: large, written once, read by streams. A key is `<run>/<name>`, names of
 * ours, never a client's text. Everything of a run lies under its id, so that erasing a run asks for no list of what it had.
 */
export interface ObjectStore {
  /** Stores a stream under a key, whole or not at all; what was there before is replaced. */
  put(key: string, body: Readable): Promise<void>;
  /**
   * Reads an object, or a part of it.
   * @throws ObjectMissingError if there is none.
   * @throws DamagedObjectError if it is not what was stored.
   */
  get(key: string, range?: ByteRange): Promise<StoredObject>;
  /** Removes an object; nothing happens if there is none. */
  delete(key: string): Promise<void>;
  /** Removes all objects of a run. */
  deleteRun(runId: string): Promise<void>;
  /** Everything that is there, in no order, for finding what no run knows; writes that broke off are among it where possible. */
  list(): AsyncIterable<ObjectEntry>;
}

/** There is no object under a key. */
export class ObjectMissingError extends Error {
  override readonly name = 'ObjectMissingError';

  constructor(key: string) {
    super(`There is no object ${key}`);
  }
}

/** An object is not what was stored: changed, cut short, of another run, or encrypted with a key that we do not have. */
export class DamagedObjectError extends Error {
  override readonly name = 'DamagedObjectError';
}

/**
 * The key of a run's recording.
 * @param part from 1, of a recording that came in several files.
 */
export const recordingKey = (runId: string, part = 1): string => partName(`${runId}/recording`, part);

/** The keys of all parts of a run's recording, in order. */
export const recordingKeys = (runId: string, parts: number): string[] =>
  Array.from({ length: parts }, (_, at) => recordingKey(runId, at + 1));

/** The run that an object belongs to. */
export const runOfKey = (key: string): string => key.slice(0, key.indexOf('/'));
