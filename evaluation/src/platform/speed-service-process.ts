/** A server with its workers in a process of its own: the argument is its configuration as JSON. It tells where it listens. */
import { type Config, runUntilStopped, startServer } from '@vivavoce/server';

const server = await startServer(JSON.parse(process.argv[2] ?? '') as Config);
process.send?.(server.url);
await runUntilStopped(server);
process.exit();
