/** A server in a process of its own, for tests that kill it: the first argument is its configuration as JSON. */
import type { Config } from '../config.ts';
import { runUntilStopped } from '../run-until-stopped.ts';
import { startServer } from '../server.ts';
import { measureDurationMs, STAND_IN_ENGINE } from './stand-in-engine.ts';

const config = JSON.parse(process.argv[2] ?? '') as Config;
const server = await startServer(config, {
  measureDuration: measureDurationMs,
  engineModule: STAND_IN_ENGINE,
});
process.send?.(server.url);
await runUntilStopped(server);
process.exit();
