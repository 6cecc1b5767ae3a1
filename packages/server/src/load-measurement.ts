/** A server whose recordings are scripts that say how long an analysis takes: for measuring the platform without the engine. */

/** The queue itself, for measuring it with simulated work. */
export { admitRun } from './runs/admission.ts';
export { finishRun, type RunOutcome } from './runs/finish.ts';
export {
  CHANGE_CHANNEL,
  type Claim,
  claimRun,
  ERASURE_CHANNEL,
  renewLease,
  saveProgress,
  WORK_CHANNEL,
} from './runs/queue.ts';
export { startServerWith } from './server.ts';
export { listenTo } from './store/listen.ts';
export { initialise as initialiseDatabase } from './store/postgres-cluster.ts';
export { findPostgres } from './store/postgres-program.ts';
export { FAKE_ENGINE, resultOf, SCRIPT_READER } from './testing/fake-engine.ts';

/** Program of an S3-compatible server, see there. It stands on a package of the tests, so that an installation does not have it. */
export const S3_PROGRAM = import.meta.resolve('./testing/s3-process.ts');
