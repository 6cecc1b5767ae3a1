/** Runs once around all tests of `npm test`; a single test file does without. */
import { ensureConsoleBuilt } from '@vivavoce/console';
import { openTestCluster } from '../packages/server/src/testing/test-cluster.ts';
import { COMPILE_CACHE } from './compile-cache.ts';
import { prebuildPrograms } from './prebuilt-programs.ts';

const shares: { release(): Promise<void> }[] = [];

/**
 * Builds the console and the programs that tests start before two tests do at the same time, keeps the database of the tests running
 * between their files, and has what Node compiles kept for the next process.
 */
export async function globalSetup(): Promise<void> {
  const { NODE_OPTIONS = '' } = process.env;
  Object.assign(process.env, {
    NODE_COMPILE_CACHE: COMPILE_CACHE,
    NODE_OPTIONS: `${NODE_OPTIONS} ${await prebuildPrograms()}`.trim(),
  });
  await ensureConsoleBuilt();
  shares.push(await openTestCluster());
}

/** Gives the database back, which stops with its last user. */
export async function globalTeardown(): Promise<void> {
  for (const share of shares) await share.release();
}
