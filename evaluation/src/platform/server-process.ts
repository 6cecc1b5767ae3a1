/**
 * A server in a process of its own, to be killed: the argument is its configuration as JSON. Recordings are scripts that say how
 * long an analysis takes. It tells where it listens.
 */
import { type Config, runUntilStopped } from '@vivavoce/server';
import { FAKE_ENGINE, SCRIPT_READER, startServerWith } from '@vivavoce/server/load-measurement';

const config = JSON.parse(process.argv[2] ?? '') as Config;
const server = await startServerWith(config, {
  engineModule: FAKE_ENGINE,
  recordings: SCRIPT_READER,
});
process.send?.(server.url);
await runUntilStopped(server);
process.exit();
