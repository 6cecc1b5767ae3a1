/**
 * A server in a process of its own, to be killed: the argument is its configuration as JSON. Recordings are scripts that say how
 * long an analysis takes. It tells where it listens.
 */
import { type Config, runUntilStopped, startServer } from '@vivavoce/server';
import { FAKE_ENGINE, measureDurationMs } from '@vivavoce/server/fake-engine';

const config = JSON.parse(process.argv[2] ?? '') as Config;
const server = await startServer(config, {
  engineModule: FAKE_ENGINE,
  measureDuration: measureDurationMs,
});
process.send?.(server.url);
await runUntilStopped(server);
process.exit();
