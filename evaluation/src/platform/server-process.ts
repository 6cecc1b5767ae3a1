/**
 * A server in a process of its own, to be killed: the argument is its configuration as JSON. Recordings are scripts that say how
 * long an analysis takes. Whenever it is asked, and at first, it tells where it listens and which workers it has.
 */
import { type Config, runUntilStopped, startServer } from '@vivavoce/server';
import { measureDurationMs, STAND_IN_ENGINE } from '@vivavoce/server/stand-in-engine';

const config = JSON.parse(process.argv[2] ?? '') as Config;
const server = await startServer(config, {
  engineModule: STAND_IN_ENGINE,
  measureDuration: measureDurationMs,
});
const tell = (): void => {
  process.send?.({ url: server.url, workerPids: server.workerPids() });
};
process.on('message', tell);
tell();
await runUntilStopped(server);
process.exit();
