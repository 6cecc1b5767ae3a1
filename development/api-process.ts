/** The server that `npm run dev` restarts: the API with its database and a worker, without the built console. */
import { readConfig, runUntilStopped, startServer } from '@vivavoce/server';

const server = await startServer(readConfig());
process.send?.({ url: server.url });
// Without the process that restarts it, it has no one to stop it.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
const reason = await runUntilStopped(server);
process.removeAllListeners('disconnect');
process.disconnect?.();
if (reason !== null) throw reason;
