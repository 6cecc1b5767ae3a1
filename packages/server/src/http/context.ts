import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { RunWatch } from '../runs/watch.ts';
import type { Store } from '../store/store.ts';
import type { RecordingCheck } from './recording-check.ts';

/** What the routes work with. */
export interface HttpContext {
  readonly config: Config;
  readonly store: Store;
  readonly watch: RunWatch;
  readonly logger: Logger;
  readonly version: string;
  /** The length of a recording in ms, or a RequestError if it is not one that we take. */
  readonly checkRecording: RecordingCheck;
}
