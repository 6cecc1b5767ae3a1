/** A server in a process of its own, for tests that kill or weigh it: the first argument is its configuration as JSON. */
import type { Config } from '../config.ts';
import { runUntilStopped } from '../run-until-stopped.ts';
import { startServer } from '../server.ts';
import { STAND_IN_ENGINE } from './stand-in-engine.ts';

const config = JSON.parse(process.argv[2] ?? '') as Config;
const server = await startServer(config, { engineModule: STAND_IN_ENGINE });
process.send?.(server.url);
// Asked for anything it tells how much memory it has now, garbage left out where it can be.
process.on('message', () => {
  globalThis.gc?.();
  process.send?.(process.memoryUsage().rss);
});
await runUntilStopped(server);
process.exit();
