/**
 * A server in a process of its own, for tests that kill or weigh it: the first argument is its configuration as JSON. With a
 * second one, `scripts`, recordings are scripts of the stand-in engine.
 */
import type { Config } from '../config.ts';
import { runUntilStopped } from '../run-until-stopped.ts';
import { startServerWith } from '../server.ts';
import { FAKE_ENGINE, SCRIPT_READER } from './fake-engine.ts';

const config = JSON.parse(process.argv[2] ?? '') as Config;
const scriptOptions = process.argv[3] === 'scripts' ? { recordings: SCRIPT_READER } : {};
const server = await startServerWith(config, { engineModule: FAKE_ENGINE, ...scriptOptions });
process.send?.(server.url);
// Asked for anything it tells how many bytes it holds now, garbage left out where it can be: what the system has given the
// process says more about the allocator and about what else is running.
process.on('message', () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.(heapUsed + external);
});
await runUntilStopped(server);
process.exit();
